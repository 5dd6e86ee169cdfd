#include "skintest.h"

using namespace Stomp;

/** The broker that looks like ActiveMQ Classic; stomp-facts 3.2 to 3.7. */
class TestSkinActiveMq : public SkinTest
{
    Q_OBJECT

public:
    TestSkinActiveMq() : SkinTest(BrokerSkin::Kind::ActiveMq) { }

private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral(".*"))); }
    void connecting_data()
    {
        addColumns();
        addScript("what CONNECTED says", R"(
            A > CONNECT accept-version:1.1,1.2 heart-beat:10500,400 receipt:r
            A < CONNECTED version:1.2 server:ActiveMQ/5.17.2 heart-beat:400,10500 session:ID:practice-1-1 receipt-id:r response-id:r practice:activemq
            B > CONNECT client-id:me
            B < CONNECTED version:1.0 session:me heart-beat:0,0)");
        addScript("no common version", R"(
            A > CONNECT accept-version:2.0
            A < ERROR message:Invalid\sProtocol\sversion[2.0],\ssupported\sversions\sare:\s[1.2,\s1.1,\s1.0]
            A closed)");
        addScript("a frame before CONNECT", R"(
            A > SEND destination:/queue/a | x
            A < ERROR message:Not\sconnected.
            A open)");
        addScript("a second CONNECT", R"(
            A connect 1.2
            A > CONNECT accept-version:1.2
            A < ERROR message:Already\sconnected.
            A open)");
        addScript("heart-beats that are none", R"(
            A > CONNECT accept-version:1.2 heart-beat:x
            A < ERROR message:Invalid\sheart-beat\sheader:x
            A closed)");
        addScript("an unknown command", R"(
            A connect 1.2
            A raw WHAT\n\n\0
            A < ERROR message:Unknown\sSTOMP\saction:\sWHAT
            A closed)");
    }
    void connecting() { play(); }

    void naming_data()
    {
        addColumns();
        addScript("what has no prefix is a queue, and an unknown prefix a part of its name", R"(
            A connect 1.2
            A > SUBSCRIBE id:1 destination:/queue/foo
            A > SEND destination:foo | x
            A < MESSAGE destination:/queue/foo | x
            A > SEND destination:/bar/foo receipt:r | y
            A < RECEIPT
            count /queue//bar/foo waiting 1)");
        addScript("a list is sent to all", R"(
            A connect 1.2
            A > SUBSCRIBE id:1 destination:/topic/b
            A > SEND destination:/queue/a,/topic/b receipt:r | x
            A < RECEIPT receipt-id:r
            A < MESSAGE destination:/topic/b | x
            count /queue/a waiting 1)");
        addScript("who is in a list twice gets it twice, and there is one receipt", R"(
            A connect 1.2
            A > SUBSCRIBE id:1 destination:/topic/b
            A > SEND destination:/topic/b,/queue/a,/topic/b receipt:r | x
            A < MESSAGE destination:/topic/b | x
            A < RECEIPT receipt-id:r
            A < MESSAGE destination:/topic/b | x
            A open
            count /queue/a waiting 1)");
        addScript("a list is subscribed to", R"(
            A connect 1.2
            A > SUBSCRIBE id:1 destination:/queue/a,/queue/b ack:client
            A > SEND destination:/queue/b | 1
            A < m=MESSAGE subscription:1 destination:/queue/b | 1
            A > SEND destination:/queue/a | 2
            A < n=MESSAGE destination:/queue/a | 2
            A ack n
            count /queue/a acked 1
            count /queue/b acked 1
            A > UNSUBSCRIBE id:1
            count /queue/a consumers 0
            count /queue/b consumers 0)");
        addScript("wildcards of topics, with the parent", R"(
            A connect 1.2
            A > SUBSCRIBE id:1 destination:/topic/a.>
            A > SUBSCRIBE id:2 destination:/topic/*.b
            A > SEND destination:/topic/a | 1
            A < MESSAGE subscription:1 | 1
            A > SEND destination:/topic/a.b | 2
            A < MESSAGE subscription:1 destination:/topic/a.b | 2
            A < MESSAGE subscription:2 | 2)");
        addScript("wildcards of queues", R"(
            A connect 1.2
            A > SEND destination:/queue/a.b | 1
            A > SUBSCRIBE id:1 destination:/queue/a.* ack:client
            A < m=MESSAGE destination:/queue/a.b | 1
            A > SEND destination:/queue/a.c | 2
            A < MESSAGE destination:/queue/a.c | 2
            A > UNSUBSCRIBE id:1
            count /queue/a.b waiting 1
            count /queue/a.c waiting 1)");
        addScript("no destination", R"(
            A connect 1.2
            A > SEND receipt:r | x
            A < ERROR message:SEND\sreceived\swithout\sa\sDestination\sspecified! receipt-id:r
            A > SEND destination:/queue/ | x
            A < ERROR message:Invalid\sempty\sor\s'null'\sDestination\sheader
            A open)");
    }
    void naming() { play(); }

    void messages_data()
    {
        addColumns();
        addScript("a length only where there was one", R"(
            A connect 1.2
            A > SUBSCRIBE id:1 destination:/queue/a
            A > SEND destination:/queue/a | text
            A < MESSAGE !content-length expires:0 priority:4 timestamp:1000000 !redelivered !ack message-id:ID:practice-1-2:1:-1:1:1 | text
            A > SEND destination:/queue/a content-length:5 priority:7 receipt:r | bytes
            A < RECEIPT
            A < MESSAGE content-length:5 priority:7 !receipt | bytes
            A > SEND destination:/queue/a amq-msg-type:picture | x
            A < ERROR message:Unsupported\smessage\stype\s'picture'
            A open)");
        addScript("a selector that is none", R"(
            A connect 1.2
            A > SUBSCRIBE id:1 destination:/queue/a selector:AND receipt:r
            A < ERROR receipt-id:r
            A open)");
        addScript("prefetch 0 delivers nothing", R"(
            A connect 1.2
            A > SUBSCRIBE id:1 destination:/queue/a activemq.prefetchSize:0 receipt:r
            A < RECEIPT
            A > SEND destination:/queue/a | x
            A none
            count /queue/a waiting 1)");
        addScript("an id twice: the newer has the name, the older goes on", R"(
            A connect 1.2
            A > SUBSCRIBE id:1 destination:/topic/a
            A > SUBSCRIBE id:1 destination:/topic/b
            A > SEND destination:/topic/a | 1
            A < MESSAGE subscription:1 | 1
            A > UNSUBSCRIBE id:1
            A > SEND destination:/topic/b receipt:r | 2
            A < RECEIPT
            A > SEND destination:/topic/a | 3
            A < MESSAGE subscription:1 | 3)");
        addScript("an unknown ack mode is auto", R"(
            A connect 1.2
            A > SUBSCRIBE id:1 destination:/queue/a ack:maybe
            A > SEND destination:/queue/a | x
            A < MESSAGE !ack | x
            count /queue/a acked 1)");
    }
    void messages() { play(); }

    void acknowledging_data()
    {
        addColumns();
        addScript("NACK is the end of this one message", R"(
            A connect 1.2
            A > SUBSCRIBE id:1 destination:/queue/a ack:client
            A > SEND destination:/queue/a persistent:true | 1
            A < MESSAGE | 1
            A > SEND destination:/queue/a persistent:true | 2
            A < m=MESSAGE | 2
            A > SEND destination:/queue/a | 3
            A < n=MESSAGE | 3
            A nack m requeue:true
            A nack n
            count /queue/a inFlight 1
            count /queue/ActiveMQ.DLQ waiting 1)");
        addScript("ids, and those that mean nothing", R"(
            A connect 1.2
            A > SUBSCRIBE id:1 destination:/queue/a ack:client
            A > SEND destination:/queue/a | 1
            A < m=MESSAGE ack:ID:practice-1-4:1:1:1 | 1
            A ack m receipt:r
            A < RECEIPT
            A ack m receipt:s
            A < ERROR message:Unexpected\sACK\sreceived\sfor\smessage-id\s[ID:practice-1-4:1:1:1] receipt-id:s
            A > ACK message-id:1
            A < ERROR message:ACK\sreceived\swithout\sa\sack\sid\sfor\sacknowledge!
            A open)");
        addScript("1.1 needs both, and takes the id apart", R"(
            A connect 1.1
            A > ACK subscription:1
            A < ERROR message:ACK\sreceived\swithout\sa\smessage-id\sto\sacknowledge!
            A > ACK message-id:ID:1
            A < ERROR message:ACK\sreceived\swithout\sa\ssubscription\sid\sfor\sacknowledge!
            A > ACK subscription:1 message-id:nonsense
            A closed)");
        addScript("NACK in 1.0", R"(
            A connect 1.0
            A > NACK message-id:1
            A < ERROR message:NACK\sreceived\sbut\sconnection\sis\sin\sv1.0\smode.
            A open)");
        addScript("after UNSUBSCRIBE they go to the next", R"(
            A connect 1.2
            B connect 1.2
            A > SUBSCRIBE id:1 destination:/queue/a ack:client
            A > SEND destination:/queue/a | 1
            A < MESSAGE | 1
            B > SUBSCRIBE id:1 destination:/queue/a
            A > UNSUBSCRIBE id:1
            B < MESSAGE redelivered:true | 1
            A > UNSUBSCRIBE id:1
            A < ERROR message:No\ssubscription\smatched.
            A open)");
        addScript("no limit to deliveries", R"(
            A connect 1.2
            A > SEND destination:/queue/a persistent:true | 1
            A > SUBSCRIBE id:1 destination:/queue/a ack:client
            A < MESSAGE | 1
            A > UNSUBSCRIBE id:1
            A > SUBSCRIBE id:1 destination:/queue/a ack:client
            A < MESSAGE redelivered:true !delivery-count | 1
            A > UNSUBSCRIBE id:1
            count /queue/a waiting 1)");
    }
    void acknowledging() { play(); }

    void transactions_data()
    {
        addColumns();
        addScript("ABORT makes the ids valid again", R"(
            A connect 1.2
            A > SUBSCRIBE id:1 destination:/queue/a ack:client
            A > SEND destination:/queue/a | 1
            A < m=MESSAGE | 1
            A > BEGIN transaction:t
            A > BEGIN transaction:t
            A < ERROR message:The\stransaction\swas\salready\sstarted:\st
            A ack m transaction:t
            A > ABORT transaction:t
            A none
            A ack m
            count /queue/a acked 1)");
        addScript("a NACK is not taken", R"(
            A connect 1.2
            A > SUBSCRIBE id:1 destination:/queue/a ack:client
            A > SEND destination:/queue/a | 1
            A < m=MESSAGE | 1
            A > BEGIN transaction:t
            A nack m transaction:t
            A < ERROR message:Poison\sack\scannot\sbe\stransacted:\st
            A ack m transaction:t receipt:r
            A < RECEIPT)");
        addScript("unknown", R"(
            A connect 1.2
            A > COMMIT transaction:t
            A < ERROR message:Invalid\stransaction\sid:\st
            A > BEGIN
            A < ERROR message:Must\sspecify\sthe\stransaction\syou\sare\sbeginning
            A > SEND destination:/queue/a transaction:t | x
            A < ERROR message:Invalid\stransaction\sid:\st
            A open)");
    }
    void transactions() { play(); }

    void rights()
    {
        BrokerOptions broker = options();
        broker.failedLoginDelay = 10;
        broker.users = {{"ann", "1", std::vector<std::string>{"/queue/mine.>"},
            std::vector<std::string>{"/topic/*"}}};
        Testing::Dialogue dialogue(broker);
        QCOMPARE(dialogue.run(QStringLiteral(R"(
            A > CONNECT accept-version:1.2 login:ann passcode:2
            wait 20
            A < ERROR message:User\sname\s[ann]\sor\spassword\sis\sinvalid.
            A closed
            B connect 1.2 login:ann passcode:1
            B > SUBSCRIBE id:1 destination:/queue/mine.a receipt:r
            B < RECEIPT
            B > SUBSCRIBE id:2 destination:/queue/yours
            B < ERROR message:User\sann\sis\snot\sauthorized\sto\sread\sfrom:\squeue://yours
            B > SEND destination:/topic/t receipt:s | x
            B < RECEIPT
            B > SEND destination:/queue/mine.a | x
            B < ERROR message:User\sann\sis\snot\sauthorized\sto\swrite\sto:\squeue://mine.a
            B open)")),
            QString());
    }
};

QTEST_APPLESS_MAIN(TestSkinActiveMq)
#include "tst_skin_activemq.moc"
