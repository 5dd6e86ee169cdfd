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

/** SUBSCRIBE, UNSUBSCRIBE, ACK and NACK as each version writes them; stomp-facts 2.1, 2.4. */
class TestSessionConsumers : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral(".*"))); }

    /** The same in every version: %1 is the version. */
    void modes_data()
    {
        QTest::addColumn<QString>("script");
        for (const char* version : {"1.0", "1.1", "1.2"}) {
            QTest::addRow("auto, %s", version) << QString::fromUtf8(R"(
                P connect 1.2
                A connect %1
                A > SUBSCRIBE id:s destination:/queue/a
                P > SEND destination:/queue/a | 1
                A < MESSAGE subscription:s !ack | 1
                count /queue/a inFlight 0
                count /queue/a acked 1)")
                                                      .arg(QLatin1StringView(version));
            QTest::addRow("client: one and every earlier one, %s", version)
                << QString::fromUtf8(R"(
                P connect 1.2
                A connect %1
                A > SUBSCRIBE id:s destination:/queue/a ack:client
                P > SEND destination:/queue/a | 1
                P > SEND destination:/queue/a | 2
                P > SEND destination:/queue/a | 3
                A < m1=MESSAGE | 1
                A < m2=MESSAGE | 2
                A < MESSAGE | 3
                A ack m2 receipt:r
                A < RECEIPT receipt-id:r
                count /queue/a acked 2
                count /queue/a inFlight 1
                A ack m1
                A < ERROR
                A closed
                count /queue/a waiting 1)")
                       .arg(QLatin1StringView(version));
            QTest::addRow("client: of this subscription only, %s", version)
                << QString::fromUtf8(R"(
                P connect 1.2
                A connect %1
                A > SUBSCRIBE id:s destination:/queue/a ack:client
                A > SUBSCRIBE id:t destination:/queue/b ack:client
                P > SEND destination:/queue/a | 1
                P > SEND destination:/queue/b | 2
                A < MESSAGE | 1
                A < m2=MESSAGE | 2
                A ack m2
                count /queue/a inFlight 1
                count /queue/b inFlight 0)")
                       .arg(QLatin1StringView(version));
            QTest::addRow("client-individual: just the one, %s", version)
                << QString::fromUtf8(R"(
                P connect 1.2
                A connect %1
                A > SUBSCRIBE id:s destination:/queue/a ack:client-individual
                P > SEND destination:/queue/a | 1
                P > SEND destination:/queue/a | 2
                P > SEND destination:/queue/a | 3
                A < m1=MESSAGE | 1
                A < m2=MESSAGE | 2
                A < m3=MESSAGE | 3
                A ack m2
                A ack m1
                count /queue/a acked 2
                A lost
                B connect 1.2
                B > SUBSCRIBE id:s destination:/queue/a
                B < MESSAGE | 3
                B none)")
                       .arg(QLatin1StringView(version));
            QTest::addRow("the same ACK twice, %s", version)
                << QString::fromUtf8(R"(
                P connect 1.2
                A connect %1
                A > SUBSCRIBE id:s destination:/queue/a ack:client-individual
                P > SEND destination:/queue/a | 1
                A < m1=MESSAGE | 1
                A ack m1
                A ack m1 receipt:r
                A < ERROR receipt-id:r
                A closed)")
                       .arg(QLatin1StringView(version));
        }
    }
    void modes() { play(); }

    void references_data()
    {
        QTest::addColumn<QString>("script");
        addScript("1.2: the ack header is not the message-id", R"(
            A connect 1.2
            A > SUBSCRIBE id:s destination:/queue/a ack:client
            A > SEND destination:/queue/a | 1
            A < MESSAGE ack:ack-1-1-1 message-id:ID:practice-1-1
            A > ACK id:ID\cpractice-1-1
            A < ERROR message:Unexpected\sACK\sreceived\sfor\smessage-id\s[ID:practice-1-1]
            A closed)");
        addScript("1.2: the form of 1.1", R"(
            A connect 1.2
            A > SUBSCRIBE id:s destination:/queue/a ack:client
            A > SEND destination:/queue/a | 1
            A < MESSAGE
            A > ACK message-id:ID\cpractice-1-1 subscription:s
            A < ERROR message:ACK\swithout\sid
            A closed)");
        addScript("1.2: of another connection", R"(
            A connect 1.2
            B connect 1.2
            A > SUBSCRIBE id:s destination:/queue/a ack:client
            A > SEND destination:/queue/a | 1
            A < MESSAGE ack:ack-1-1-1
            B > ACK id:ack-1-1-1
            B < ERROR
            B closed
            count /queue/a inFlight 1)");
        addScript("1.2: out of range", R"(
            A connect 1.2
            A > SUBSCRIBE id:s destination:/queue/a ack:client
            A > ACK id:ack-1-4294967297-1
            A < ERROR
            A closed)");
        addScript("1.1: message-id and subscription", R"(
            A connect 1.1
            A > SUBSCRIBE id:s destination:/queue/a ack:client
            A > SEND destination:/queue/a | 1
            A < MESSAGE !ack message-id:ID:practice-1-1
            A > ACK message-id:ID\cpractice-1-1 subscription:s receipt:r
            A < RECEIPT
            count /queue/a acked 1)");
        addScript("1.1: without subscription", R"(
            A connect 1.1
            A > SUBSCRIBE id:s destination:/queue/a ack:client
            A > SEND destination:/queue/a | 1
            A < MESSAGE
            A > ACK message-id:ID\cpractice-1-1
            A < ERROR message:ACK\swithout\ssubscription
            A closed)");
        addScript("1.1: another subscription", R"(
            A connect 1.1
            A > ACK message-id:ID\cpractice-1-1 subscription:s
            A < ERROR message:No\ssubscription\smatched\s[s]
            A closed)");
        addScript("1.1: mode auto", R"(
            A connect 1.1
            A > SUBSCRIBE id:s destination:/queue/a
            A > SEND destination:/queue/a | 1
            A < m=MESSAGE
            A ack m
            A < ERROR message:Unexpected\sACK\sreceived\sfor\smessage-id\s[ID:practice-1-1]
            A closed)");
        addScript("1.1: the same topic message in two subscriptions", R"(
            A connect 1.1
            A > SUBSCRIBE id:s destination:/topic/a ack:client
            A > SUBSCRIBE id:t destination:/topic/a ack:client
            A > SEND destination:/topic/a | 1
            A < MESSAGE subscription:s
            A < m=MESSAGE subscription:t
            A ack m
            count /topic/a inFlight 1
            A ack m
            A < ERROR
            A closed)");
        addScript("1.0: message-id alone, subscription without id", R"(
            A connect 1.0
            A > SUBSCRIBE destination:/queue/a ack:client
            A > SEND destination:/queue/a | 1
            A < MESSAGE !subscription message-id:ID:practice-1-1
            A > ACK message-id:ID:practice-1-1 receipt:r
            A < RECEIPT
            count /queue/a acked 1)");
        addScript("1.0: no NACK", R"(
            A connect 1.0
            A > SUBSCRIBE destination:/queue/a ack:client
            A > SEND destination:/queue/a | 1
            A < m=MESSAGE
            A nack m
            A < ERROR message:NACK\sis\snot\spart\sof\sSTOMP\s1.0
            A closed
            count /queue/a waiting 1)");
        addScript("unknown", R"(
            A connect 1.2
            A > ACK id:ack-1-7-3 receipt:r
            A < ERROR message:Unexpected\sACK\sreceived\sfor\smessage-id\s[ack-1-7-3] receipt-id:r
            A closed)");
        addScript("NACK of something unknown", R"(
            A connect 1.1
            A > NACK message-id:77 subscription:s
            A < ERROR message:Unexpected\sNACK\sreceived\sfor\smessage-id\s[77]
            A closed)");
        addScript("NACK with a strange requeue", R"(
            A connect 1.2
            A > NACK id:ack-1-1-1 requeue:maybe
            A < ERROR message:Invalid\srequeue\sheader\s[maybe]
            A closed)");
        addScript("after UNSUBSCRIBE", R"(
            A connect 1.2
            A > SUBSCRIBE id:s destination:/queue/a ack:client
            A > SEND destination:/queue/a | 1
            A < m=MESSAGE
            A > UNSUBSCRIBE id:s
            A ack m
            A < ERROR
            A closed
            count /queue/a waiting 1)");
        addScript("a new subscription with the old id has its own messages", R"(
            A connect 1.2
            A > SUBSCRIBE id:s destination:/queue/a ack:client
            A > SEND destination:/queue/a | 1
            A < old=MESSAGE
            A > UNSUBSCRIBE id:s
            A > SUBSCRIBE id:s destination:/queue/a ack:client
            A < new=MESSAGE redelivered:true
            A ack new
            A ack old
            A < ERROR
            A closed
            count /queue/a acked 1)");
    }
    void references() { play(); }

    void subscribing_data()
    {
        QTest::addColumn<QString>("script");
        addScript("an id twice", R"(
            A connect 1.1
            A > SUBSCRIBE id:s destination:/queue/a
            A > SUBSCRIBE id:s destination:/queue/b receipt:r
            A < ERROR message:There\sis\sa\ssubscription\swith\sthe\sid\s[s]\salready receipt-id:r
            A closed)");
        addScript("an id again after UNSUBSCRIBE", R"(
            A connect 1.1
            A > SUBSCRIBE id:s destination:/queue/a
            A > UNSUBSCRIBE id:s
            A > SUBSCRIBE id:s destination:/queue/b receipt:r
            A < RECEIPT)");
        addScript("the same id on two connections", R"(
            A connect 1.2
            B connect 1.2
            A > SUBSCRIBE id:s destination:/queue/a
            B > SUBSCRIBE id:s destination:/queue/a receipt:r
            B < RECEIPT)");
        addScript("an id that needs escapes", R"(
            A connect 1.2
            A > SUBSCRIBE id:a\cb destination:/queue/a
            A > SEND destination:/queue/a | 1
            A < MESSAGE subscription:a:b
            A > UNSUBSCRIBE id:a\cb receipt:r
            A < RECEIPT)");
        addScript("an empty id is an id", R"(
            A connect 1.2
            A > SUBSCRIBE id: destination:/queue/a
            A > SEND destination:/queue/a | 1
            A < MESSAGE subscription:)");
        addScript("1.1 without id", R"(
            A connect 1.1
            A > SUBSCRIBE destination:/queue/a
            A < ERROR message:SUBSCRIBE\swithout\sid
            A closed)");
        addScript("without destination", R"(
            A connect 1.0
            A > SUBSCRIBE id:1
            A < ERROR message:SUBSCRIBE\swithout\sdestination
            A closed)");
        addScript("unknown ack mode", R"(
            A connect 1.2
            A > SUBSCRIBE id:1 destination:/queue/a ack:sometimes
            A < ERROR message:Unknown\sack\smode\s[sometimes]
            A closed)");
        addScript("1.0: twice without id", R"(
            A connect 1.0
            A > SUBSCRIBE destination:/queue/a
            A > SUBSCRIBE destination:/queue/b
            A > SUBSCRIBE destination:/queue/a
            A < ERROR message:There\sis\sa\ssubscription\sto\s[/queue/a]\swithout\san\sid\salready
            A closed)");
        addScript("1.0: ended by destination", R"(
            A connect 1.0
            A > SUBSCRIBE destination:/queue/a
            A > SUBSCRIBE id:x destination:/queue/b
            A > UNSUBSCRIBE destination:/queue/a receipt:1
            A < RECEIPT
            A > UNSUBSCRIBE destination:/queue/b receipt:2
            A < RECEIPT
            count /queue/a consumers 0
            count /queue/b consumers 0)");
        addScript("1.0: ended by a destination of two", R"(
            A connect 1.0
            A > SUBSCRIBE id:x destination:/topic/b
            A > SUBSCRIBE id:y destination:/topic/b
            A > UNSUBSCRIBE destination:/topic/b
            A < ERROR message:No\ssubscription\smatched\s[/topic/b]
            A closed)");
        addScript("UNSUBSCRIBE of nothing", R"(
            A connect 1.2
            A > UNSUBSCRIBE id:7 receipt:r
            A < ERROR message:No\ssubscription\smatched\s[7] receipt-id:r
            A closed)");
        addScript("UNSUBSCRIBE without id", R"(
            A connect 1.2
            A > SUBSCRIBE id:7 destination:/queue/a
            A > UNSUBSCRIBE destination:/queue/a
            A < ERROR message:UNSUBSCRIBE\swithout\sid
            A closed)");
        addScript("wildcard on a queue", R"(
            A connect 1.2
            A > SUBSCRIBE id:7 destination:/queue/a.>
            A < ERROR message:Invalid\sdestination\s[/queue/a.>]
            A closed)");
        for (const char* header : {"activemq.noLocal:true"}) {
            const QString name = QLatin1StringView(header);
            QTest::addRow("refused: %s", header)
                << QStringLiteral("A connect 1.2\n"
                                  "A > SUBSCRIBE id:7 destination:/topic/a receipt:r %1\n"
                                  "A < ERROR receipt-id:r message:The\\sheader\\s%2\\sis\\snot\\s"
                                  "supported\\sby\\sthis\\sbroker\nA closed")
                       .arg(name, name.section(u':', 0, 0));
        }
        addScript("harmless values of the same headers", R"(
            A connect 1.2
            A > SUBSCRIBE id:7 destination:/topic/a receipt:r selector: durable:false browser:false
            A < RECEIPT)");
    }
    void subscribing() { play(); }

private:
    static void play()
    {
        QFETCH(QString, script);
        QCOMPARE(Dialogue().run(script), QString());
    }
};

QTEST_APPLESS_MAIN(TestSessionConsumers)
#include "tst_sessionconsumers.moc"
