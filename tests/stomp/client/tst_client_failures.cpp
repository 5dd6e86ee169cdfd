#include <support/clientfixture.h>

using namespace Stomp;
using Testing::ClientFixture;
using Testing::ScriptedServer;
using Stage = ConnectionFailure::Stage;

namespace {

/** Fails, or delivers, as a test says, without a network. */
class FakeTransport : public Transport
{
public:
    explicit FakeTransport(TransportError error) : m_error(error) { }
    void open() override { Q_EMIT failed(m_error, QStringLiteral("in other words")); }
    void close() override { }
    void abort() override { }
    std::size_t read(std::span<char>) override { return 0; }
    void write(std::string_view) override { }
    std::size_t bytesToWrite() const override { return 0; }

private:
    TransportError m_error;
};

} // namespace

/** Everything that can go wrong, and what is left behind of it for the doctor. */
class TestClientFailures : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral(".*"))); }

    void transports_data()
    {
        QTest::addColumn<TransportError>("error");
        QTest::addColumn<Stage>("stage");
        QTest::newRow("host not found") << TransportError::HostNotFound << Stage::Name;
        QTest::newRow("no name in time") << TransportError::NameTimeout << Stage::Name;
        QTest::newRow("refused") << TransportError::Refused << Stage::Tcp;
        QTest::newRow("timeout") << TransportError::Timeout << Stage::Tcp;
    }

    void transports()
    {
        QFETCH(TransportError, error);
        QFETCH(Stage, stage);
        ClientFixture one;
        one.client.connectThrough(std::make_unique<FakeTransport>(error), {});
        QVERIFY(!one.failure);
        QTRY_VERIFY(one.failure);
        QCOMPARE(one.failure->stage, stage);
        QCOMPARE(toString(one.failure->reason), toString(CloseReason::TransportFailed));
        QCOMPARE(one.failure->transport, error);
        QCOMPARE(one.failure->detail, QStringLiteral("in other words"));
        QCOMPARE(one.client.state(), Client::State::Disconnected);
        QCOMPARE(one.disconnections, 0);
    }

    void nobodyListens()
    {
        ClientFixture one;
        one.server.stopListening();
        ClientOptions options = one.options();
        QTcpServer free;
        QVERIFY(free.listen(QHostAddress::LocalHost));
        options.url.port = free.serverPort();
        free.close();
        one.client.connectToBroker(options);
        QTRY_VERIFY(one.failure);
        QCOMPARE(one.failure->stage, Stage::Tcp);
        QCOMPARE(one.failure->transport, TransportError::Refused);
        QVERIFY(!one.failure->detail.isEmpty());
    }

    // The practice broker is somebody else's to start.
    void unsupportedScheme()
    {
        ClientFixture one;
        ClientOptions options = one.options();
        options.url.scheme = BrokerUrl::Scheme::Practice;
        one.client.connectToBroker(options);
        QTRY_VERIFY(one.failure);
        QCOMPARE(one.failure->transport, TransportError::Unsupported);
    }

    void impossibleOptions()
    {
        ClientFixture one;
        ClientOptions options = one.options();
        options.session.passcode = "s3cret\n";
        one.client.connectToBroker(options);
        QTRY_VERIFY(one.failure);
        QCOMPARE(toString(one.failure->reason), toString(CloseReason::BadOptions));
        QVERIFY(!one.failure->detail.contains(QStringLiteral("s3cret")));
        QTRY_VERIFY(one.server.last());
        QVERIFY(one.server.last()->received.empty());
    }

    void noAnswer()
    {
        ClientFixture one;
        ClientOptions options = one.options();
        options.session.connectTimeout = 50;
        one.client.connectToBroker(options);
        QTRY_VERIFY(one.failure);
        QCOMPARE(one.failure->stage, Stage::Handshake);
        QCOMPARE(toString(one.failure->reason), toString(CloseReason::ConnectTimeout));
        QCOMPARE(one.failure->greeting, "");
        QTRY_VERIFY(one.server.last()->isGone);
    }

    void strangeAnswers_data()
    {
        QTest::addColumn<std::string>("answer");
        QTest::addColumn<ParseErrorCode>("code");
        QTest::newRow("HTTP") << std::string("HTTP/1.1 400 Bad Request\r\n\r\n")
                              << ParseErrorCode::UnknownCommand;
        QTest::newRow("TLS alert")
            << std::string("\x15\x03\x01\x00\x02\x02\x0a", 7) << ParseErrorCode::NotStomp;
        QTest::newRow("OpenWire") << std::string("\0\0\0\xf0\x01"
                                                 "ActiveMQ\0\0\0\x0c",
            17) << ParseErrorCode::NotStomp;
        QTest::newRow("AMQP") << std::string("AMQP\0\0\x09\x01", 8)
                              << ParseErrorCode::UnknownCommand;
        QTest::newRow("noise") << std::string("\xff\xfe\xfd") << ParseErrorCode::NotStomp;
    }

    void strangeAnswers()
    {
        QFETCH(std::string, answer);
        QFETCH(ParseErrorCode, code);
        ClientFixture one;
        QVERIFY(one.failWith(answer));
        QCOMPARE(one.failure->stage, Stage::Handshake);
        QCOMPARE(toString(one.failure->reason), toString(CloseReason::ProtocolError));
        QCOMPARE(one.failure->parseError.code, code);
        QVERIFY(!one.failure->greeting.empty());
        QVERIFY(answer.starts_with(one.failure->greeting));
        QTRY_VERIFY(one.server.last()->isGone);
    }

    void closedAtOnce()
    {
        ClientFixture one;
        QVERIFY(one.failWith({}, true));
        QCOMPARE(one.failure->stage, Stage::Handshake);
        QCOMPARE(toString(one.failure->reason), toString(CloseReason::PeerClosed));
        QCOMPARE(one.failure->greeting, "");
        QVERIFY(!one.failure->inFrame);
    }

    void refused()
    {
        ClientFixture one;
        QVERIFY(one.failWith(ScriptedServer::frame(
            "ERROR", {{"message", "Bad CONNECT"}}, "Access refused for user 'me'\n")));
        QCOMPARE(one.failure->stage, Stage::Handshake);
        QCOMPARE(toString(one.failure->reason), toString(CloseReason::Refused));
        QCOMPARE(one.failure->detail, QStringLiteral("Bad CONNECT"));
        QCOMPARE(one.failure->errorFrame->body, "Access refused for user 'me'\n");
        QTRY_VERIFY(one.server.last()->isGone);
    }

    void versionNotOffered()
    {
        ClientFixture one;
        QVERIFY(one.failWith(ScriptedServer::frame("CONNECTED", {{"version", "1.3"}})));
        QCOMPARE(toString(one.failure->reason), toString(CloseReason::VersionNotOffered));
    }

    void lostInMidFrame_data()
    {
        QTest::addColumn<bool>("reset");
        QTest::newRow("closed") << false;
        QTest::newRow("reset") << true;
    }

    void lostInMidFrame()
    {
        QFETCH(bool, reset);
        ClientFixture one;
        QVERIFY(one.connectClient());
        QSignalSpy requests(&one.client, &Client::requestFailed);
        ScriptedServer::Peer& peer = *one.server.last();
        one.server.onFrame = [&](ScriptedServer::Peer&, const Frame&) {
            peer.write(ScriptedServer::frame("MESSAGE", {}, "whole"));
            peer.write("MESSAGE\ncontent-length:100\n\nhalf");
        };
        one.client.begin("t");
        QTRY_COMPARE(one.sink.frames.size(), std::size_t(1));
        if (reset)
            peer.reset();
        else
            peer.hangUp();
        QTRY_VERIFY(one.failure);
        QCOMPARE(one.failure->stage, Stage::Session);
        QVERIFY(one.failure->inFrame);
        QVERIFY(one.failure->info);
        QCOMPARE(one.sink.frames[0].body, "whole");
        QCOMPARE(one.sink.received, std::uint64_t(1));
        QCOMPARE(requests.size(), 1);
        QCOMPARE(toString(requests.at(0).at(1).value<RequestFailure>()),
            toString(RequestFailure::SessionEnded));
    }

    void garbageAfterMessages()
    {
        ClientFixture one;
        QVERIFY(one.connectClient());
        std::string bytes;
        for (int i = 0; i < 1000; ++i)
            bytes += ScriptedServer::frame("MESSAGE", {}, "fine");
        one.server.last()->write(bytes + "{garbage}");
        QTRY_VERIFY(one.failure);
        QCOMPARE(toString(one.failure->reason), toString(CloseReason::ProtocolError));
        QCOMPARE(one.failure->parseError.code, ParseErrorCode::NotStomp);
        QVERIFY(one.failure->parseError.offset > bytes.size());
        QVERIFY(one.failure->parseError.found.starts_with("{garb"));
        QCOMPARE(one.sink.frames.size(), std::size_t(1000));
        QCOMPARE(one.sink.received, std::uint64_t(1000));
    }

    void overTheLimits_data()
    {
        QTest::addColumn<std::string>("bytes");
        QTest::addColumn<ParseErrorCode>("code");
        QTest::newRow("announced body")
            << std::string("MESSAGE\ncontent-length:1001\n\n") << ParseErrorCode::BodyTooLarge;
        QTest::newRow("endless body")
            << "MESSAGE\n\n" + std::string(5000, 'x') << ParseErrorCode::BodyTooLarge;
        QTest::newRow("header line")
            << "MESSAGE\n" + std::string(5000, 'x') << ParseErrorCode::HeaderLineTooLong;
        QTest::newRow("headers") << std::string("MESSAGE\na:1\nb:1\nc:1\nd:1\n")
                                 << ParseErrorCode::TooManyHeaders;
    }

    void overTheLimits()
    {
        QFETCH(std::string, bytes);
        QFETCH(ParseErrorCode, code);
        ClientFixture one;
        one.server.behave();
        ClientOptions options = one.options();
        options.session.limits.body = 1000;
        options.session.limits.headerLine = 200;
        options.session.limits.headerCount = 3;
        one.client.connectToBroker(options);
        QTRY_COMPARE(one.client.state(), Client::State::Connected);
        one.server.last()->write(ScriptedServer::frame("MESSAGE", {}, "fine") + bytes);
        QTRY_VERIFY(one.failure);
        QCOMPARE(toString(one.failure->reason), toString(CloseReason::ProtocolError));
        QCOMPARE(one.failure->parseError.code, code);
        QCOMPARE(one.sink.frames.size(), std::size_t(1));
    }

    void errorAndClosed()
    {
        ClientFixture one;
        QVERIFY(one.connectClient());
        one.server.last()->write(ScriptedServer::frame("ERROR", {{"message", "precondition"}}));
        one.server.last()->hangUp();
        QTRY_VERIFY(one.failure);
        QCOMPARE(toString(one.failure->reason), toString(CloseReason::ErrorFrame));
        QCOMPARE(one.failure->errorFrame->value("message"), "precondition");
    }

    void peerThatFallsSilent()
    {
        ClientFixture one;
        one.server.behave("100,100");
        ClientOptions options = one.options();
        options.session.heartBeat = {100, 100};
        QSignalSpy silent(&one.client, &Client::peerSilent);
        one.client.connectToBroker(options);
        QTRY_VERIFY(one.failure);
        QCOMPARE(toString(one.failure->reason), toString(CloseReason::HeartBeatLost));
        QCOMPARE(silent.size(), 1);
        QVERIFY(silent.at(0).at(0).toBool());
        // Ours were sent all the time.
        const std::string& received = one.server.last()->received;
        QVERIFY(std::count(received.rbegin(), received.rend() - 60, '\n') > 5);
    }

    void aNewTryInheritsNothing()
    {
        ClientFixture one;
        QVERIFY(one.connectClient());
        one.client.subscribe({.destination = "/a"});
        one.server.last()->write("MESSAGE\n\nhalf a mess");
        one.server.last()->hangUp();
        QTRY_VERIFY(one.failure);
        one.failure.reset();
        QVERIFY(one.connectClient());
        one.server.last()->write(ScriptedServer::frame("MESSAGE", {{"subscription", "1"}}, "new"));
        QTRY_COMPARE(one.sink.frames.size(), std::size_t(1));
        QCOMPARE(one.sink.origins[0].subscription, SubscriptionKey(0));
        QCOMPARE(one.sink.frames[0].body, "new");
        QVERIFY(!one.failure);
    }
};

QTEST_GUILESS_MAIN(TestClientFailures)
#include "tst_client_failures.moc"
