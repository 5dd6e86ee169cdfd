#include "skintest.h"

using namespace Stomp;

/** The broker that looks like Artemis; stomp-facts 3.2 to 3.9. */
class TestSkinArtemis : public SkinTest
{
    Q_OBJECT

public:
    TestSkinArtemis() : SkinTest(BrokerSkin::Kind::Artemis) { }

private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral(".*"))); }
    void deadLettersGoBackToTheirAddress_data()
    {
        addColumns();
        addScript("that the plain broker would not take", R"(
            A connect 1.2
            A > SEND destination:orders..*/old destination-type:ANYCAST | 1
            A > SUBSCRIBE id:1 destination:orders..*/old ack:client-individual subscription-type:ANYCAST
            A < m=MESSAGE destination:orders..*/old | 1
            A nack m
            count /queue/DLQ waiting 1
            move /queue/DLQ all
            count /queue/DLQ waiting 0
            A < MESSAGE destination:orders..*/old !original-destination redelivered:false | 1)");
        addScript("that is not there any more", R"(
            A connect 1.2
            A > SEND destination:DLQ destination-type:ANYCAST original-destination:/queue/a..b | 1
            move /queue/DLQ all
            A > SUBSCRIBE id:1 destination:a..b subscription-type:ANYCAST
            A < MESSAGE destination:a..b !original-destination | 1)");
    }
    void deadLettersGoBackToTheirAddress()
    {
        BrokerOptions deadLetters = options();
        deadLetters.queues.nack = QueuePolicy::Nack::DeadLetter;
        play(deadLetters);
    }
    void artemis_data()
    {
        addColumns();
        addScript("what CONNECTED says", R"(
            A > CONNECT accept-version:1.1 heart-beat:1000,100
            A < CONNECTED version:1.1 heart-beat:500,1000 practice:artemis
            B > CONNECT
            B < CONNECTED !version !heart-beat)");
        addScript("no common version", R"(
            A > CONNECT accept-version:2.0
            A < ERROR version:1.0,1.1,1.2 message:AMQ339002:\sStomp\sversions\snot\ssupported:\s2.0 | Supported protocol versions are v1.0 v1.1 v1.2
            A closed)");
        addScript("a fresh address is a topic: nobody there, and it is gone", R"(
            A connect 1.2
            A > SEND destination:orders | lost
            A > SUBSCRIBE id:1 destination:orders receipt:r
            A < RECEIPT)");
        addScript("ANYCAST makes a queue, and later frames find it", R"(
            A connect 1.2
            A > SEND destination:orders destination-type:ANYCAST | 1
            A > SEND destination:orders | 2
            A > SUBSCRIBE id:1 destination:orders subscription-type:ANYCAST
            A < MESSAGE destination:orders redelivered:false destination-type:ANYCAST persistent:false | 1
            A < MESSAGE destination:orders | 2)");
        addScript("both kinds of an address in turn", R"(
            A connect 1.2
            A > SUBSCRIBE id:1 destination:a subscription-type:MULTICAST
            A > SEND destination:a destination-type:MULTICAST | topic
            A < MESSAGE | topic
            A > SEND destination:a destination-type:ANYCAST | queue
            A none)");
        addScript("wildcards", R"(
            A connect 1.2
            A > SUBSCRIBE id:1 destination:a.#
            A > SEND destination:a.b.c | x
            A < MESSAGE destination:a.b.c | x)");
        addScript("the window is in bytes", R"(
            A connect 1.2
            A > SUBSCRIBE id:1 destination:a ack:client subscription-type:ANYCAST consumer-window-size:1
            A > SEND destination:a | 1
            A > SEND destination:a | 2
            A < m=MESSAGE | 1
            A none
            A ack m
            A < MESSAGE | 2)");
        addScript("one at a time", R"(
            A connect 1.2
            A > SUBSCRIBE id:1 destination:a ack:client subscription-type:ANYCAST consumer-window-size:0
            A > SEND destination:a | 1
            A > SEND destination:a | 2
            A < MESSAGE | 1)");
        addScript("NACK is ACK", R"(
            A connect 1.2
            A > SUBSCRIBE id:1 destination:a ack:client-individual subscription-type:ANYCAST
            A > SEND destination:a | 1
            A < m=MESSAGE message-id:100001,1 ack:100001,1 | 1
            A nack m receipt:r
            A < RECEIPT
            A nack m
            A < ERROR message:AMQ339025:\sfailed\sto\sack\sbecause\sno\smessage\swith\sid:\s100001,1
            A open)");
        addScript("an ACK in a transaction counts at once", R"(
            A connect 1.2
            A > SUBSCRIBE id:1 destination:a ack:client subscription-type:ANYCAST
            A > SEND destination:a | 1
            A < m=MESSAGE | 1
            A > BEGIN transaction:t
            A ack m transaction:t
            count /queue/a acked 1
            A > SEND destination:a transaction:t | 2
            A none
            A > ABORT transaction:t
            A none)");
        addScript("no id", R"(
            A connect 1.2
            A > SUBSCRIBE destination:a
            A > SEND destination:a | x
            A < MESSAGE subscription:subscription/a | x)");
    }
    void artemis() { play(); }
};

QTEST_APPLESS_MAIN(TestSkinArtemis)
#include "tst_skin_artemis.moc"
