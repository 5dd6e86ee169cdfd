#include "dialogue.h"

#include <QRegularExpression>
#include <QTest>

using namespace Stomp;
using Testing::Dialogue;

namespace {

void addScript(const char* name, const char* script)
{
    QTest::newRow(name) << QString::fromUtf8(script);
}

} // namespace

/** Priority, expiry, schedules and time-outs of a queue; stomp-facts 4.3, 4.4 and 4.11. The
 * dialogue's clock begins at 1,000,000. */
class TestQueueTime : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral(".*"))); }

    void dialogues_data()
    {
        QTest::addColumn<QString>("script");
        addExpiry();
        addSchedules();
    }
    void dialogues()
    {
        QFETCH(QString, script);
        QCOMPARE(Dialogue().run(script), QString());
    }

    /** What repeats itself for ever does not take more than all queues may keep. */
    void repeatsWithinTheRoom()
    {
        Stomp::BrokerOptions options;
        options.storedBytes = 2'000;
        Dialogue dialogue(options);
        QCOMPARE(dialogue.run(QStringLiteral(R"(
            P connect 1.2
            P > SEND destination:/queue/a AMQ_SCHEDULED_PERIOD:10 AMQ_SCHEDULED_REPEAT:-1 | again
            wait 5000)")),
            QString());
        const Stomp::BrokerSnapshot full = dialogue.broker().snapshot();
        QVERIFY(full.storedBytes <= options.storedBytes);
        const Stomp::DestinationSnapshot& queue = full.destinations.front();
        QVERIFY(queue.waiting > 3);
        QVERIFY(queue.counters.discarded > 100);
    }

    void priorityOrder_data()
    {
        QTest::addColumn<bool>("isOn");
        QTest::addColumn<QString>("order");
        QTest::newRow("by priority") << true << "e a d b c";
        QTest::newRow("as they came") << false << "a b c d e";
    }
    void priorityOrder()
    {
        QFETCH(bool, isOn);
        QFETCH(QString, order);
        BrokerOptions options;
        options.queues.priorityOrder = isOn;
        QString script = QString::fromUtf8(R"(
            P connect 1.2
            P > SEND destination:/queue/a priority:7 | a
            P > SEND destination:/queue/a | b
            P > SEND destination:/queue/a priority:0 | c
            P > SEND destination:/queue/a priority:7 | d
            P > SEND destination:/queue/a priority:255 | e
            C connect 1.2
            C > SUBSCRIBE id:1 destination:/queue/a ack:client prefetch-count:2)");
        const QStringList bodies = order.split(u' ');
        // What comes back keeps its place.
        script += QStringLiteral("\nC < MESSAGE | ") + bodies[0]
            + QStringLiteral("\nC < MESSAGE | ") + bodies[1]
            + QStringLiteral("\nC lost\nD connect 1.2")
            + QStringLiteral("\nD > SUBSCRIBE id:1 destination:/queue/a");
        for (const QString& body : bodies)
            script += QStringLiteral("\nD < MESSAGE | ") + body;
        QCOMPARE(Dialogue(options).run(script), QString());
    }

    void expiredMayBeDropped()
    {
        BrokerOptions options;
        options.queues.expiredAreDeadLetters = false;
        QCOMPARE(Dialogue(options).run(QString::fromUtf8(R"(
            P connect 1.2
            P > SEND destination:/queue/a expires:1000100 | 1
            wait 200
            count /queue/a expired 1
            count /queue/a waiting 0)")),
            QString());
    }

    void anAcknowledgementMayBeLate()
    {
        BrokerOptions options;
        options.queues.ackTimeout = 3'000;
        QCOMPARE(Dialogue(options).run(QString::fromUtf8(R"(
            P connect 1.2
            A connect 1.2
            B connect 1.2
            A > SUBSCRIBE id:1 destination:/queue/a ack:client prefetch-count:2
            P > SEND destination:/queue/a | 1
            A < MESSAGE | 1
            B > SUBSCRIBE id:1 destination:/queue/a ack:client prefetch-count:2
            wait 1000
            P > SEND destination:/queue/a | 2
            A < m2=MESSAGE | 2
            wait 1990
            B none
            wait 20
            B < m1=MESSAGE redelivered:true | 1
            B ack m1
            A ack m2
            wait 9000
            A open
            count /queue/a acked 2)")),
            QString());
    }

    void aLateAcknowledgementMayCostTheConnection()
    {
        BrokerOptions options;
        options.queues.ackTimeout = 3'000;
        options.queues.ackTimeoutCloses = true;
        QCOMPARE(Dialogue(options).run(QString::fromUtf8(R"(
            P connect 1.2
            A connect 1.2
            A > SUBSCRIBE id:1 destination:/queue/a ack:client
            P > SEND destination:/queue/a | 1
            A < MESSAGE | 1
            wait 3010
            A < ERROR message:No\sacknowledgement\sin\stime
            A closed
            count /queue/a waiting 1)")),
            QString());
    }

private:
    static void addExpiry()
    {
        addScript("a time, in ms since 1970: swept without a consumer", R"(
            P connect 1.2
            P > SEND destination:/queue/a expires:1000500 | 1
            P > SEND destination:/queue/a | 2
            P > SEND destination:/queue/a expires:1000600 | 3
            P > SEND destination:/queue/a expires:0 | 4
            wait 490
            count /queue/a waiting 4
            wait 20
            count /queue/a deadExpired 1
            wait 980
            count /queue/a deadExpired 1
            wait 20
            count /queue/a deadExpired 2
            count /queue/a waiting 2
            C connect 1.2
            C > SUBSCRIBE id:1 destination:/queue/a
            C < MESSAGE | 2
            C < MESSAGE expires:0 | 4)");
        addScript("at dispatch, before it is swept", R"(
            P connect 1.2
            P > SEND destination:/queue/a expires:1000500 | 1
            P > SEND destination:/queue/a expires:1000600 | 2
            P > SEND destination:/queue/a expires:1000600 | 3
            P > SEND destination:/queue/a | 4
            wait 700
            count /queue/a deadExpired 1
            C connect 1.2
            C > SUBSCRIBE id:1 destination:/queue/a
            C < MESSAGE | 4
            count /queue/a deadExpired 3
            count /queue/DLQ.a waiting 3)");
        const char* spans[] = {"expiration", "x-message-ttl"};
        for (const char* name : spans) {
            QTest::addRow("%s: a span of ms", name) << QString::fromUtf8(R"(
            P connect 1.2
            P > SEND destination:/queue/a %1:300 | 1
            wait 290
            count /queue/a waiting 1
            wait 20
            count /queue/a waiting 0)")
                                                           .arg(QLatin1StringView(name));
        }
        addScript("what a consumer holds does not expire, what comes back does", R"(
            P connect 1.2
            A connect 1.2
            A > SUBSCRIBE id:1 destination:/queue/a ack:client
            P > SEND destination:/queue/a expires:1000500 | 1
            A < m=MESSAGE | 1
            wait 2000
            count /queue/a inFlight 1
            A nack m
            A none
            count /queue/a deadExpired 1)");
        addScript("what rests expires in time", R"(
            P connect 1.2
            A connect 1.2
            A > SUBSCRIBE id:1 destination:/queue/a ack:client
            P > SEND destination:/queue/a expires:1000100 | 1
            A < m=MESSAGE | 1
            A nack m
            A < m=MESSAGE | 1
            A nack m
            wait 110
            count /queue/a deadExpired 1)");
    }

    static void addSchedules()
    {
        addScript("a delay", R"(
            P connect 1.2
            C connect 1.2
            C > SUBSCRIBE id:1 destination:/queue/a
            P > SEND destination:/queue/a AMQ_SCHEDULED_DELAY:500 k:v receipt:r | later
            P < RECEIPT
            P > SEND destination:/queue/a | now
            C < MESSAGE | now
            count /queue/a scheduled 1
            count /queue/a in 2
            wait 490
            C none
            wait 20
            C < MESSAGE k:v !AMQ_SCHEDULED_DELAY | later
            count /queue/a scheduled 0
            count /queue/a in 2)");
        addScript("repeated, each time as a message of its own", R"(
            P connect 1.2
            C connect 1.2
            C > SUBSCRIBE id:1 destination:/queue/a
            P > SEND destination:/queue/a AMQ_SCHEDULED_DELAY:100 AMQ_SCHEDULED_PERIOD:1000 AMQ_SCHEDULED_REPEAT:2 | again
            wait 110
            C < MESSAGE !AMQ_SCHEDULED_REPEAT | again
            wait 980
            C none
            wait 20
            C < MESSAGE | again
            wait 1000
            C < MESSAGE | again
            count /queue/a in 3
            wait 5000
            C none)");
        addScript("a time", R"(
            P connect 1.2
            C connect 1.2
            C > SUBSCRIBE id:1 destination:/queue/a
            P > SEND destination:/queue/a AMQ_SCHEDULED_TIME:1000700 | later
            wait 690
            C none
            wait 20
            C < MESSAGE | later
            P > SEND destination:/queue/a AMQ_SCHEDULED_TIME:1000000 | past
            C < MESSAGE | past)");
        addScript("a topic, too", R"(
            P connect 1.2
            C connect 1.2
            P > SEND destination:/topic/a AMQ_SCHEDULED_DELAY:500 | later
            C > SUBSCRIBE id:1 destination:/topic/a
            C none
            wait 510
            C < MESSAGE | later)");
        addScript("in a transaction: from COMMIT on", R"(
            P connect 1.2
            C connect 1.2
            C > SUBSCRIBE id:1 destination:/queue/a
            P > BEGIN transaction:t
            P > SEND destination:/queue/a transaction:t AMQ_SCHEDULED_DELAY:500 | later
            wait 1000
            P > COMMIT transaction:t
            wait 490
            C none
            wait 20
            C < MESSAGE | later)");
    }
};

QTEST_APPLESS_MAIN(TestQueueTime)
#include "tst_queue_time.moc"
