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

/** What becomes of messages that nobody wants; stomp-facts 4.4 and 4.5. */
class TestQueueDeadLetters : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral(".*"))); }

    void dialogues_data()
    {
        QTest::addColumn<QString>("script");
        addScript("after six deliveries", R"(
            P connect 1.2
            A connect 1.2
            A > SUBSCRIBE id:1 destination:/queue/a ack:client-individual prefetch-count:1
            P > SEND destination:/queue/a k:v priority:7 | poison
            A < m=MESSAGE !redelivered
            A nack m
            A < m=MESSAGE delivery-count:2
            A nack m
            wait 200
            A < m=MESSAGE delivery-count:3
            A nack m
            wait 400
            A < m=MESSAGE delivery-count:4
            A nack m
            wait 800
            A < m=MESSAGE delivery-count:5
            A nack m
            wait 1600
            A < m=MESSAGE delivery-count:6
            count /queue/a deadRedelivered 0
            A nack m
            count /queue/a deadRedelivered 1
            count /queue/a waiting 0
            count /queue/DLQ.a waiting 1
            D connect 1.2
            D > SUBSCRIBE id:1 destination:/queue/DLQ.a
            D < MESSAGE destination:/queue/DLQ.a original-destination:/queue/a dlq-reason:max-redeliveries dlq-delivery-count:6 dlq-time:1003000 k:v priority:7 !redelivered | poison
            wait 20000
            A none)");
        addScript("its consumer at the dead letters gets it at once, after the receipt", R"(
            A connect 1.2
            A > SUBSCRIBE id:1 destination:/queue/a ack:client-individual
            A > SUBSCRIBE id:2 destination:/queue/DLQ.a
            A > SEND destination:/queue/a expires:1000000 receipt:s | old
            A < RECEIPT receipt-id:s
            A < MESSAGE subscription:2 dlq-reason:expired dlq-delivery-count:0 original-expires:1000000 !expires | old
            count /queue/a deadExpired 1)");
        addScript("moved back: one, then all", R"(
            P connect 1.2
            P > SEND destination:/queue/a expires:1 k:v | 1
            P > SEND destination:/queue/a expires:1 | 2
            P > SEND destination:/queue/b expires:1 | 3
            count /queue/DLQ.a waiting 2
            D connect 1.2
            D > SUBSCRIBE id:1 destination:/queue/DLQ.a ack:client browser:true
            D < m1=MESSAGE | 1
            D < m2=MESSAGE | 2
            D < MESSAGE browser:end
            move /queue/DLQ.a m2
            count /queue/a waiting 1
            count /queue/DLQ.a movedBack 1
            count /queue/DLQ.a waiting 1
            C connect 1.2
            C > SUBSCRIBE id:1 destination:/queue/a
            C < MESSAGE destination:/queue/a !original-destination !dlq-reason !dlq-time !dlq-delivery-count !original-expires !redelivered | 2
            move /queue/DLQ.a all
            C < MESSAGE k:v | 1
            count /queue/DLQ.a waiting 0
            count /queue/DLQ.b waiting 1
            move /queue/DLQ.a all)");
        addScript("moved back: what does not say where it came from stays", R"(
            P connect 1.2
            P > SEND destination:/queue/DLQ.a | by\shand
            move /queue/DLQ.a all
            count /queue/DLQ.a waiting 1
            count /queue/DLQ.a movedBack 0)");
        addScript("a dead letter stays where it is", R"(
            P connect 1.2
            P > SEND destination:/queue/a expires:1 | 1
            D connect 1.2
            D > SUBSCRIBE id:1 destination:/queue/DLQ.a ack:client-individual
            D < m=MESSAGE !redelivered
            D nack m
            D < m=MESSAGE delivery-count:2
            D nack m
            wait 10000
            D < m=MESSAGE delivery-count:3
            D nack m
            wait 10000
            D < m=MESSAGE delivery-count:4
            D nack m
            wait 10000
            D < m=MESSAGE delivery-count:5
            D nack m
            wait 10000
            D < m=MESSAGE delivery-count:6
            D nack m
            wait 10000
            D < m=MESSAGE delivery-count:7
            count /queue/DLQ.a deadRedelivered 0)");
        addScript("in a transaction: at COMMIT", R"(
            P connect 1.2
            A connect 1.2
            A > SUBSCRIBE id:1 destination:/queue/a ack:client-individual
            P > SEND destination:/queue/a | 1
            A < m=MESSAGE
            A > BEGIN transaction:t
            A nack m transaction:t requeue:false
            count /queue/a discarded 0
            A > COMMIT transaction:t
            count /queue/a discarded 1)");
    }
    void dialogues()
    {
        QFETCH(QString, script);
        QCOMPARE(Dialogue().run(script), QString());
    }

    void aNackMayBury()
    {
        BrokerOptions options;
        options.queues.nack = QueuePolicy::Nack::DeadLetter;
        options.queues.deadLetters = QueuePolicy::DeadLetters::Shared;
        options.queues.dropNonPersistent = true;
        options.queues.cumulativeNack = false;
        QCOMPARE(Dialogue(options).run(QString::fromUtf8(R"(
            P connect 1.2
            A connect 1.2
            A > SUBSCRIBE id:1 destination:/queue/a ack:client
            P > SEND destination:/queue/a persistent:true | 1
            P > SEND destination:/queue/a persistent:true | 2
            P > SEND destination:/queue/a | 3
            P > SEND destination:/queue/a persistent:true | 4
            A < m1=MESSAGE | 1
            A < m2=MESSAGE | 2
            A < m3=MESSAGE | 3
            A < m4=MESSAGE | 4
            A nack m2
            A none
            count /queue/a deadNacked 1
            count /queue/a inFlight 3
            A nack m3
            count /queue/a undeliverable 1
            A nack m4 requeue:true
            A < m4=MESSAGE redelivered:true | 4
            A nack m4 requeue:false
            count /queue/a deadNacked 2
            count /queue/a nacked 4
            A ack m1
            D connect 1.2
            D > SUBSCRIBE id:1 destination:/queue/ActiveMQ.DLQ
            D < MESSAGE dlq-reason:nack dlq-delivery-count:1 original-destination:/queue/a | 2
            D < MESSAGE dlq-reason:nack dlq-delivery-count:2 | 4)")),
            QString());
    }

    void aNackMayDiscard()
    {
        BrokerOptions options;
        options.queues.nack = QueuePolicy::Nack::Discard;
        QCOMPARE(Dialogue(options).run(QString::fromUtf8(R"(
            P connect 1.2
            A connect 1.2
            A > SUBSCRIBE id:1 destination:/queue/a ack:client
            P > SEND destination:/queue/a | 1
            P > SEND destination:/queue/a | 2
            A < MESSAGE | 1
            A < m2=MESSAGE | 2
            A nack m2
            A none
            count /queue/a discarded 2
            count /queue/a nacked 2)")),
            QString());
    }

    void thereMayBeNoPlaceForThem()
    {
        BrokerOptions options;
        options.queues.deadLetters = QueuePolicy::DeadLetters::None;
        options.queues.maxDeliveries = 1;
        QCOMPARE(Dialogue(options).run(QString::fromUtf8(R"(
            P connect 1.2
            A connect 1.2
            P > SEND destination:/queue/a expires:1 | 0
            A > SUBSCRIBE id:1 destination:/queue/a ack:client
            P > SEND destination:/queue/a | 1
            A < m=MESSAGE | 1
            A nack m
            count /queue/a undeliverable 1
            count /queue/a expired 1)")),
            QString());
    }

    void deliveriesMayBeUnlimited()
    {
        BrokerOptions options;
        options.queues.maxDeliveries = 0;
        Dialogue dialogue(options);
        QCOMPARE(dialogue.run(QStringLiteral("P connect 1.2\nP > SEND destination:/queue/a | 1")),
            QString());
        for (int i = 1; i < 20; ++i) {
            const QString client = QStringLiteral("C%1").arg(i);
            QCOMPARE(
                dialogue.run(client + QStringLiteral(" connect 1.2\n") + client
                    + QStringLiteral(" > SUBSCRIBE id:1 destination:/queue/a ack:client\n") + client
                    + QStringLiteral(" < MESSAGE | 1\n") + client + QStringLiteral(" lost")),
                QString());
        }
        QCOMPARE(dialogue.run(QStringLiteral("count /queue/a waiting 1")), QString());
    }
};

QTEST_APPLESS_MAIN(TestQueueDeadLetters)
#include "tst_queue_deadletters.moc"
