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

BrokerOptions optionsOf(BrokerSkin::Kind skin)
{
    BrokerOptions options;
    options.wear(skin);
    return options;
}

} // namespace

/** Durable subscriptions of the plain broker and of each skin that has them; stomp-facts 3.9, 4.7.
 */
class TestDurableSubscriptions : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral(".*"))); }

    void plain_data()
    {
        QTest::addColumn<QString>("script");
        addScript("collects while nobody is there", R"(
            A connect 1.2 client-id:c
            B connect 1.2
            A > SUBSCRIBE id:1 destination:/topic/a activemq.subscriptionName:n
            B > SEND destination:/topic/a | 1
            A < MESSAGE subscription:1 destination:/topic/a !redelivered | 1
            A > UNSUBSCRIBE id:1
            B > SEND destination:/topic/a | 2
            A > DISCONNECT
            B > SEND destination:/topic/a | 3
            count /dsub/c/n waiting 2
            C connect 1.2 client-id:c
            C > SUBSCRIBE id:x destination:/topic/a activemq.subscriptionName:n ack:client
            C < m=MESSAGE subscription:x | 2
            C < MESSAGE | 3
            C ack m
            C lost
            D connect 1.2 client-id:c
            D > SUBSCRIBE id:y destination:/topic/a activemq.subscriptionName:n
            D < MESSAGE redelivered:true | 3)");
        addScript("the other headers for it", R"(
            A connect 1.2 client-id:c
            B connect 1.2
            A > SUBSCRIBE id:1 destination:/topic/a durable-subscription-name:n
            A > SUBSCRIBE id:2 destination:/topic/a durable-subscriber-name:m
            A > SUBSCRIBE id:3 destination:/topic/a durable:true
            A > DISCONNECT
            B > SEND destination:/topic/a | 1
            count /dsub/c/n waiting 1
            count /dsub/c/m waiting 1
            count /dsub/c/3 waiting 1)");
        addScript("a pattern, also for a topic that is new", R"(
            A connect 1.2 client-id:c
            B connect 1.2
            A > SUBSCRIBE id:1 destination:/topic/a.* activemq.subscriptionName:n
            A > UNSUBSCRIBE id:1
            B > SEND destination:/topic/a.new | 1
            B > SEND destination:/topic/b.new | 2
            A > SUBSCRIBE id:1 destination:/topic/a.* activemq.subscriptionName:n
            A < MESSAGE destination:/topic/a.new | 1)");
        addScript("no client-id", R"(
            A connect 1.2
            A > SUBSCRIBE id:1 destination:/topic/a activemq.subscriptionName:n receipt:r
            A < ERROR message:A\sdurable\ssubscription\sneeds\sa\sclient-id receipt-id:r
            A closed)");
        addScript("of a queue", R"(
            A connect 1.2 client-id:c
            A > SUBSCRIBE id:1 destination:/queue/a activemq.subscriptionName:n
            A < ERROR message:Invalid\sSubscription:\scannot\sdurably\ssubscribe\sto\sa\sQueue\sdestination!
            A closed)");
        addScript("one consumer at a time", R"(
            A connect 1.2 client-id:c
            A > SUBSCRIBE id:1 destination:/topic/a activemq.subscriptionName:n
            A > SUBSCRIBE id:2 destination:/topic/a activemq.subscriptionName:n
            A < ERROR message:Durable\sconsumer\sis\sin\suse\sfor\sclient:\sc\sand\ssubscriptionName:\sn
            A closed)");
        addScript("another topic begins anew", R"(
            A connect 1.2 client-id:c
            A > SUBSCRIBE id:1 destination:/topic/a activemq.subscriptionName:n
            A > UNSUBSCRIBE id:1
            A > SEND destination:/topic/a | lost
            A > SUBSCRIBE id:1 destination:/topic/b activemq.subscriptionName:n
            A > SEND destination:/topic/a | not\swanted
            A > SEND destination:/topic/b | 1
            A < MESSAGE | 1)");
        addScript("ended by its own frame", R"(
            A connect 1.2 client-id:c
            A > SUBSCRIBE id:1 destination:/topic/a activemq.subscriptionName:n
            A > UNSUBSCRIBE id:1 activemq.subscriptionName:n receipt:r
            A < RECEIPT receipt-id:r
            A > SEND destination:/topic/a | gone
            A > SUBSCRIBE id:1 destination:/topic/a activemq.subscriptionName:n receipt:s
            A < RECEIPT receipt-id:s
            A none)");
        addScript("ended while it is offline", R"(
            A connect 1.2 client-id:c
            A > SUBSCRIBE id:1 destination:/topic/a activemq.subscriptionName:n
            A > UNSUBSCRIBE id:1
            A > SEND destination:/topic/a | gone
            A > UNSUBSCRIBE id:1 activemq.subscriptionName:n receipt:r
            A < RECEIPT receipt-id:r
            A > UNSUBSCRIBE id:1 activemq.subscriptionName:n
            A < ERROR message:No\sdurable\ssubscription\sexists\sfor:\sn
            A closed)");
        addScript("dead letters, moved back to it alone", R"(
            A connect 1.2 client-id:c
            B connect 1.2
            A > SUBSCRIBE id:1 destination:/topic/a.* activemq.subscriptionName:n
            A > UNSUBSCRIBE id:1
            B > SUBSCRIBE id:1 destination:/topic/a.b
            B > SEND destination:/topic/a.b expires:1000100 k:v | 1
            B < MESSAGE | 1
            wait 200
            count /dsub/c/n deadExpired 1
            count /queue/DLQ.dsub/c/n waiting 1
            move /queue/DLQ.dsub/c/n all
            count /queue/DLQ.dsub/c/n waiting 0
            count /dsub/c/n waiting 1
            A > SUBSCRIBE id:1 destination:/topic/a.* activemq.subscriptionName:n
            A < MESSAGE destination:/topic/a.b k:v !original-topic !original-destination !dlq-reason | 1
            B none)");
        addScript("dead letters of one that was deleted stay", R"(
            A connect 1.2 client-id:c
            A > SUBSCRIBE id:1 destination:/topic/a activemq.subscriptionName:n
            A > UNSUBSCRIBE id:1
            A > SEND destination:/topic/a expires:1000100 | 1
            wait 200
            A > UNSUBSCRIBE id:1 activemq.subscriptionName:n
            count /queue/DLQ.dsub/c/n waiting 1
            D connect 1.2
            D > SUBSCRIBE id:1 destination:/queue/DLQ.dsub/c/n ack:client browser:true
            D < MESSAGE original-destination:/dsub/c/n original-topic:/topic/a | 1
            D < MESSAGE browser:end)");
        addScript("a client-id is one connection's", R"(
            A connect 1.2 client-id:c
            B > CONNECT accept-version:1.2 client-id:c
            B < ERROR message:The\sclient-id\s[c]\sis\sin\suse
            B closed
            A > DISCONNECT
            C connect 1.2 client-id:c
            C none)");
    }
    void plain() { play(BrokerSkin::Kind::Plain); }

    void nothingGoesBackToOneThatWasDeleted()
    {
        Dialogue dialogue;
        QCOMPARE(dialogue.run(QString::fromUtf8(R"(
            A connect 1.2 client-id:c
            A > SUBSCRIBE id:1 destination:/topic/a activemq.subscriptionName:n
            A > UNSUBSCRIBE id:1
            A > SEND destination:/topic/a expires:1000100 | 1
            wait 200
            A > UNSUBSCRIBE id:1 activemq.subscriptionName:n)")),
            QString());
        std::size_t moved = 0;
        const Verdict refused = dialogue.broker().moveBack("/queue/DLQ.dsub/c/n", {}, 1000, moved);
        QVERIFY(refused.has_value());
        QCOMPARE(refused->message,
            std::string("The durable subscription of [/dsub/c/n] is not there any more"));
        QCOMPARE(moved, std::size_t{0});
        QCOMPARE(dialogue.broker().waiting("/queue/DLQ.dsub/c/n"), std::size_t{1});
    }

    void activeMq_data()
    {
        QTest::addColumn<QString>("script");
        addScript("deleted only while it is offline", R"(
            A connect 1.1 client-id:c
            A > SUBSCRIBE id:1 destination:/topic/a activemq.subscriptionName:n
            A > UNSUBSCRIBE id:1 activemq.subscriptionName:n receipt:r
            A < ERROR message:Durable\sconsumer\sis\sin\suse receipt-id:r
            A open
            A > UNSUBSCRIBE id:1 receipt:s
            A < RECEIPT receipt-id:s
            A > UNSUBSCRIBE id:1 activemq.subscriptionName:n receipt:t
            A < RECEIPT receipt-id:t)");
        addScript("a second consumer is told, and stays", R"(
            A connect 1.2 client-id:c
            A > SUBSCRIBE id:1 destination:/topic/a activemq.subscriptionName:n
            A > SUBSCRIBE id:2 destination:/topic/a activemq.subscriptionName:n
            A < ERROR message:Durable\sconsumer\sis\sin\suse\sfor\sclient:\sc\sand\ssubscriptionName:\sn
            A open)");
        addScript("a second connection", R"(
            A connect 1.2 client-id:c
            B > CONNECT accept-version:1.2 client-id:c
            B < ERROR message:Broker:\spractice\s-\sClient:\sc\salready\sconnected
            B closed)");
    }
    void activeMq() { play(BrokerSkin::Kind::ActiveMq); }

    void artemis_data()
    {
        QTest::addColumn<QString>("script");
        addScript("no client-id", R"(
            A connect 1.2
            A > SUBSCRIBE id:1 destination:a durable-subscription-name:n
            A < ERROR message:AMQ339027:\sCannot\screate\sa\ssubscriber\son\sthe\sdurable\ssubscription\sif\sthe\sclient-id\sof\sthe\sconnection\sis\snot\sset
            A open)");
        addScript("deleted by its name", R"(
            A connect 1.2 client-id:c
            A > SUBSCRIBE id:1 destination:a durable-subscription-name:n
            A > SEND destination:a | 1
            A < MESSAGE destination:a redelivered:false | 1
            A > UNSUBSCRIBE id:1 durable-subscription-name:n receipt:r
            A < RECEIPT)");
    }
    void artemis() { play(BrokerSkin::Kind::Artemis); }

    void rabbitMq_data()
    {
        QTest::addColumn<QString>("script");
        addScript("several connections share it", R"(
            A connect 1.2
            B connect 1.2
            C connect 1.2
            A > SUBSCRIBE id:i destination:/topic/a durable:true auto-delete:false
            B > SUBSCRIBE id:i destination:/topic/a durable:true auto-delete:false
            C > SEND destination:/topic/a | 1
            C > SEND destination:/topic/a | 2
            A < MESSAGE destination:/topic/a | 1
            B < MESSAGE destination:/topic/a | 2
            A > DISCONNECT
            B > DISCONNECT
            C > SEND destination:/topic/a | 3
            D connect 1.2
            D > SUBSCRIBE id:i destination:/topic/a durable:true auto-delete:false
            D < MESSAGE | 3
            D > UNSUBSCRIBE id:i durable:true auto-delete:false receipt:r
            D < RECEIPT
            C > SEND destination:/topic/a | 4
            D > SUBSCRIBE id:i destination:/topic/a durable:true auto-delete:false receipt:s
            D < RECEIPT)");
        addScript("gone with the last consumer without auto-delete:false", R"(
            A connect 1.2
            A > SUBSCRIBE id:i destination:/topic/a durable:true
            A > UNSUBSCRIBE id:i
            A > SEND destination:/topic/a | 1
            A > SUBSCRIBE id:i destination:/topic/a durable:true receipt:r
            A < RECEIPT)");
        addScript("needs an id", R"(
            A connect 1.2
            A > SUBSCRIBE destination:/topic/a durable:true auto-delete:false
            A < ERROR message:Missing\sHeader !receipt-id version:1.0,1.1,1.2
            A open)");
    }
    void rabbitMq() { play(BrokerSkin::Kind::RabbitMq); }

private:
    static void play(BrokerSkin::Kind skin)
    {
        QFETCH(QString, script);
        QCOMPARE(Dialogue(optionsOf(skin)).run(script), QString());
    }
};

QTEST_APPLESS_MAIN(TestDurableSubscriptions)
#include "tst_durablesubscriptions.moc"
