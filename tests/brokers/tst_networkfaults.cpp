#include "brokertest.h"

#include <support/faultproxy.h>

#include <memory>

using Stomp::AckMode;
using Stomp::Version;
using Scheme = Stomp::BrokerUrl::Scheme;
using Testing::FaultProxy;

/** A network that fails between us and a real broker: what was not acknowledged comes again, what
 * was not sent whole never comes. */
class TestNetworkFaults : public BrokerTest
{
    Q_OBJECT

private Q_SLOTS:
    void halfOpen();
    void oneByteAtATime_data() { addTransports(); }
    void oneByteAtATime();
    void cutInMidSend_data() { addCuts(); }
    void cutInMidSend();
    void cutInMidDelivery_data() { addCuts(); }
    void cutInMidDelivery();

private:
    [[nodiscard]] std::vector<std::pair<const char*, Scheme>> transports() const
    {
        if (broker.isClassic())
            return {{"tcp", Scheme::Stomp}, {"tls", Scheme::Stomps}};
        return {{"tcp", Scheme::Stomp}, {"tls", Scheme::Stomps}, {"ws", Scheme::Ws},
            {"wss", Scheme::Wss}};
    }
    void addTransports() const
    {
        QTest::addColumn<Scheme>("scheme");
        for (const auto& [name, scheme] : transports())
            QTest::newRow(name) << scheme;
    }
    static void addCuts()
    {
        QTest::addColumn<bool>("resets");
        QTest::newRow("reset") << true;
        QTest::newRow("closed") << false;
    }

    /** A peer behind a proxy of its own. */
    struct Distant
    {
        Distant(const RealBroker& broker, Scheme scheme)
            : proxy(broker.url(scheme).port), peer(broker, Version::V12, scheme)
        {
            peer.options.url.port = proxy.port();
        }
        FaultProxy proxy;
        Peer peer;
    };
};

/** Heart-beats find out, on both sides. All transports at once, for it takes its seconds. */
void TestNetworkFaults::halfOpen()
{
    const int interval = broker.isRabbit() ? 1000 : 500; // RabbitMQ knows whole seconds only
    std::vector<std::unique_ptr<Distant>> all;
    for (const auto& [name, scheme] : transports()) {
        all.push_back(std::make_unique<Distant>(broker, scheme));
        Peer& peer = all.back()->peer;
        peer.options.session.heartBeat = {interval, interval};
        OPEN(peer);
        const std::string own = queue() + "." + name;
        CONFIRMED(peer.send(own, "one"));
        CONFIRMED(peer.send(own, "two"));
        QVERIFY(peer.subscribe(own, AckMode::ClientIndividual));
        QVERIFY(peer.waitForMessages(2));
        CONFIRMED(peer.acknowledge(peer.messages.front()));
    }
    Peer next(broker, Version::V12);
    OPEN(next);
    for (const auto& [name, scheme] : transports())
        QVERIFY(next.subscribe(queue() + "." + name));
    for (const auto& distant : all)
        distant->proxy.swallows = true;

    QVERIFY(next.waitForMessages(all.size())); // the broker has given them up, too
    for (const Received& message : next.messages) {
        QCOMPARE(message.frame.body, "two");
        QCOMPARE(message.frame.value("redelivered"), "true");
    }
    for (const auto& distant : all) {
        QVERIFY(distant->peer.waitForFailure());
        QCOMPARE(
            toString(distant->peer.failure->reason), toString(Stomp::CloseReason::HeartBeatLost));
        QCOMPARE(distant->peer.messages.size(), 2U);
    }
    QVERIFY(next.leave());
    QCOMPARE(next.messages.size(), all.size());
}

/** Both ways, from the first byte of the handshakes. */
void TestNetworkFaults::oneByteAtATime()
{
    QFETCH(Scheme, scheme);
    Distant distant(broker, scheme);
    distant.proxy.drips = 50; // the waits of a Peer sleep between turns
    Peer& peer = distant.peer;
    OPEN(peer);
    QVERIFY(peer.subscribe(queue(), AckMode::Client));
    const Bodies bodies{"one", "{\"name\":\"Zoë 📦\"}", std::string(500, 'x')};
    for (const std::string& body : bodies)
        CONFIRMED(peer.send(queue(), body, {{"x-note", "a:b\\c\nd"}}));
    QVERIFY(peer.waitForMessages(3));
    CONFIRMED(peer.acknowledge(peer.messages.at(1)));
    QVERIFY(peer.leave());
    QCOMPARE(peer.bodies(), bodies);
    for (const Received& message : peer.messages)
        QCOMPARE(message.frame.value("x-note"), "a:b\\c\nd");
    compareWithWhatIsLeft(queue(), {bodies.back()});
}

void TestNetworkFaults::cutInMidSend()
{
    QFETCH(bool, resets);
    Distant distant(broker, Scheme::Stomp);
    OPEN(distant.peer);
    CONFIRMED(distant.peer.send(queue(), "whole"));
    distant.proxy.resets = resets;
    distant.proxy.cutAfterClient = distant.proxy.fromClient() + 5'000;
    const QString answer = distant.peer.send(queue(), std::string(10'000, 'x'));
    QVERIFY(!answer.isEmpty());
    QVERIFY(distant.peer.waitForFailure());
    compareWithWhatIsLeft(queue(), {"whole"}, false);
}

/** Whole messages are kept, half ones are not shown, and all come again: none was acknowledged. */
void TestNetworkFaults::cutInMidDelivery()
{
    QFETCH(bool, resets);
    Distant distant(broker, Scheme::Stomp);
    Peer& peer = distant.peer;
    OPEN(peer);
    Bodies bodies;
    for (char fill = 'a'; fill < 'f'; ++fill) {
        bodies.emplace_back(1'000, fill);
        CONFIRMED(peer.send(queue(), bodies.back()));
    }
    distant.proxy.resets = resets;
    distant.proxy.cutAfterServer = distant.proxy.fromServer() + 3'000;
    peer.client().subscribe({.destination = queue(), .ack = AckMode::ClientIndividual});
    QVERIFY(peer.waitForFailure());
    QVERIFY(peer.failure->inFrame);
    QCOMPARE(peer.bodies(), Bodies(bodies.begin(), bodies.begin() + 2));
    compareWithWhatIsLeft(queue(), bodies, {});
}

QTEST_GUILESS_MAIN(TestNetworkFaults)
#include "tst_networkfaults.moc"
