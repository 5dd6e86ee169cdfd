#include "brokertest.h"

#include <stomp/doctor/diagnosis.h>

using Stomp::Diagnosis;
using Stomp::Version;

/** A broker that is killed while connected; one of this test's own. */
class TestBrokerLost : public BrokerTest
{
    Q_OBJECT

private Q_SLOTS:
    void saysThatTheBrokerIsGone();
};

void TestBrokerLost::saysThatTheBrokerIsGone()
{
    const RealBroker doomed = RealBroker::own(RealBroker::sharedKind());
    QVERIFY2(doomed.isValid(), qPrintable(doomed.error()));
    Peer peer(doomed, Version::V12);
    OPEN(peer);
    QVERIFY(peer.subscribe(queue()));
    for (int i = 0; i < 10; ++i)
        CONFIRMED(peer.send(queue(), std::to_string(i)));
    QVERIFY(peer.waitForMessages(10));

    doomed.kill();
    QVERIFY(peer.waitForFailure());
    QCOMPARE(peer.failure->stage, Stomp::ConnectionFailure::Stage::Session);
    QVERIFY(peer.failure->reason == Stomp::CloseReason::PeerClosed
        || peer.failure->reason == Stomp::CloseReason::TransportFailed);
    QCOMPARE(peer.client().state(), Stomp::Client::State::Disconnected);
    QCOMPARE(Stomp::explain(*peer.failure, peer.options).kind, Diagnosis::Kind::ConnectionLost);
    QCOMPARE(peer.messages.size(), 10U); // what had arrived is still there
    QVERIFY(!peer.send(queue(), "into the void").isEmpty());

    QVERIFY(!peer.open());
    QCOMPARE(Stomp::explain(*peer.failure, peer.options).kind, Diagnosis::Kind::NobodyListens);
}

QTEST_GUILESS_MAIN(TestBrokerLost)
#include "tst_brokerlost.moc"
