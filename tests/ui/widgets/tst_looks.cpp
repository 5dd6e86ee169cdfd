#include "queuebroker.h"
#include "windowfixture.h"

#include <ui/widgets/readingchoice.h>
#include <ui/widgets/theme.h>

#include <support/practicefixture.h>
#include <support/widgetwarnings.h>

#include <QRadioButton>
#include <QSpinBox>
#include <QTcpSocket>

using namespace Ui;
using Testing::QueueBroker;
using Testing::WindowFixture;

namespace {

struct Desk : WindowFixture
{
    explicit Desk(quint16 port = 0)
    {
        ConnectionProfile profile = broker.profile();
        if (port != 0)
            profile.port = port;
        own = workspace.createConnection(profile);
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

    void browsesThePracticeBroker()
    {
        Testing::PracticeFixture practice;
        QVERIFY2(practice.isRunning(), qPrintable(practice.error()));
        QTcpSocket producer;
        producer.connectToHost(QStringLiteral("127.0.0.1"), practice.port());
        QTRY_COMPARE(producer.state(), QAbstractSocket::ConnectedState);
        producer.write(QByteArray("CONNECT\naccept-version:1.2\nhost:h\n\n\0"
                                  "SEND\ndestination:/queue/orders\n\none\0"
                                  "SEND\ndestination:/queue/orders\n\ntwo\0",
            108));
        QTRY_COMPARE(practice.snapshot().destinations.size(), std::size_t{1});
        QTRY_COMPARE(practice.snapshot().destinations.front().waiting, std::size_t{2});
        Desk desk(practice.port());
        desk.look("browse", 0);
        QTRY_COMPARE(desk.rows(), 3);
        QTRY_VERIFY2(
            desk.notices().contains(QLatin1StringView("End of the queue /queue/orders: 2 message")),
            qPrintable(desk.notices()));
        QCOMPARE(desk.cell(0, MessageColumn::Preview), QStringLiteral("one"));
        QCOMPARE(desk.cell(1, MessageColumn::Preview), QStringLiteral("two"));
        QCOMPARE(desk.cell(2, MessageColumn::Preview), QStringLiteral("End of the queue"));
        QCOMPARE(practice.snapshot().destinations.front().waiting, std::size_t{2});
        QCOMPARE(practice.snapshot().destinations.front().counters.out, std::uint64_t{0});
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
