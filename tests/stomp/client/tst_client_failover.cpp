#include <support/clientfixture.h>

using namespace Stomp;
using Testing::ClientFixture;
using Testing::ScriptedServer;
using Stage = ConnectionFailure::Stage;

namespace {

/** An address where nobody listens. */
BrokerUrl freeAddress()
{
    QTcpServer server;
    if (!server.listen(QHostAddress::LocalHost))
        qFatal("no free port");
    BrokerUrl url;
    url.host = "127.0.0.1";
    url.port = server.serverPort();
    return url;
}

ClientOptions failover(std::vector<BrokerUrl> urls)
{
    ClientOptions options;
    options.url.scheme = BrokerUrl::Scheme::Failover;
    options.url.alternatives = std::move(urls);
    return options;
}

} // namespace

/** Addresses of a failover: URL within one connect. */
class TestClientFailover : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral(".*"))); }

    void takesTheFirstThatAnswers()
    {
        ClientFixture one;
        one.server.behave();
        ScriptedServer unused;
        const ClientOptions options = failover({freeAddress(), one.server.url(), unused.url()});
        QSignalSpy states(&one.client, &Client::stateChanged);
        one.client.connectToBroker(options);
        QTRY_COMPARE(one.client.state(), Client::State::Connected);
        QVERIFY(one.client.address() == one.server.url());
        QVERIFY(one.client.options().url == options.url);
        QCOMPARE(states.size(), 3); // opening, once for all of them; handshaking; connected
        QVERIFY(!unused.last());
        QVERIFY(!one.failure);
        // What is lost later is not tried elsewhere here, nor are the early failures kept.
        one.server.last()->hangUp();
        QTRY_VERIFY(one.failure);
        QCOMPARE(one.failure->stage, Stage::Session);
        QVERIFY(one.failure->address == one.server.url());
        QVERIFY(one.failure->earlier.empty());
        QVERIFY(!unused.last());
    }

    void namesAllThatFailed()
    {
        ClientFixture one;
        one.server.onFrame = [](ScriptedServer::Peer& peer, const Frame&) {
            peer.hangUp();
        };
        const BrokerUrl first = freeAddress();
        const BrokerUrl last = freeAddress();
        one.client.connectToBroker(failover({first, one.server.url(), last}));
        QTRY_VERIFY(one.failure);
        QVERIFY(one.failure->address == last);
        QCOMPARE(one.failure->transport, TransportError::Refused);
        QCOMPARE(one.failure->earlier.size(), std::size_t(2));
        QVERIFY(one.failure->earlier[0].address == first);
        QCOMPARE(one.failure->earlier[0].transport, TransportError::Refused);
        QVERIFY(one.failure->earlier[1].address == one.server.url());
        QCOMPARE(one.failure->earlier[1].stage, Stage::Handshake);
        QCOMPARE(one.disconnections, 0);
        QCOMPARE(one.client.state(), Client::State::Disconnected);
    }

    void aRefusedLoginIsNotTriedElsewhere()
    {
        ClientFixture one;
        ScriptedServer other;
        one.server.onFrame = [](ScriptedServer::Peer& peer, const Frame&) {
            peer.write(ScriptedServer::frame("ERROR", {{"message", "Bad CONNECT"}}));
        };
        one.client.connectToBroker(failover({one.server.url(), other.url()}));
        QTRY_VERIFY(one.failure);
        QCOMPARE(toString(one.failure->reason), toString(CloseReason::Refused));
        QVERIFY(!other.last());
    }

    void usesEachAddressesOwnCredentials()
    {
        ClientFixture one;
        one.server.behave();
        BrokerUrl first = freeAddress();
        first.user = "first";
        BrokerUrl second = one.server.url();
        second.user = "second";
        second.password = "its own";
        one.client.connectToBroker(failover({first, second}));
        QTRY_COMPARE(one.client.state(), Client::State::Connected);
        QCOMPARE(one.server.last()->frames.front().value("login"), "second");
        QCOMPARE(one.server.last()->frames.front().value("passcode"), "its own");
    }

    void canBeAbortedOnTheWay()
    {
        ClientFixture one;
        one.client.connectToBroker(failover({one.server.url(), freeAddress(), freeAddress()}));
        QTRY_COMPARE(one.client.state(), Client::State::Handshaking);
        one.client.abort();
        QCOMPARE(one.disconnections, 1);
        QCOMPARE(one.client.state(), Client::State::Disconnected);
        QVERIFY(!one.failure);
    }
};

QTEST_GUILESS_MAIN(TestClientFailover)
#include "tst_client_failover.moc"
