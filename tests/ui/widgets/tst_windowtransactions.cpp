#include "windowfixture.h"

#include <support/widgetwarnings.h>
#include <ui/widgets/publishbody.h>
#include <ui/widgets/publishpanel.h>
#include <ui/widgets/publishresult.h>
#include <ui/widgets/theme.h>
#include <ui/widgets/transactionline.h>
#include <ui/widgets/windowtransactions.h>

#include <stomp/dialect/dialectways.h>

using namespace Ui;
using Testing::WindowFixture;

namespace {

struct Desk : WindowFixture
{
    Desk()
    {
        own = workspace.createConnection(ConnectionProfile::forPreset(Preset::Practice));
        workspace.adopt(own);
        workspace.open(own, {});
    }
    [[nodiscard]] QAction* action(const char* name) const { return find<QAction>(name); }
    [[nodiscard]] QString state(int row)
    {
        const MessageTableModel& model = workspace.pump().model();
        return model.index(row, int(MessageColumn::State)).data().toString();
    }
    [[nodiscard]] TransactionLine* line() const
    {
        auto* const line = find<TransactionLine>("transaction");
        return line && line->isVisible() ? line : nullptr;
    }
    void send(const char* body)
    {
        PublishRequest request;
        request.frame.command = "SEND";
        request.frame.add("destination", "/queue/a");
        request.frame.body = body;
        std::ignore = own->publish(request);
    }

    Connection* own = nullptr;
};

} // namespace

/** From BEGIN in the menu to the notice that says what the end of it did. */
class TestWindowTransactions : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        QLocale::setDefault(QLocale(QLocale::English, QLocale::UnitedStates));
        Theme::apply(*qApp, ThemeChoice::Light);
    }
    void init() { Testing::failOnAnyWarning(); }

    /** A SEND that the broker refuses is not confirmed by the COMMIT that follows. */
    void refusedPublish()
    {
        Desk desk;
        QTRY_VERIFY(desk.own->isConnected());
        desk.action("begin")->trigger();
        QTRY_VERIFY(desk.action("commit")->isEnabled());
        Stomp::FaultPlan plan;
        QVERIFY(!Stomp::FaultPlan::parse("error on SEND /queue/a", plan));
        desk.workspace.practiceBroker().setFaults(plan);
        PublishPanel* const panel = desk.window->publishPanel();
        panel->setDestination(QStringLiteral("/queue/a"));
        panel->body()->setBody("1");
        panel->send();
        const auto said = [panel] {
            return panel->findChild<PublishResult*>()->text();
        };
        QTRY_VERIFY2(said().startsWith(QStringLiteral("Not confirmed: ")), qPrintable(said()));
        const QString refused = said();
        QTRY_VERIFY(desk.line() && desk.action("commit")->isEnabled());
        QVERIFY(desk.line()->text().contains(QStringLiteral("1 of the sent was refused.")));
        desk.action("commit")->trigger();
        QTRY_VERIFY2(desk.notices().contains(QStringLiteral("COMMIT on Practice broker: nothing")),
            qPrintable(desk.notices()));
        QCOMPARE(said(), refused);
    }

    void commitsAndAborts()
    {
        Desk desk;
        QTRY_VERIFY(desk.own->isConnected());
        SubscriptionWish wish;
        wish.destination = QStringLiteral("/queue/a");
        wish.ack = Stomp::AckMode::Client;
        wish.acknowledgeOnArrival = false;
        desk.own->subscribe(wish);
        desk.send("1");
        QTRY_COMPARE(desk.rows(), 1);
        QTRY_VERIFY(desk.action("begin")->isEnabled());
        QVERIFY(!desk.action("commit")->isEnabled());
        QVERIFY(!desk.line());

        desk.key(desk.window.get(), Qt::Key_T, Qt::ControlModifier | Qt::AltModifier);
        QTRY_VERIFY(desk.action("commit")->isEnabled());
        QVERIFY(!desk.action("begin")->isEnabled());
        QVERIFY(desk.line());
        desk.send("2");
        desk.table()->setCurrentIndex(desk.workspace.pump().model().index(0, 0));
        QTRY_VERIFY(desk.action("acknowledge")->isEnabled());
        desk.action("acknowledge")->trigger();
        QTRY_VERIFY2(desk.line()->text().contains(
                         QStringLiteral("So far 1 sent, 1 acknowledged or rejected")),
            qPrintable(desk.line()->text()));
        QCOMPARE(desk.state(0), QStringLiteral("acked in transaction"));
        QVERIFY(!desk.action("acknowledge")->isEnabled()); // once is enough
        auto* const abort = desk.find<QPushButton>("abortTransaction");
        QTRY_VERIFY(abort->isEnabled());
        desk.click(abort);
        QTRY_VERIFY2(desk.notices().contains(QStringLiteral(
                         "ABORT on Practice broker: 1 message is not sent after all, "
                         "1 message waits again for an acknowledgement.")),
            qPrintable(desk.notices()));
        QVERIFY(desk.notices().contains(QStringLiteral("SEND, ACK and NACK count at COMMIT")));
        QVERIFY(!desk.line());
        QCOMPARE(desk.rows(), 1);
        QCOMPARE(desk.state(0), QStringLiteral("waiting"));
        QTRY_VERIFY(desk.action("acknowledge")->isEnabled());

        desk.action("begin")->trigger();
        QTRY_VERIFY(desk.line() && desk.action("commit")->isEnabled());
        QVERIFY(desk.notices().isEmpty());
        desk.send("3");
        desk.send("4");
        QTRY_VERIFY(desk.line()->text().contains(QStringLiteral("So far 2 sent, 0 ack")));
        QTRY_VERIFY(desk.action("commit")->isEnabled());
        desk.action("commit")->trigger();
        QTRY_VERIFY2(desk.notices().contains(
                         QStringLiteral("COMMIT on Practice broker: 2 messages were sent.")),
            qPrintable(desk.notices()));
        QTRY_COMPARE(desk.rows(), 3);
    }

    void words_data()
    {
        QTest::addColumn<int>("step");
        QTest::addColumn<QString>("failure");
        QTest::addColumn<bool>("isLost");
        QTest::addColumn<quint64>("atOnce");
        QTest::addColumn<QString>("what");
        const int begin = int(TransactionStep::Begin);
        const int commit = int(TransactionStep::Commit);
        const int abort = int(TransactionStep::Abort);
        const QString none;
        QTest::newRow("commit") << commit << none << false << quint64(0)
                                << QStringLiteral(
                                       "COMMIT on X: 4 messages were sent, 2 were acknowledged or "
                                       "rejected.");
        QTest::newRow("abort")
            << abort << none << false << quint64(0)
            << QStringLiteral("ABORT on X: 4 messages are not sent after all, 2 messages wait "
                              "again for an acknowledgement.");
        QTest::newRow("at once")
            << abort << none << false << quint64(3)
            << QStringLiteral("ABORT on X: 4 messages are not sent after all, 2 messages wait "
                              "again for an acknowledgement. 3 ACKs had counted at once.");
        QTest::newRow("refused") << commit << QStringLiteral("no") << false << quint64(0)
                                 << QStringLiteral("COMMIT on X was not confirmed.");
        QTest::newRow("not begun") << begin << QStringLiteral("no") << false << quint64(0)
                                   << QStringLiteral("BEGIN on X was not confirmed.");
        QTest::newRow("lost")
            << abort << none << true << quint64(0)
            << QStringLiteral("The connection X ended before COMMIT: 4 messages are not sent "
                              "after all.");
    }

    void words()
    {
        QFETCH(const int, step);
        QFETCH(const QString, failure);
        QFETCH(const bool, isLost);
        QFETCH(const quint64, atOnce);
        QFETCH(const QString, what);
        Transacting::Outcome outcome;
        outcome.step = static_cast<TransactionStep>(step);
        outcome.failure = failure;
        outcome.isLost = isLost;
        outcome.content.sent = 5;
        outcome.content.refused = 1;
        outcome.content.settled = 2;
        outcome.content.settledAtOnce = atOnce;
        const Problem text =
            WindowTransactions::textOf(outcome, QStringLiteral("X"), Stomp::Dialect::Artemis);
        QCOMPARE(text.what, what);
        QCOMPARE(text.detail, failure);
        if (!isLost)
            QVERIFY(text.cause.contains(QStringLiteral("Only SEND waits for COMMIT")));
    }
};

QTEST_MAIN(TestWindowTransactions)
#include "tst_windowtransactions.moc"
