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

/** What comes back to a queue, and to whom it goes then; stomp-facts 4.3 and 4.4. */
class TestQueueRedelivery : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral(".*"))); }

    void dialogues_data()
    {
        QTest::addColumn<QString>("script");
        addReturning();
        addRefusing();
    }
    void dialogues()
    {
        QFETCH(QString, script);
        QCOMPARE(Dialogue().run(script), QString());
    }

private:
    static void addReturning()
    {
        const char* leaving[][2] = {{"unsubscribed", "A > UNSUBSCRIBE id:1"},
            {"disconnected", "A > DISCONNECT"}, {"lost", "A lost"}};
        for (const auto& [name, step] : leaving) {
            QTest::addRow("to their old place when the consumer is %s", name)
                << QString::fromUtf8(R"(
                    P connect 1.2
                    A connect 1.2
                    A > SUBSCRIBE id:1 destination:/queue/a ack:client-individual prefetch-count:3
                    P > SEND destination:/queue/a | 1
                    P > SEND destination:/queue/a | 2
                    P > SEND destination:/queue/a | 3
                    P > SEND destination:/queue/a | 4
                    A < MESSAGE | 1
                    A < m2=MESSAGE | 2
                    A < MESSAGE | 3
                    A ack m2
                    A < MESSAGE | 4
                    P > SEND destination:/queue/a | 5
                    %1
                    count /queue/a waiting 4
                    count /queue/a inFlight 0
                    B connect 1.2
                    B > SUBSCRIBE id:9 destination:/queue/a ack:client-individual
                    B < MESSAGE redelivered:true delivery-count:2 | 1
                    B < MESSAGE redelivered:true | 3
                    B < MESSAGE redelivered:true | 4
                    B < MESSAGE !redelivered !delivery-count | 5
                    count /queue/a redelivered 3
                    count /queue/a acked 1)")
                       .arg(QLatin1StringView(step));
        }
        addScript("to another consumer at once", R"(
            P connect 1.2
            A connect 1.2
            B connect 1.2
            A > SUBSCRIBE id:1 destination:/queue/a ack:client
            B > SUBSCRIBE id:1 destination:/queue/a ack:client
            P > SEND destination:/queue/a | 1
            P > SEND destination:/queue/a | 2
            A < MESSAGE | 1
            B < MESSAGE | 2
            A lost
            B < MESSAGE redelivered:true | 1)");
        addScript("counted at each delivery", R"(
            P connect 1.2
            P > SEND destination:/queue/a | 1
            A connect 1.2
            A > SUBSCRIBE id:1 destination:/queue/a ack:client
            A < MESSAGE !redelivered | 1
            A lost
            B connect 1.2
            B > SUBSCRIBE id:1 destination:/queue/a ack:client
            B < MESSAGE delivery-count:2 | 1
            B lost
            C connect 1.2
            C > SUBSCRIBE id:1 destination:/queue/a ack:client
            C < MESSAGE delivery-count:3 | 1)");
        addScript("not in mode auto", R"(
            P connect 1.2
            P > SEND destination:/queue/a | 1
            A connect 1.2
            A > SUBSCRIBE id:1 destination:/queue/a
            A < MESSAGE | 1
            A lost
            count /queue/a waiting 0
            count /queue/a acked 1)");
        addScript("two that left, in the queue's order", R"(
            P connect 1.2
            A connect 1.2
            B connect 1.2
            A > SUBSCRIBE id:1 destination:/queue/a ack:client
            B > SUBSCRIBE id:1 destination:/queue/a ack:client
            P > SEND destination:/queue/a | 1
            P > SEND destination:/queue/a | 2
            P > SEND destination:/queue/a | 3
            P > SEND destination:/queue/a | 4
            A < MESSAGE | 1
            A < MESSAGE | 3
            B < MESSAGE | 2
            B < MESSAGE | 4
            A > SUBSCRIBE id:2 destination:/queue/zzz
            B lost
            A < MESSAGE | 2
            A < MESSAGE | 4
            A lost
            C connect 1.2
            C > SUBSCRIBE id:1 destination:/queue/a
            C < MESSAGE delivery-count:2 | 1
            C < MESSAGE delivery-count:3 | 2
            C < MESSAGE delivery-count:2 | 3
            C < MESSAGE delivery-count:3 | 4)");
    }

    static void addRefusing()
    {
        addScript("NACK: back to its place", R"(
            P connect 1.2
            A connect 1.2
            A > SUBSCRIBE id:1 destination:/queue/a ack:client-individual prefetch-count:1
            P > SEND destination:/queue/a | 1
            P > SEND destination:/queue/a | 2
            A < m=MESSAGE | 1
            A nack m receipt:r
            A < RECEIPT receipt-id:r
            A < m=MESSAGE redelivered:true delivery-count:2 | 1
            A ack m
            A < MESSAGE !redelivered | 2
            count /queue/a nacked 1)");
        addScript("NACK: the other consumer may take it", R"(
            P connect 1.2
            A connect 1.2
            B connect 1.2
            A > SUBSCRIBE id:1 destination:/queue/a ack:client
            B > SUBSCRIBE id:1 destination:/queue/a ack:client
            P > SEND destination:/queue/a | 1
            A < m=MESSAGE | 1
            A nack m
            B < MESSAGE redelivered:true | 1)");
        addScript("NACK again and again: it rests, the next ones pass", R"(
            P connect 1.2
            A connect 1.2
            A > SUBSCRIBE id:1 destination:/queue/a ack:client-individual prefetch-count:1
            P > SEND destination:/queue/a | 1
            A < m=MESSAGE | 1
            A nack m
            A < m=MESSAGE delivery-count:2 | 1
            A nack m
            A none
            P > SEND destination:/queue/a | 2
            A < n=MESSAGE | 2
            A ack n
            wait 190
            A none
            wait 20
            A < m=MESSAGE delivery-count:3 | 1
            A nack m
            wait 390
            A none
            count /queue/a waiting 1
            wait 20
            A < m=MESSAGE delivery-count:4 | 1
            A ack m
            count /queue/a waiting 0
            count /queue/a acked 2)");
        addScript("NACK: a resting message waits for a consumer too", R"(
            P connect 1.2
            A connect 1.2
            A > SUBSCRIBE id:1 destination:/queue/a ack:client-individual
            P > SEND destination:/queue/a | 1
            A < m=MESSAGE | 1
            A nack m
            A < m=MESSAGE | 1
            A nack m
            A lost
            wait 10000
            B connect 1.2
            B > SUBSCRIBE id:1 destination:/queue/a ack:client-individual
            B < MESSAGE delivery-count:3 | 1)");
        addScript("NACK with requeue:false drops it, counted", R"(
            P connect 1.2
            A connect 1.2
            A > SUBSCRIBE id:1 destination:/queue/a ack:client-individual
            P > SEND destination:/queue/a | 1
            A < m=MESSAGE | 1
            A nack m requeue:false
            A none
            count /queue/a discarded 1
            count /queue/a waiting 0
            count /queue/a inFlight 0)");
        addScript("NACK in mode client: every earlier one too", R"(
            P connect 1.1
            A connect 1.1
            A > SUBSCRIBE id:1 destination:/queue/a ack:client
            P > SEND destination:/queue/a | 1
            P > SEND destination:/queue/a | 2
            P > SEND destination:/queue/a | 3
            A < MESSAGE | 1
            A < m=MESSAGE | 2
            A < MESSAGE | 3
            A nack m
            A < MESSAGE redelivered:true | 1
            A < MESSAGE redelivered:true | 2
            A none)");
    }
};

QTEST_APPLESS_MAIN(TestQueueRedelivery)
#include "tst_queue_redelivery.moc"
