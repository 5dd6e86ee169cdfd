#include "brokertest.h"

using Stomp::AckMode;
using Stomp::Version;

/** The ack modes, and what comes back when a consumer leaves without ACK (stomp-facts 2.4, 3.7). */
class TestAcknowledging : public BrokerTest
{
    Q_OBJECT

private Q_SLOTS:
    void autoNeedsNoAck_data() { addVersions(); }
    void autoNeedsNoAck();
    void clientAcksAllBefore_data() { addVersions(); }
    void clientAcksAllBefore();
    void individualAcksOne_data() { addVersions({Version::V11, Version::V12}); }
    void individualAcksOne();
    void onArrivalAcksByItself_data() { addVersions(); }
    void onArrivalAcksByItself();
    void unsubscribedUnackedComesBack_data() { addVersions({Version::V11, Version::V12}); }
    void unsubscribedUnackedComesBack();
    void rejected_data() { addVersions({Version::V11, Version::V12}); }
    void rejected();

private:
    void sendThree();
    /** What a new consumer gets of the queue, up to a marker sent now. */
    void whatIsLeft(const Bodies& expected, bool redelivered);
};

void TestAcknowledging::sendThree()
{
    QFETCH(Version, version);
    Peer producer(broker, version);
    OPEN(producer);
    for (const char* body : {"one", "two"})
        CONFIRMED(producer.send(queue(), body, {{"persistent", "true"}, {"caseName", name()}}));
    CONFIRMED(producer.send(queue(), "three", {{"caseName", name()}}));
    QVERIFY(producer.leave());
}

void TestAcknowledging::whatIsLeft(const Bodies& expected, bool redelivered)
{
    QFETCH(Version, version);
    Peer consumer(broker, version);
    OPEN(consumer);
    CONFIRMED(consumer.send(queue(), "marker"));
    QVERIFY(consumer.subscribe(queue()));
    QVERIFY(consumer.waitForMessages(expected.size() + 1));
    QVERIFY(consumer.leave());
    Bodies all = expected;
    all.push_back("marker");
    QCOMPARE(consumer.bodies(), all);
    for (const Received& message : consumer.messages) {
        const bool marked = message.frame.value("redelivered") == "true";
        QCOMPARE(marked, redelivered && message.frame.body != "marker");
    }
}

void TestAcknowledging::autoNeedsNoAck()
{
    QFETCH(Version, version);
    sendThree();
    Peer consumer(broker, version);
    OPEN(consumer);
    QVERIFY(consumer.subscribe(queue()));
    QVERIFY(consumer.waitForMessages(3));
    consumer.vanish();
    whatIsLeft({}, false);
}

void TestAcknowledging::clientAcksAllBefore()
{
    QFETCH(Version, version);
    sendThree();
    Peer consumer(broker, version);
    OPEN(consumer);
    QVERIFY(consumer.subscribe(queue(), AckMode::Client));
    QVERIFY(consumer.waitForMessages(3));
    CONFIRMED(consumer.acknowledge(consumer.messages.at(1)));
    consumer.vanish();
    whatIsLeft({"three"}, true);
}

void TestAcknowledging::individualAcksOne()
{
    QFETCH(Version, version);
    sendThree();
    Peer consumer(broker, version);
    OPEN(consumer);
    QVERIFY(consumer.subscribe(queue(), AckMode::ClientIndividual));
    QVERIFY(consumer.waitForMessages(3));
    CONFIRMED(consumer.acknowledge(consumer.messages.at(1)));
    consumer.vanish();
    whatIsLeft({"one", "three"}, true);
}

void TestAcknowledging::onArrivalAcksByItself()
{
    QFETCH(Version, version);
    sendThree();
    Peer consumer(broker, version);
    OPEN(consumer);
    Stomp::SubscribeRequest request;
    request.destination = queue();
    request.ack = AckMode::Client;
    request.ackOnArrival = true;
    consumer.client().subscribe(request);
    QVERIFY(consumer.waitForMessages(3));
    CONFIRMED(consumer.send(queue() + ".other", "behind the ACKs")); // they have been read now
    consumer.vanish();
    whatIsLeft({}, false);
}

void TestAcknowledging::unsubscribedUnackedComesBack()
{
    QFETCH(Version, version);
    sendThree();
    Peer consumer(broker, version);
    OPEN(consumer);
    const Stomp::SubscriptionKey key = consumer.subscribe(queue(), AckMode::ClientIndividual);
    QVERIFY(key);
    QVERIFY(consumer.waitForMessages(3));
    CONFIRMED(consumer.acknowledge(consumer.messages.at(0)));
    QVERIFY(consumer.unsubscribe(key));
    // RabbitMQ holds them until the connection closes; Classic gives them back at once.
    if (broker.isRabbit())
        QVERIFY(consumer.leave());
    whatIsLeft({"two", "three"}, true);
}

void TestAcknowledging::rejected()
{
    QFETCH(Version, version);
    sendThree();
    Peer consumer(broker, version);
    OPEN(consumer);
    QVERIFY(consumer.subscribe(queue(), AckMode::ClientIndividual));
    QVERIFY(consumer.waitForMessages(3));
    CONFIRMED(consumer.reject(consumer.messages.at(2)));
    CONFIRMED(consumer.reject(consumer.messages.at(1)));
    CONFIRMED(consumer.acknowledge(consumer.messages.at(0)));
    if (broker.isRabbit()) { // puts them back: the only consumer gets them again
        QVERIFY(consumer.waitForMessages(5));
        for (std::size_t i : {3U, 4U}) {
            QCOMPARE(consumer.messages.at(i).frame.body, i == 3 ? "three" : "two");
            QCOMPARE(consumer.messages.at(i).frame.value("redelivered"), std::string_view("true"));
            CONFIRMED(consumer.acknowledge(consumer.messages.at(i)));
        }
    } else { // moves the persistent one to the dead letter queue, and drops the other
        Peer undertaker(broker, version);
        OPEN(undertaker);
        QVERIFY(undertaker.subscribe(
            "/queue/ActiveMQ.DLQ", AckMode::Auto, {{"selector", "caseName = '" + name() + "'"}}));
        QVERIFY(undertaker.waitForMessages(1));
        QVERIFY(undertaker.leave());
        QCOMPARE(undertaker.bodies(), Bodies{"two"});
    }
    QVERIFY(consumer.leave());
    whatIsLeft({}, false);
}

QTEST_GUILESS_MAIN(TestAcknowledging)
#include "tst_acknowledging.moc"
