#include "brokertest.h"

using Stomp::AckMode;
using Stomp::Version;

/** How far an ACK reaches, what UNSUBSCRIBE and ABORT do with what is not acknowledged, and ACKs
 * that the broker cannot place (stomp-facts 2.4, 2.5, 3.7). */
class TestSettling : public BrokerTest
{
    Q_OBJECT

private Q_SLOTS:
    void ackAmongTwoSubscriptions_data() { addVersions(); }
    void ackAmongTwoSubscriptions();
    void unsubscribedWithUnacked_data() { addVersions(); }
    void unsubscribedWithUnacked();
    void abortedAckCanBeRepeated_data() { addVersions(); }
    void abortedAckCanBeRepeated();
    void vanishingInATransactionAcksNothing_data() { addVersions(); }
    void vanishingInATransactionAcksNothing();
    void begunTwice_data() { addVersions(); }
    void begunTwice();
    void unknownAck_data() { addVersions(); }
    void unknownAck();
    void malformedAck_data() { addVersions(); }
    void malformedAck();
    void ackedTwice_data() { addVersions(); }
    void ackedTwice();
    void redeliveredForEver();
};

/** In client mode: within the subscription on Classic, within the connection on RabbitMQ. */
void TestSettling::ackAmongTwoSubscriptions()
{
    QFETCH(Version, version);
    const std::string left = queue() + ".left";
    const std::string right = queue() + ".right";
    Peer consumer(broker, version);
    OPEN(consumer);
    const Stomp::SubscriptionKey leftKey = consumer.subscribe(left, AckMode::Client);
    const Stomp::SubscriptionKey rightKey = consumer.subscribe(right, AckMode::Client);
    QVERIFY(leftKey && rightKey);
    std::size_t count = 0;
    for (const auto& [destination, body] : {std::pair(left, "l1"), std::pair(right, "r1"),
             std::pair(left, "l2"), std::pair(right, "r2"), std::pair(left, "l3")}) {
        CONFIRMED(consumer.send(destination, body));
        QVERIFY(consumer.waitForMessages(++count));
    }
    QCOMPARE(consumer.bodies(), (Bodies{"l1", "r1", "l2", "r2", "l3"}));
    CONFIRMED(consumer.acknowledge(consumer.messages.at(3)));
    // The client keeps the same book.
    QCOMPARE(consumer.client().unacknowledged(leftKey), broker.isRabbit() ? 1U : 3U);
    QCOMPARE(consumer.client().unacknowledged(rightKey), 0U);
    QVERIFY(consumer.leave());
    compareWithWhatIsLeft(left, broker.isRabbit() ? Bodies{"l3"} : Bodies{"l1", "l2", "l3"});
    compareWithWhatIsLeft(right, {});
}

/** Classic gives them to the next at once; RabbitMQ holds them until the connection closes. */
void TestSettling::unsubscribedWithUnacked()
{
    QFETCH(Version, version);
    Peer consumer(broker, version);
    Peer next(broker, version);
    OPEN(consumer);
    OPEN(next);
    for (const char* body : {"one", "two", "three"})
        CONFIRMED(consumer.send(queue(), body));
    const Stomp::SubscriptionKey key = consumer.subscribe(queue(), AckMode::Client);
    QVERIFY(key);
    QVERIFY(consumer.waitForMessages(3));
    QVERIFY(consumer.unsubscribe(key));
    CONFIRMED(next.send(queue(), "marker"));
    QVERIFY(next.subscribe(queue()));
    Bodies expected{"one", "two", "three", "marker"};
    if (broker.isRabbit()) {
        QVERIFY(next.waitForMessages(1));
        CONFIRMED(next.send(queue() + ".other", "behind it"));
        QCOMPARE(next.bodies(), Bodies{"marker"});
        // They are lost to the one that has them.
        QVERIFY(!consumer.acknowledge(consumer.messages.at(0)).isEmpty());
        QCOMPARE(consumer.errors.size(), 1U);
        QCOMPARE(consumer.errors.front().value("message"), "Subscription not found");
        QVERIFY(consumer.leave());
        expected = {"marker", "one", "two", "three"};
    }
    QVERIFY(next.waitForMessages(4));
    QCOMPARE(next.bodies(), expected);
    for (const Received& message : next.messages)
        QCOMPARE(message.frame.value("redelivered") == "true", message.frame.body != "marker");
    if (broker.isClassic())
        QVERIFY(consumer.leave());
    QVERIFY(next.leave());
    compareWithWhatIsLeft(queue(), {});
}

void TestSettling::abortedAckCanBeRepeated()
{
    QFETCH(Version, version);
    Peer consumer(broker, version);
    OPEN(consumer);
    CONFIRMED(consumer.send(queue(), "one"));
    CONFIRMED(consumer.send(queue(), "two"));
    QVERIFY(consumer.subscribe(queue(), AckMode::Client));
    QVERIFY(consumer.waitForMessages(2));
    CONFIRMED(consumer.begin("t1"));
    CONFIRMED(consumer.acknowledge(consumer.messages.at(1), "t1"));
    CONFIRMED(consumer.abortTransaction("t1"));
    CONFIRMED(consumer.acknowledge(consumer.messages.at(0)));
    QVERIFY(consumer.leave());
    QCOMPARE(consumer.messages.size(), 2U); // not delivered again
    compareWithWhatIsLeft(queue(), {"two"});
}

void TestSettling::vanishingInATransactionAcksNothing()
{
    QFETCH(Version, version);
    Peer consumer(broker, version);
    OPEN(consumer);
    CONFIRMED(consumer.send(queue(), "one"));
    QVERIFY(consumer.subscribe(queue(), AckMode::Client));
    QVERIFY(consumer.waitForMessages(1));
    CONFIRMED(consumer.begin("t1"));
    CONFIRMED(consumer.acknowledge(consumer.messages.at(0), "t1"));
    consumer.vanish();
    compareWithWhatIsLeft(queue(), {"one"});
}

/** Classic refuses, and the transaction goes on; RabbitMQ forgets without a word what was in it. */
void TestSettling::begunTwice()
{
    QFETCH(Version, version);
    Peer peer(broker, version);
    OPEN(peer);
    const auto sendInT1 = [&](const std::string& body) {
        peer.client().send({"SEND", {{"destination", queue()}, {"transaction", "t1"}}, body},
            Stomp::ContentLength::Write, false);
    };
    CONFIRMED(peer.begin("t1"));
    sendInT1("one");
    const QString answer = peer.begin("t1");
    QCOMPARE(answer.isEmpty(), broker.isRabbit());
    if (broker.isClassic())
        QVERIFY(answer.contains(QStringLiteral("already started")));
    sendInT1("two");
    CONFIRMED(peer.commitTransaction("t1"));
    QVERIFY(peer.leave());
    compareWithWhatIsLeft(queue(), broker.isRabbit() ? Bodies{"two"} : Bodies{"one", "two"}, false);
}

/** Both answer ERROR, and can be used on. */
void TestSettling::unknownAck()
{
    QFETCH(Version, version);
    Peer consumer(broker, version);
    OPEN(consumer);
    CONFIRMED(consumer.send(queue(), "one"));
    QVERIFY(consumer.subscribe(queue(), AckMode::Client));
    QVERIFY(consumer.waitForMessages(1));
    Received strange = consumer.messages.front();
    strange.reference.messageId = strange.reference.ackId = "ID:nobody-1-2-3:1:1:1:1";
    const QString answer = consumer.acknowledge(strange);
    QVERIFY2(answer.startsWith(broker.isClassic()
                     ? QStringLiteral("Unexpected ACK received for message-id")
                     : QStringLiteral("Invalid header")),
        qPrintable(answer));
    QCOMPARE(consumer.errors.size(), 1U);
    CONFIRMED(consumer.acknowledge(consumer.messages.front()));
    QVERIFY(consumer.leave());
    compareWithWhatIsLeft(queue(), {});
}

/** In 1.0 and 1.1 Classic takes the message-id apart, and closes without a word if it cannot. */
void TestSettling::malformedAck()
{
    QFETCH(Version, version);
    Peer consumer(broker, version);
    OPEN(consumer);
    CONFIRMED(consumer.send(queue(), "one"));
    QVERIFY(consumer.subscribe(queue(), AckMode::Client));
    QVERIFY(consumer.waitForMessages(1));
    Received strange = consumer.messages.front();
    strange.reference.messageId = strange.reference.ackId = "nobody knows this";
    QVERIFY(!consumer.acknowledge(strange).isEmpty());
    if (broker.isClassic() && version != Version::V12) {
        QVERIFY(consumer.waitForFailure());
        QCOMPARE(toString(consumer.failure->reason), toString(Stomp::CloseReason::PeerClosed));
        QVERIFY(consumer.errors.empty());
    } else {
        QCOMPARE(consumer.errors.size(), 1U);
        QVERIFY(consumer.leave());
    }
    compareWithWhatIsLeft(queue(), {"one"});
}

/** For Classic an unknown one; on RabbitMQ the end of the connection. */
void TestSettling::ackedTwice()
{
    QFETCH(Version, version);
    Peer consumer(broker, version);
    OPEN(consumer);
    CONFIRMED(consumer.send(queue(), "one"));
    CONFIRMED(consumer.send(queue(), "two"));
    QVERIFY(consumer.subscribe(queue(), AckMode::Client));
    QVERIFY(consumer.waitForMessages(2));
    CONFIRMED(consumer.acknowledge(consumer.messages.front()));
    const QString answer = consumer.acknowledge(consumer.messages.front());
    if (broker.isClassic()) {
        QVERIFY(answer.startsWith(QStringLiteral("Unexpected ACK")));
        QVERIFY(consumer.leave());
    } else { // its RECEIPT may still come
        QVERIFY(consumer.waitForFailure());
        QCOMPARE(toString(consumer.failure->reason), toString(Stomp::CloseReason::ErrorFrame));
        QCOMPARE(consumer.errors.front().value("message"), "precondition_failed");
    }
    compareWithWhatIsLeft(queue(), {"two"});
}

/** Neither broker counts: Classic's limit lives in JMS clients, RabbitMQ's in quorum queues. */
void TestSettling::redeliveredForEver()
{
    CONFIRMED([this] {
        Peer producer(broker, Version::V12);
        return producer.open() ? producer.send(queue(), "one", {{"persistent", "true"}})
                               : producer.trouble();
    }());
    for (int times = 0; times < 12; ++times) {
        Peer consumer(broker, Version::V12);
        OPEN(consumer);
        QVERIFY(consumer.subscribe(queue(), AckMode::ClientIndividual));
        QVERIFY(consumer.waitForMessages(1));
        QCOMPARE(consumer.messages.front().frame.value("redelivered") == "true", times > 0);
        consumer.vanish();
    }
    compareWithWhatIsLeft(queue(), {"one"});
}

QTEST_GUILESS_MAIN(TestSettling)
#include "tst_settling.moc"
