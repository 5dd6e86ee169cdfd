#include "queuebroker.h"
#include "windowfixture.h"

#include <ui/widgets/readingchoice.h>
#include <ui/widgets/theme.h>

#include <support/widgetwarnings.h>

#include <QRadioButton>
#include <QSpinBox>

using namespace Ui;
using Testing::QueueBroker;
using Testing::WindowFixture;

namespace {

struct Desk : WindowFixture
{
    Desk()
    {
        own = workspace.createConnection(broker.profile());
        workspace.adopt(own);
        workspace.open(own, {});
    }
    /** Ctrl+T, the queue, the way to read it, and the button. */
    void look(const char* way, int count)
    {
        QTRY_VERIFY(own->isConnected());
        key(window.get(), Qt::Key_T, Qt::ControlModifier);
        QDialog* const open = dialog("subscribeDialog");
        QVERIFY(open);
        open->findChild<QComboBox*>(QStringLiteral("destination"))
            ->setEditText(QStringLiteral("/queue/orders"));
        open->findChild<QRadioButton*>(QLatin1StringView(way))->click();
        if (count > 0)
            open->findChild<ReadingChoice*>()->findChild<QSpinBox*>()->setValue(count);
        click(open->findChild<QPushButton*>(QStringLiteral("subscribe")));
        QVERIFY(!dialog("subscribeDialog"));
    }
    [[nodiscard]] QString cell(int row, MessageColumn column)
    {
        const MessageTableModel& model = workspace.pump().model();
        return model.index(row, int(column)).data().toString();
    }

    QueueBroker broker;
    Connection* own = nullptr;
};

} // namespace

/** From the question in the subscribe dialog to the rows of the table. */
class TestLooks : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        QLocale::setDefault(QLocale(QLocale::English, QLocale::UnitedStates));
        Theme::apply(*qApp, ThemeChoice::Light);
    }
    void init() { Testing::failOnAnyWarning(); }

    void browses()
    {
        Desk desk;
        desk.look("browse", 0);
        QTRY_COMPARE(desk.rows(), QueueBroker::depth + 1);
        QTRY_VERIFY2(
            desk.notices().contains(QLatin1StringView("End of the queue /queue/orders: 3 message")),
            qPrintable(desk.notices()));
        QVERIFY(desk.notices().contains(QLatin1StringView("nothing was taken")));
        for (int row = 0; row < desk.rows(); ++row)
            QCOMPARE(desk.cell(row, MessageColumn::Connection), QStringLiteral("shop, browsed"));
        QCOMPARE(desk.cell(0, MessageColumn::Preview), QStringLiteral("order 1"));
        QCOMPARE(desk.cell(QueueBroker::depth, MessageColumn::Preview),
            QStringLiteral("End of the queue"));
        nothingCanBeAcknowledged(desk);
        QTRY_COMPARE(desk.broker.count("DISCONNECT"), 1); // the look's own connection
        QVERIFY(desk.own->isConnected());
        QVERIFY(desk.own->subscriptions().isEmpty());
    }

    void peeksAndGivesBack()
    {
        Desk desk;
        desk.look("peek", 2);
        QTRY_COMPARE(desk.rows(), 2);
        QTRY_VERIFY2(desk.notices().contains(
                         QLatin1StringView("Peeked at 2 message(s) of /queue/orders, and gave")),
            qPrintable(desk.notices()));
        for (int row = 0; row < desk.rows(); ++row)
            QCOMPARE(desk.cell(row, MessageColumn::Connection), QStringLiteral("shop, peeked"));
        nothingCanBeAcknowledged(desk);
        QTRY_COMPARE(desk.broker.count("DISCONNECT"), 1);
        QCOMPARE(desk.broker.count("ACK") + desk.broker.count("NACK"), 0);
        QVERIFY(desk.own->isConnected());
    }

    void saysWhyItDidNotWork()
    {
        Desk desk;
        QTRY_VERIFY(desk.own->isConnected());
        desk.broker.onFrame = [](QueueBroker::Peer& peer, const Stomp::Frame& one) {
            if (one.command != "SUBSCRIBE")
                return false;
            peer.write(QueueBroker::frame("ERROR", {{"message", "no right to read"}}));
            peer.hangUp();
            return true;
        };
        desk.look("peek", 2);
        QTRY_VERIFY2(
            desk.notices().contains(QLatin1StringView("Looking into /queue/orders did not work")),
            qPrintable(desk.notices()));
        QVERIFY2(desk.notices().contains(QLatin1StringView("no right to read")),
            qPrintable(desk.notices()));
        QCOMPARE(desk.rows(), 0);
    }

private:
    static void nothingCanBeAcknowledged(Desk& desk)
    {
        const MessageTableModel& model = desk.workspace.pump().model();
        for (int row = 0; row < model.rowCount(); ++row)
            QVERIFY(model.ackStateAt(row) == Stomp::AckState::NotNeeded);
        desk.table()->selectAll();
        const auto* const acknowledge = desk.find<QAction>("acknowledge");
        QVERIFY(acknowledge);
        QVERIFY(!acknowledge->isEnabled() || !acknowledge->isVisible());
    }
};

QTEST_MAIN(TestLooks)
#include "tst_looks.moc"
