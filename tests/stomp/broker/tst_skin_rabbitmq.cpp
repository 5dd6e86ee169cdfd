#include "skintest.h"

using namespace Stomp;

/** The broker that looks like RabbitMQ; stomp-facts 3.2 to 3.7. */
class TestSkinRabbitMq : public SkinTest
{
    Q_OBJECT

public:
    TestSkinRabbitMq() : SkinTest(BrokerSkin::Kind::RabbitMq) { }

private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral(".*"))); }
    void connecting_data()
    {
        addColumns();
        addScript("what CONNECTED says", R"(
            A > CONNECT accept-version:1.0,1.1,1.2 heart-beat:10500,400
            A < CONNECTED version:1.2 server:RabbitMQ/3.10.8 heart-beat:1000,10000 session:session-practice-1-1 practice:rabbitmq)");
        addScript("no common version", R"(
            A > CONNECT accept-version:2.0
            A < ERROR message:Version\smismatch version:1.0,1.1,1.2 content-type:text/plain | Supported versions are 1.0,1.1,1.2\n)");
        addScript("a frame before CONNECT", R"(
            A > SEND destination:/queue/a | x
            A < ERROR message:Illegal\scommand | You must log in using CONNECT first
            A open)");
        addScript("a client-id is nothing to it", R"(
            A connect 1.2 client-id:c
            B connect 1.2 client-id:c)");
        addScript("a broken frame ends it without a word", R"(
            A connect 1.2
            A raw SEND\nno\scolon\n\nbody\0
            A closed)");
    }
    void connecting() { play(); }

    void naming_data()
    {
        addColumns();
        addScript("a queue, by two names", R"(
            A connect 1.2
            A > SUBSCRIBE id:1 destination:/queue/a
            A > SEND destination:a | x
            A < MESSAGE destination:/queue/a redelivered:false | x)");
        addScript("a slash is written %2F", R"(
            A connect 1.2
            A > SUBSCRIBE id:1 destination:/queue/a%2fb
            A > SEND destination:/queue/a%2Fb | x
            A < MESSAGE destination:/queue/a%2Fb | x)");
        addScript("a slash in a name", R"(
            A connect 1.2
            A > SEND destination:/queue/a/b receipt:r | x
            A < ERROR message:Invalid\sdestination !receipt-id
            A open)");
        addScript("unknown", R"(
            A connect 1.2
            A > SUBSCRIBE id:1 destination:/foo
            A < ERROR message:Unknown\sdestination
            A open)");
        addScript("a key of amq.topic", R"(
            A connect 1.2
            A > SUBSCRIBE id:1 destination:/topic/a.#
            A > SUBSCRIBE id:2 destination:/exchange/amq.topic/*.b
            A > SEND destination:/exchange/amq.topic/a.b | x
            A < MESSAGE subscription:1 destination:/topic/a.b | x
            A < MESSAGE subscription:2 | x
            A > SEND destination:/topic/a | y
            A < MESSAGE subscription:1 destination:/topic/a | y)");
        addScript("a fanout takes any key, a direct one its own", R"(
            A connect 1.2
            A > SUBSCRIBE id:1 destination:/exchange/amq.fanout
            A > SUBSCRIBE id:2 destination:/exchange/amq.direct/k
            A > SEND destination:/exchange/amq.fanout/z | x
            A < MESSAGE subscription:1 | x
            A > SEND destination:/exchange/amq.direct/k | y
            A < MESSAGE subscription:2 destination:/exchange/amq.direct/k | y
            A > SEND destination:/exchange/amq.direct/other receipt:r | z
            A < RECEIPT)");
        addScript("no such exchange", R"(
            A connect 1.2
            A > SEND destination:/exchange/nobody | x
            A < ERROR message:not_found | NOT_FOUND - no exchange 'nobody' in vhost '/'\n
            A closed)");
        addScript("/amq/queue/ is never made", R"(
            A connect 1.2
            A > SEND destination:/amq/queue/a receipt:r | dropped
            A < RECEIPT
            A > SEND destination:/queue/a | x
            A > SUBSCRIBE id:1 destination:/amq/queue/a
            A < MESSAGE destination:/queue/a | x
            A > SUBSCRIBE id:2 destination:/amq/queue/b
            A < ERROR message:not_found
            A closed)");
        addScript("no destination", R"(
            A connect 1.2
            A > SEND | x
            A < ERROR message:Missing\sdestination | "SEND" must include a 'destination' header\n
            A open)");
    }
    void naming() { play(); }

    void sending_data()
    {
        addColumns();
        addScript("message-id is refused", R"(
            A connect 1.2
            A > SEND destination:/queue/a message-id:5 | x
            A < ERROR message:Invalid\sheader | 'message-id' is not allowed on 'SEND'.\n
            A open)");
        addScript("what is the sender's comes with the message", R"(
            A connect 1.2
            A > SUBSCRIBE id:1 destination:/queue/a
            A > SEND destination:/queue/a receipt:r expires:5 | x
            A < RECEIPT
            A < MESSAGE receipt:r expires:5 content-length:1 | x
            A > SEND destination:/queue/a
            A < MESSAGE !content-length !receipt)");
        addScript("an expiration is a duration", R"(
            A connect 1.2
            A > SEND destination:/queue/a expiration:100 | x
            wait 2000
            A > SUBSCRIBE id:1 destination:/queue/a receipt:r
            A < RECEIPT)");
    }
    void sending() { play(); }

    void subscribing_data()
    {
        addColumns();
        addScript("prefetch-count stays for the later ones", R"(
            A connect 1.2
            A > SEND destination:/queue/a | 1
            A > SEND destination:/queue/a | 2
            A > SEND destination:/queue/b | 3
            A > SEND destination:/queue/b | 4
            A > SUBSCRIBE id:1 destination:/queue/a ack:client prefetch-count:1
            A < MESSAGE | 1
            A > SUBSCRIBE id:2 destination:/queue/b ack:client
            A < MESSAGE | 3
            A none)");
        addScript("an id twice", R"(
            A connect 1.2
            A > SUBSCRIBE id:1 destination:/queue/a
            A > SUBSCRIBE id:1 destination:/queue/b
            A < ERROR message:Duplicated\ssubscription\sidentifier | A subscription identified by 'T_1' already exists.
            A closed)");
        addScript("without an id", R"(
            A connect 1.2
            A > SUBSCRIBE destination:/queue/a
            A > SEND destination:/queue/a | x
            A < MESSAGE !subscription message-id:Q_/queue/a@@session-practice-1-1@@1 | x)");
        addScript("unknown ack mode", R"(
            A connect 1.2
            A > SUBSCRIBE id:1 destination:/queue/a ack:maybe
            A < ERROR message:Processing\serror
            A open)");
        addScript("UNSUBSCRIBE of nothing", R"(
            A connect 1.2
            A > UNSUBSCRIBE id:1
            A < ERROR message:No\ssubscription\sfound
            A open)");
    }
    void subscribing() { play(); }

    void acknowledging_data()
    {
        addColumns();
        addScript("ids", R"(
            A connect 1.2
            A > SUBSCRIBE id:1 destination:/queue/a ack:client
            A > SEND destination:/queue/a | x
            A < m=MESSAGE message-id:T_1@@session-practice-1-1@@1 ack:T_1@@session-practice-1-1@@1
            A ack m receipt:r
            A < RECEIPT
            A ack m
            A < ERROR message:precondition_failed
            A closed)");
        addScript("ACK reaches all subscriptions of the connection", R"(
            A connect 1.1
            A > SUBSCRIBE id:1 destination:/queue/a ack:client
            A > SUBSCRIBE id:2 destination:/queue/b ack:client
            A > SEND destination:/queue/a | 1
            A < MESSAGE !ack | 1
            A > SEND destination:/queue/b | 2
            A < m=MESSAGE | 2
            A > SEND destination:/queue/a | 3
            A < MESSAGE | 3
            A ack m
            count /queue/a inFlight 1
            count /queue/b inFlight 0)");
        addScript("NACK requeues", R"(
            A connect 1.2
            A > SUBSCRIBE id:1 destination:/queue/a ack:client
            A > SEND destination:/queue/a | 1
            A < MESSAGE redelivered:false | 1
            A > SEND destination:/queue/a | 2
            A < m=MESSAGE | 2
            A nack m
            A < MESSAGE redelivered:true !delivery-count | 1
            A < n=MESSAGE redelivered:true | 2
            A nack n requeue:false
            count /queue/a discarded 2)");
        addScript("what is not acknowledged is kept after UNSUBSCRIBE", R"(
            A connect 1.2
            B connect 1.2
            A > SUBSCRIBE id:1 destination:/queue/a ack:client
            A > SEND destination:/queue/a | 1
            A < m=MESSAGE | 1
            A > UNSUBSCRIBE id:1
            B > SUBSCRIBE id:1 destination:/queue/a
            B none
            A ack m
            A < ERROR message:Subscription\snot\sfound
            A open
            A > DISCONNECT
            B < MESSAGE redelivered:true | 1)");
        addScript("no id, a wrong one", R"(
            A connect 1.2
            A > ACK message-id:5
            A < ERROR message:Missing\sheader
            A > ACK id:nonsense
            A < ERROR message:Invalid\sheader | "ACK" must include a valid "id" header\n
            A open)");
    }
    void acknowledging() { play(); }

    void transactions_data()
    {
        addColumns();
        addScript("receipts of messages come at COMMIT", R"(
            A connect 1.2
            A > BEGIN transaction:t receipt:1
            A < RECEIPT receipt-id:1
            A > SEND destination:/queue/a transaction:t receipt:2 | x
            A none
            A > COMMIT transaction:t receipt:3
            A < RECEIPT receipt-id:3
            A < RECEIPT receipt-id:2
            count /queue/a waiting 1)");
        addScript("begun twice is begun anew", R"(
            A connect 1.2
            A > BEGIN transaction:t
            A > SEND destination:/queue/a transaction:t | 1
            A > BEGIN transaction:t
            A > SEND destination:/queue/a transaction:t | 2
            A > COMMIT transaction:t
            count /queue/a in 1)");
        addScript("ACKs are done at COMMIT", R"(
            A connect 1.2
            A > SUBSCRIBE id:1 destination:/queue/a ack:client-individual
            A > SEND destination:/queue/a | 1
            A < m=MESSAGE | 1
            A > BEGIN transaction:t
            A ack m transaction:t receipt:r
            A < RECEIPT
            count /queue/a inFlight 1
            A > COMMIT transaction:t
            count /queue/a acked 1)");
        addScript("an ACK that cannot be done ends the connection", R"(
            A connect 1.2
            A > SUBSCRIBE id:1 destination:/queue/a ack:client-individual
            A > SEND destination:/queue/a | 1
            A < m=MESSAGE | 1
            A > BEGIN transaction:t
            A ack m transaction:t
            A ack m
            A > COMMIT transaction:t
            A < ERROR message:precondition_failed
            A closed)");
        addScript("unknown", R"(
            A connect 1.2
            A > COMMIT transaction:t
            A < ERROR message:Bad\stransaction
            A > SEND destination:/queue/a transaction:t | x
            A < ERROR message:Bad\stransaction
            A > BEGIN
            A < ERROR message:Missing\stransaction
            A open)");
    }
    void transactions() { play(); }

    void rights()
    {
        BrokerOptions broker = options();
        broker.users = {{"guest", "guest", std::vector<std::string>{"/queue/mine"},
            std::vector<std::string>{}}};
        Testing::Dialogue dialogue(broker);
        QCOMPARE(dialogue.run(QStringLiteral(R"(
            A > CONNECT accept-version:1.2 login:guest passcode:wrong
            wait 1000
            A < ERROR message:Bad\sCONNECT
            B connect 1.2 login:guest passcode:guest
            B > SUBSCRIBE id:1 destination:/queue/mine receipt:r
            B < RECEIPT
            B > SEND destination:/queue/mine | x
            B < ERROR message:access_refused
            B closed)")),
            QString());
    }
};

QTEST_APPLESS_MAIN(TestSkinRabbitMq)
#include "tst_skin_rabbitmq.moc"
