#include "brokertest.h"

using Stomp::AckMode;
using Stomp::Version;

/** What NACK does: away with it on Classic, back with it on RabbitMQ (stomp-facts 3.7). */
class TestNacking : public BrokerTest
{
    Q_OBJECT

private Q_SLOTS:
    void inClientMode_data() { addVersions({Version::V11, Version::V12}); }
    void inClientMode();
    void withoutRequeue_data() { addVersions({Version::V11, Version::V12}); }
    void withoutRequeue();
    void withRequeue_data() { addVersions({Version::V11, Version::V12}); }
    void withRequeue();
    void toTheDeadLetters_data() { addVersions({Version::V11, Version::V12}); }
    void toTheDeadLetters();
    void inATransaction_data() { addVersions({Version::V11, Version::V12}); }
    void inATransaction();

private:
    void receiveThree(Peer& consumer, AckMode ack);
    /** Classic's own dead letter queue has these of this test's messages. */
    void compareWithDeadLetters(const Bodies& expected);
};

void TestNacking::receiveThree(Peer& consumer, AckMode ack)
{
    OPEN(consumer);
    for (const char* body : {"one", "two", "three"})
        CONFIRMED(consumer.send(queue(), body, {{"persistent", "true"}, {"caseName", name()}}));
    QVERIFY(consumer.subscribe(queue(), ack));
    QVERIFY(consumer.waitForMessages(3));
}

void TestNacking::compareWithDeadLetters(const Bodies& expected)
{
    Peer undertaker(broker, Version::V12);
    OPEN(undertaker);
    CONFIRMED(undertaker.send("/queue/ActiveMQ.DLQ", "marker", {{"caseName", name()}}));
    QVERIFY(undertaker.subscribe(
        "/queue/ActiveMQ.DLQ", AckMode::Auto, {{"selector", "caseName = '" + name() + "'"}}));
    QVERIFY(undertaker.waitForMessages(expected.size() + 1));
    QVERIFY(undertaker.leave());
    Bodies all = expected;
    all.push_back("marker");
    QCOMPARE(undertaker.bodies(), all);
}

/** One message on Classic; on RabbitMQ all before it too. */
void TestNacking::inClientMode()
{
    QFETCH(Version, version);
    Peer consumer(broker, version);
    receiveThree(consumer, AckMode::Client);
    CONFIRMED(consumer.reject(consumer.messages.at(1)));
    if (broker.isRabbit()) {
        QVERIFY(consumer.waitForMessages(5));
        for (std::size_t i : {3U, 4U}) {
            const Stomp::Frame& again = consumer.messages.at(i).frame;
            QCOMPARE(again.body, i == 3 ? "one" : "two");
            QCOMPARE(again.value("redelivered"), "true");
        }
    }
    QVERIFY(consumer.leave());
    QCOMPARE(consumer.messages.size(), broker.isRabbit() ? 5U : 3U);
    if (broker.isRabbit()) {
        compareWithWhatIsLeft(queue(), {"one", "two", "three"});
    } else {
        compareWithWhatIsLeft(queue(), {"one", "three"});
        compareWithDeadLetters({"two"});
    }
}

/** RabbitMQ drops it then; Classic knows no such header. */
void TestNacking::withoutRequeue()
{
    QFETCH(Version, version);
    Peer consumer(broker, version);
    receiveThree(consumer, AckMode::ClientIndividual);
    CONFIRMED(consumer.reject(consumer.messages.at(1), {}, {{"requeue", "false"}}));
    QVERIFY(consumer.leave());
    QCOMPARE(consumer.messages.size(), 3U);
    compareWithWhatIsLeft(queue(), {"one", "three"});
    if (broker.isClassic())
        compareWithDeadLetters({"two"});
}

/** Said in words: RabbitMQ puts it back and delivers it again; Classic knows no such header. */
void TestNacking::withRequeue()
{
    QFETCH(Version, version);
    Peer consumer(broker, version);
    receiveThree(consumer, AckMode::ClientIndividual);
    CONFIRMED(consumer.reject(consumer.messages.at(1), {}, {{"requeue", "true"}}));
    if (broker.isRabbit()) {
        QVERIFY(consumer.waitForMessages(4));
        QCOMPARE(consumer.messages.back().frame.body, "two");
        QCOMPARE(consumer.messages.back().frame.value("redelivered"), "true");
    }
    QVERIFY(consumer.leave());
    QCOMPARE(consumer.messages.size(), broker.isRabbit() ? 4U : 3U);
    compareWithWhatIsLeft(
        queue(), broker.isRabbit() ? Bodies{"one", "two", "three"} : Bodies{"one", "three"});
    if (broker.isClassic())
        compareWithDeadLetters({"two"});
}

/** RabbitMQ: where the queue says, if it has been told; Classic: to the one for all queues. */
void TestNacking::toTheDeadLetters()
{
    QFETCH(Version, version);
    if (broker.isPractice() && broker.isRabbit())
        QSKIP("the practice broker has no dead letter exchanges");
    Peer consumer(broker, version);
    OPEN(consumer);
    const Stomp::SubscriptionKey dead =
        consumer.subscribe(broker.isRabbit() ? topic() : "/queue/ActiveMQ.DLQ", AckMode::Auto,
            broker.isRabbit() ? Headers{} : Headers{{"selector", "caseName = '" + name() + "'"}});
    QVERIFY(dead);
    QVERIFY(consumer.subscribe(queue(), AckMode::ClientIndividual,
        broker.isRabbit() ? Headers{{"x-dead-letter-exchange", "amq.topic"},
            {"x-dead-letter-routing-key", name()}}
                          : Headers{}));
    CONFIRMED(consumer.send(queue(), "one", {{"persistent", "true"}, {"caseName", name()}}));
    QVERIFY(consumer.waitForMessages(1));
    QCOMPARE(consumer.messages.front().frame.body, "one");
    CONFIRMED(consumer.reject(consumer.messages.front(), {}, {{"requeue", "false"}}));
    QVERIFY(consumer.waitForMessages(2));
    QCOMPARE(consumer.messages.back().frame.body, "one");
    QCOMPARE(consumer.messages.back().subscription, dead);
    QVERIFY(consumer.leave());
    QCOMPARE(consumer.messages.size(), 2U);
}

/** Classic refuses and stays; RabbitMQ does it at COMMIT. */
void TestNacking::inATransaction()
{
    QFETCH(Version, version);
    Peer consumer(broker, version);
    receiveThree(consumer, AckMode::ClientIndividual);
    CONFIRMED(consumer.begin("t1"));
    const QString answer = consumer.reject(consumer.messages.at(1), "t1");
    if (broker.isClassic()) {
        QVERIFY2(
            answer.contains(QStringLiteral("Poison ack cannot be transacted")), qPrintable(answer));
        CONFIRMED(consumer.abortTransaction("t1"));
    } else {
        CONFIRMED(answer);
        CONFIRMED(consumer.send(queue() + ".other", "behind it"));
        QCOMPARE(consumer.messages.size(), 3U);
        CONFIRMED(consumer.commitTransaction("t1"));
        QVERIFY(consumer.waitForMessages(4));
        QCOMPARE(consumer.messages.back().frame.body, "two");
        QCOMPARE(consumer.messages.back().frame.value("redelivered"), "true");
    }
    QVERIFY(consumer.leave());
    compareWithWhatIsLeft(queue(), {"one", "two", "three"});
}

QTEST_GUILESS_MAIN(TestNacking)
#include "tst_nacking.moc"
