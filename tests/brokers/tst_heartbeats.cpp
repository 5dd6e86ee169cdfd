#include "brokertest.h"

using Stomp::Version;

/** Heart-beats keep an idle connection alive, both ways (stomp-facts 2.3). */
class TestHeartBeats : public BrokerTest
{
    Q_OBJECT

private Q_SLOTS:
    void keepAnIdleConnection();
};

void TestHeartBeats::keepAnIdleConnection()
{
    // Classic takes any interval and is strict about it; RabbitMQ knows whole seconds only.
    const int interval = broker.isRabbit() ? 1000 : 500;
    Peer peers[] = {{broker, Version::V11}, {broker, Version::V12}};
    int lost = 0;
    for (Peer& peer : peers) {
        peer.options.session.heartBeat = {interval, interval};
        OPEN(peer);
        QVERIFY(peer.subscribe(queue()));
        const Stomp::HeartBeatTimes agreed = peer.client().info()->heartBeat;
        QCOMPARE(agreed.sendEvery, interval);
        QCOMPARE(agreed.expectEvery, interval);
        connect(&peer.client(), &Stomp::Client::failed, this, [&lost] { ++lost; });
    }
    // Nothing is said for five seconds: the broker gives a silent client up after one to three
    // intervals, the client a silent broker after three seconds at most.
    QVERIFY2(!QTest::qWaitFor([&lost] { return lost > 0; }, 5000), "a connection was given up");
    for (Peer& peer : peers) {
        QVERIFY(peer.client().state() == Stomp::Client::State::Connected);
        CONFIRMED(peer.send(queue(), "still here"));
    }
    QTRY_COMPARE(peers[0].messages.size() + peers[1].messages.size(), 2U);
    for (Peer& peer : peers)
        QVERIFY(peer.leave());
}

QTEST_GUILESS_MAIN(TestHeartBeats)
#include "tst_heartbeats.moc"
