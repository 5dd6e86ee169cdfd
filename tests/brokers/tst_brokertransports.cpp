#include "brokertest.h"

using Stomp::Version;
using Scheme = Stomp::BrokerUrl::Scheme;

/** One message each way over every transport that the broker has. */
class TestBrokerTransports : public BrokerTest
{
    Q_OBJECT

private Q_SLOTS:
    void carries_data();
    void carries();
    void refusesAnUnknownAuthority();
    void triesTheNextAddress();
};

void TestBrokerTransports::carries_data()
{
    QTest::addColumn<Scheme>("scheme");
    QTest::newRow("tcp") << Scheme::Stomp;
    QTest::newRow("tls") << Scheme::Stomps;
    if (broker.isRabbit()) { // Classic's package has no WebSocket
        QTest::newRow("ws") << Scheme::Ws;
        QTest::newRow("wss") << Scheme::Wss;
    }
}

void TestBrokerTransports::carries()
{
    QFETCH(Scheme, scheme);
    Peer peer(broker, Version::V12);
    peer.options.url = broker.url(scheme);
    peer.options.tls.caFile = broker.caFile();
    QVERIFY(peer.options.url.port != 0);
    OPEN(peer);
    QVERIFY(peer.subscribe(queue()));
    const std::string text = "gr\xc3\xbc\xc3\x9f " + std::string(200'000, 'x');
    CONFIRMED(peer.send(queue(), text));
    QVERIFY(peer.waitForMessages(1));
    QCOMPARE(peer.messages.at(0).frame.body, text);
    QVERIFY(peer.leave());
}

void TestBrokerTransports::refusesAnUnknownAuthority()
{
    Peer peer(broker, Version::V12);
    peer.options.url = broker.url(Scheme::Stomps);
    peer.options.tls.caFile.clear();
    QVERIFY(!peer.open());
    QCOMPARE(peer.failure->stage, Stomp::ConnectionFailure::Stage::Tls);
    QVERIFY(peer.failure->evidence.tls->problems.contains(Stomp::TlsProblem::UnknownIssuer));
    // Accepted as it is.
    peer.options.tls.fingerprint = peer.failure->evidence.tls->chain.first().sha256;
    OPEN(peer);
    QVERIFY(peer.leave());
}

void TestBrokerTransports::triesTheNextAddress()
{
    Peer peer(broker, Version::V12);
    Stomp::BrokerUrl wrong = broker.url(Scheme::Stomps);
    wrong.port = broker.stompPort(); // which does not speak TLS
    peer.options.tcpTimeout = 1000; // Classic waits for more
    peer.options.tls.caFile = broker.caFile();
    peer.options.url = {};
    peer.options.url.scheme = Scheme::Failover;
    peer.options.url.alternatives = {wrong, broker.url(Scheme::Stomps)};
    OPEN(peer);
    QCOMPARE(peer.client().address().port, broker.tlsPort());
    QVERIFY(peer.leave());
}

QTEST_GUILESS_MAIN(TestBrokerTransports)
#include "tst_brokertransports.moc"
