#include "brokertest.h"

#include <algorithm>

using Stomp::AckMode;
using Stomp::Version;

/** What is sent arrives: once, in order, unchanged. */
class TestDelivery : public BrokerTest
{
    Q_OBJECT

private Q_SLOTS:
    void queueHoldsMessagesInOrder_data() { addVersions(); }
    void queueHoldsMessagesInOrder();
    void topicKeepsNothing_data() { addVersions(); }
    void topicKeepsNothing();
    void queueSharesAndTopicCopies_data() { addVersions(); }
    void queueSharesAndTopicCopies();
    void unsubscribingEndsDelivery_data() { addVersions(); }
    void unsubscribingEndsDelivery();
    void twoSubscriptionsOfOneConnection_data() { addVersions(); }
    void twoSubscriptionsOfOneConnection();
};

void TestDelivery::queueHoldsMessagesInOrder()
{
    QFETCH(Version, version);
    constexpr std::size_t count = 300;
    Peer producer(broker, version);
    OPEN(producer);
    for (std::size_t i = 1; i < count; ++i)
        QVERIFY(producer.client().send({"SEND", {{"destination", queue()}}, std::to_string(i)},
            Stomp::ContentLength::Write, false));
    CONFIRMED(producer.send(queue(), std::to_string(count)));
    QVERIFY(producer.leave());

    Peer consumer(broker, version);
    OPEN(consumer);
    const Stomp::SubscriptionKey key = consumer.subscribe(queue());
    QVERIFY(key);
    QVERIFY(consumer.waitForMessages(count));
    for (std::size_t i = 0; i < count; ++i) {
        const Received& message = consumer.messages[i];
        QCOMPARE(message.frame.body, std::to_string(i + 1));
        QCOMPARE(message.frame.value("destination"), std::string_view(queue()));
        QVERIFY(!message.frame.value("message-id").empty());
        QCOMPARE(message.subscription, key);
    }
    QVERIFY(consumer.leave());
    QCOMPARE(consumer.messages.size(), count);
    QCOMPARE(consumer.counted, count);
}

void TestDelivery::topicKeepsNothing()
{
    QFETCH(Version, version);
    Peer producer(broker, version);
    OPEN(producer);
    CONFIRMED(producer.send(topic(), "before anybody listens"));
    Peer consumer(broker, version);
    OPEN(consumer);
    QVERIFY(consumer.subscribe(topic()));
    CONFIRMED(producer.send(topic(), "while somebody listens"));
    QVERIFY(consumer.waitForMessages(1));
    QVERIFY(consumer.leave());
    QCOMPARE(consumer.bodies(), Bodies{"while somebody listens"});
}

void TestDelivery::queueSharesAndTopicCopies()
{
    QFETCH(Version, version);
    Peer first(broker, version);
    Peer second(broker, version);
    Peer producer(broker, version);
    OPEN(first);
    OPEN(second);
    OPEN(producer);
    for (Peer* consumer : {&first, &second}) {
        QVERIFY(consumer->subscribe(queue()));
        QVERIFY(consumer->subscribe(topic()));
    }
    Bodies queued;
    Bodies published;
    for (int i = 0; i < 20; ++i) {
        queued.push_back("queued " + std::to_string(i));
        published.push_back("published " + std::to_string(i));
        CONFIRMED(producer.send(queue(), queued.back()));
        CONFIRMED(producer.send(topic(), published.back()));
    }
    QTRY_COMPARE(first.messages.size() + second.messages.size(), 60U);
    QVERIFY(first.leave());
    QVERIFY(second.leave());

    Bodies shared;
    for (const Peer* consumer : {&first, &second}) {
        Bodies copied;
        const std::size_t before = shared.size();
        for (const std::string& body : consumer->bodies())
            (body.starts_with("queued") ? shared : copied).push_back(body);
        QCOMPARE(copied, published); // each message, in order
        QVERIFY(shared.size() > before); // a part of the queue's
    }
    std::sort(shared.begin(), shared.end());
    std::sort(queued.begin(), queued.end());
    QCOMPARE(shared, queued); // between them each once
}

void TestDelivery::unsubscribingEndsDelivery()
{
    QFETCH(Version, version);
    Peer peer(broker, version);
    OPEN(peer);
    const Stomp::SubscriptionKey key = peer.subscribe(topic());
    QVERIFY(key);
    CONFIRMED(peer.send(topic(), "heard"));
    QVERIFY(peer.waitForMessages(1));
    QVERIFY(peer.unsubscribe(key));
    CONFIRMED(peer.send(topic(), "not heard"));
    QVERIFY(peer.leave());
    QCOMPARE(peer.bodies(), Bodies{"heard"});
}

void TestDelivery::twoSubscriptionsOfOneConnection()
{
    QFETCH(Version, version);
    Peer peer(broker, version);
    OPEN(peer);
    const Stomp::SubscriptionKey left = peer.subscribe(topic() + ".left");
    const Stomp::SubscriptionKey right = peer.subscribe(topic() + ".right");
    QVERIFY(left && right && left != right);
    CONFIRMED(peer.send(topic() + ".right", "right"));
    CONFIRMED(peer.send(topic() + ".left", "left"));
    QVERIFY(peer.waitForMessages(2));
    for (const Received& message : peer.messages)
        QCOMPARE(message.subscription, message.frame.body == "left" ? left : right);
}

QTEST_GUILESS_MAIN(TestDelivery)
#include "tst_delivery.moc"
