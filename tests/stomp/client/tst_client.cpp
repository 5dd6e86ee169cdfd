#include <support/clientfixture.h>

#include <QThread>

using namespace Stomp;
using Testing::ClientFixture;
using Testing::ScriptedServer;
using State = Client::State;

/** What works: connecting, requests and their answers, messages, leaving. */
class TestClient : public QObject
{
    Q_OBJECT

    static Frame frameTo(std::string_view destination, std::string_view body)
    {
        Frame frame;
        frame.add("destination", destination);
        frame.body = body;
        return frame;
    }

private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral(".*"))); }

    void goesThroughItsStates()
    {
        ClientFixture one;
        one.server.behave();
        QSignalSpy states(&one.client, &Client::stateChanged);
        QSignalSpy connected(&one.client, &Client::connected);
        QCOMPARE(one.client.state(), State::Disconnected);
        QVERIFY(!one.client.info());
        one.client.connectToBroker(one.options());
        QCOMPARE(one.client.state(), State::Opening);
        QTRY_COMPARE(connected.size(), 1);
        QCOMPARE(toString(one.client.info()->version), toString(Version::V12));
        one.client.disconnectFromBroker();
        QCOMPARE(one.client.state(), State::Disconnecting);
        QTRY_COMPARE(one.disconnections, 1);
        QVERIFY(!one.failure);
        QVERIFY(!one.client.info());
        QList<State> seen;
        for (const auto& arguments : states)
            seen.append(arguments.at(0).value<State>());
        QCOMPARE(seen,
            (QList<State>{State::Opening, State::Handshaking, State::Connected,
                State::Disconnecting, State::Disconnected}));
        QTRY_VERIFY(one.server.last()->isGone);
        QCOMPARE(one.server.last()->frames.back().command, "DISCONNECT");
    }

    void saysWhatTheOptionsSay()
    {
        ClientFixture one;
        one.server.behave();
        ClientOptions options = one.options();
        options.url.user = "me";
        options.url.password = "pass:word";
        options.url.vhost = "/";
        one.client.connectToBroker(options);
        QTRY_COMPARE(one.client.state(), State::Connected);
        const std::string expected = "CONNECT\naccept-version:1.0,1.1,1.2\nhost:/\n"
                                     "heart-beat:10000,10000\nlogin:me\npasscode:pass:word\n\n";
        QCOMPARE(one.server.last()->received, expected + '\0');
    }

    void recognisesTheBroker_data()
    {
        QTest::addColumn<QString>("server");
        QTest::addColumn<Dialect>("said");
        QTest::addColumn<Dialect>("expected");
        QTest::newRow("named") << QStringLiteral("RabbitMQ/3.10.8") << Dialect::ActiveMq
                               << Dialect::RabbitMq;
        QTest::newRow("unknown name")
            << QStringLiteral("foo/1") << Dialect::Artemis << Dialect::Artemis;
    }

    void recognisesTheBroker()
    {
        QFETCH(QString, server);
        QFETCH(Dialect, said);
        QFETCH(Dialect, expected);
        ClientFixture one;
        one.server.onFrame = [&](ScriptedServer::Peer& peer, const Frame&) {
            peer.write(ScriptedServer::frame(
                "CONNECTED", {{"version", "1.2"}, {"server", server.toStdString()}}));
        };
        ClientOptions options = one.options();
        options.dialect = said;
        one.client.connectToBroker(options);
        QCOMPARE(toString(one.client.dialect()), toString(said));
        QTRY_COMPARE(one.client.state(), State::Connected);
        QCOMPARE(toString(one.client.dialect()), toString(expected));
    }

    void subscribesAndReceives()
    {
        ClientFixture one;
        QVERIFY(one.connectClient());
        QSignalSpy changes(&one.client, &Client::subscriptionChanged);
        const SubscriptionKey key = one.client.subscribe({.destination = "/queue/a"});
        QCOMPARE(changes.size(), 1);
        QCOMPARE(changes.at(0).at(0).value<SubscriptionKey>(), key);
        QTRY_COMPARE(changes.size(), 2);
        QCOMPARE(toString(changes.at(1).at(1).value<SubscriptionState>()),
            toString(SubscriptionState::Confirmed));

        one.server.last()->write(ScriptedServer::frame("MESSAGE",
            {{"subscription", "1"}, {"message-id", "m"}, {"destination", "/queue/a"}},
            std::string_view("a\0b", 3)));
        QTRY_COMPARE(one.sink.frames.size(), std::size_t(1));
        QCOMPARE(one.sink.frames[0].body, std::string("a\0b", 3));
        QCOMPARE(one.sink.origins[0].subscription, key);
        QCOMPARE(one.sink.received, std::uint64_t(1));

        one.client.unsubscribe(key);
        QTRY_COMPARE(changes.size(), 3);
        QCOMPARE(toString(changes.at(2).at(1).value<SubscriptionState>()),
            toString(SubscriptionState::Ended));
        QVERIFY(one.client.subscribe({.destination = "/queue/b"}) > key);
    }

    void measuresRoundTrips()
    {
        ClientFixture one;
        QVERIFY(one.connectClient());
        QSignalSpy confirmed(&one.client, &Client::requestConfirmed);
        QList<RequestId> ids;
        ids.append(one.client.begin("t"));
        ids.append(one.client.send(frameTo("/queue/a", "hi"), ContentLength::Omit));
        ids.append(one.client.acknowledge({0, "m", "a"}));
        ids.append(one.client.commitTransaction("t"));
        QVERIFY(QSet<RequestId>(ids.begin(), ids.end()).size() == 4);
        QTRY_COMPARE(confirmed.size(), 3); // the ACK is of no subscription of ours
        QCOMPARE(confirmed.at(1).at(0).value<RequestId>(), ids.at(1));
        QVERIFY(confirmed.at(1).at(1).toLongLong() > 0);
    }

    void acknowledgesByReference()
    {
        ClientFixture one;
        QVERIFY(one.connectClient());
        const SubscriptionKey key =
            one.client.subscribe({.destination = "/queue/a", .ack = AckMode::Client});
        one.server.last()->write(ScriptedServer::frame(
            "MESSAGE", {{"subscription", "1"}, {"message-id", "m"}, {"ack", "a-7"}}, "x"));
        QTRY_COMPARE(one.sink.frames.size(), std::size_t(1));
        QSignalSpy confirmed(&one.client, &Client::requestConfirmed);
        const RequestId ack = one.client.acknowledge({key, "m", "a-7"});
        const RequestId nack = one.client.reject({key, "m", "a-7"}, "t");
        QTRY_COMPARE(confirmed.size(), 2);
        QCOMPARE(confirmed.at(0).at(0).value<RequestId>(), ack);
        QCOMPARE(confirmed.at(1).at(0).value<RequestId>(), nack);
        const auto& frames = one.server.last()->frames;
        QCOMPARE(frames[frames.size() - 2].command, "ACK");
        QCOMPARE(frames[frames.size() - 2].value("id"), "a-7");
        QCOMPARE(frames.back().command, "NACK");
        QCOMPARE(frames.back().value("transaction"), "t");
    }

    void refusesAfterReturning()
    {
        ClientFixture one;
        QSignalSpy failed(&one.client, &Client::requestFailed);
        QSignalSpy changes(&one.client, &Client::subscriptionChanged);
        const RequestId first = one.client.send(frameTo("/queue/a", "x"), ContentLength::Omit);
        const SubscriptionKey key = one.client.subscribe({.destination = "/queue/a"});
        QCOMPARE(failed.size(), 0);
        QTRY_COMPARE(failed.size(), 1);
        QCOMPARE(failed.at(0).at(0).value<RequestId>(), first);
        QCOMPARE(toString(failed.at(0).at(1).value<RequestFailure>()),
            toString(RequestFailure::NotSent));
        QTRY_COMPARE(changes.size(), 1);
        QCOMPARE(changes.at(0).at(0).value<SubscriptionKey>(), key);
        QCOMPARE(toString(changes.at(0).at(1).value<SubscriptionState>()),
            toString(SubscriptionState::Refused));

        QVERIFY(one.connectClient());
        const RequestId second =
            one.client.send(frameTo("/queue/a", std::string_view("\0", 1)), ContentLength::Omit);
        QVERIFY(second > first);
        QTRY_COMPARE(failed.size(), 2);
        QCOMPARE(failed.at(1).at(0).value<RequestId>(), second);
        one.client.abort();
        QCOMPARE(one.disconnections, 1);
        QVERIFY(one.client.send(frameTo("/queue/a", "x"), ContentLength::Omit) > second);
    }

    void errorsAreShownAndSurvived()
    {
        ClientFixture one;
        one.server.behave();
        ClientOptions options = one.options();
        options.session.errorLinger = 1;
        one.client.connectToBroker(options);
        QTRY_COMPARE(one.client.state(), State::Connected);
        QSignalSpy errors(&one.client, &Client::errorReceived);
        QSignalSpy stayedOpen(&one.client, &Client::stayedOpenAfterError);
        QSignalSpy unexpected(&one.client, &Client::unexpectedFrame);
        one.server.last()->write(ScriptedServer::frame("ERROR", {{"message", "no"}}, "why"));
        QTRY_COMPARE(stayedOpen.size(), 1);
        QCOMPARE(errors.at(0).at(0).value<Frame>().body, "why");
        one.server.last()->write(ScriptedServer::frame("RECEIPT", {{"receipt-id", "x"}}));
        QTRY_COMPARE(unexpected.size(), 1);
        QCOMPARE(one.client.state(), State::Connected);
    }

    void leavesWithEverythingWritten()
    {
        ClientFixture one;
        QVERIFY(one.connectClient());
        const std::string body(10'000'000, 'x');
        QSignalSpy written(&one.client, &Client::bytesWritten);
        one.client.send(frameTo("/queue/a", body), ContentLength::Write, false);
        QVERIFY(one.client.bytesToWrite() > body.size());
        one.client.disconnectFromBroker();
        QTRY_COMPARE(one.disconnections, 1);
        QVERIFY(!written.isEmpty());
        const auto& frames = one.server.last()->frames;
        QCOMPARE(frames[1].body.size(), body.size());
        QCOMPARE(frames[2].command, "DISCONNECT");
        QCOMPARE(one.client.bytesToWrite(), std::size_t(0));
    }

    void receivesByteByByte()
    {
        ClientFixture one;
        QVERIFY(one.connectClient());
        std::string bytes;
        for (const char* body : {"one", "two", "three"})
            bytes += ScriptedServer::frame("MESSAGE", {{"message-id", "m:\\\n"}}, body) + "\r\n\n";
        one.server.last()->drip(bytes);
        QTRY_COMPARE(one.sink.frames.size(), std::size_t(3));
        QCOMPARE(one.sink.frames[2].body, "three");
        QCOMPARE(one.sink.frames[2].value("message-id"), "m:\\\n");
    }

    void bodies_data()
    {
        QTest::addColumn<int>("size");
        QTest::addColumn<char>("fill");
        QTest::addColumn<bool>("sized");
        QTest::newRow("empty") << 0 << 'x' << true;
        QTest::newRow("empty, no content-length") << 0 << 'x' << false;
        QTest::newRow("all NUL") << 1000 << '\0' << true;
        QTest::newRow("20 MB") << 20'000'000 << 'x' << true;
        QTest::newRow("20 MB of NUL") << 20'000'000 << '\0' << true;
        QTest::newRow("20 MB, no content-length") << 20'000'000 << 'x' << false;
    }

    void bodies()
    {
        QFETCH(int, size);
        QFETCH(char, fill);
        QFETCH(bool, sized);
        ClientFixture one;
        QVERIFY(one.connectClient());
        const std::string body(std::size_t(size), fill);
        std::string bytes = "MESSAGE\nmessage-id:m\n";
        if (sized)
            bytes += "content-length:" + std::to_string(size) + '\n';
        bytes += '\n' + body + '\0';
        one.server.last()->write(bytes);
        QTRY_COMPARE(one.sink.frames.size(), std::size_t(1));
        QVERIFY(one.sink.frames[0].body == body);
    }

    // Two connections and their server on one thread.
    void severalAtOnce()
    {
        ClientFixture one;
        Testing::ListSink otherSink;
        Client other(otherSink);
        QVERIFY(one.connectClient());
        ScriptedServer::Peer* firstPeer = one.server.last();
        other.connectToBroker(one.options());
        QTRY_COMPARE(other.state(), State::Connected);
        firstPeer->write(ScriptedServer::frame("MESSAGE", {}, "for one"));
        one.server.last()->write(ScriptedServer::frame("MESSAGE", {}, "for the other"));
        QTRY_COMPARE(one.sink.frames.size(), std::size_t(1));
        QTRY_COMPARE(otherSink.frames.size(), std::size_t(1));
        QCOMPARE(otherSink.frames[0].body, "for the other");
        QVERIFY(
            one.client.subscribe({.destination = "/a"}) != other.subscribe({.destination = "/a"}));
        firstPeer->hangUp();
        QTRY_VERIFY(one.failure);
        QCOMPARE(other.state(), State::Connected);
    }

    void livesOnAThreadOfItsOwn()
    {
        ScriptedServer server;
        server.behave();
        ClientOptions options;
        options.url = server.url();
        QThread thread;
        Testing::ListSink sink;
        auto* client = new Client(sink);
        client->moveToThread(&thread);
        connect(&thread, &QThread::finished, client, &QObject::deleteLater);
        thread.start();
        // Everything that a signal carries must cross threads.
        std::optional<SessionInfo> info;
        std::optional<ConnectionFailure> failure;
        QList<SubscriptionState> states;
        int confirmed = 0;
        QObject context;
        connect(client, &Client::connected, &context, [&](const SessionInfo& one) { info = one; });
        connect(client, &Client::failed, &context,
            [&](const ConnectionFailure& one) { failure = one; });
        connect(client, &Client::subscriptionChanged, &context,
            [&](SubscriptionKey, SubscriptionState state) { states.append(state); });
        connect(client, &Client::requestConfirmed, &context, [&] { ++confirmed; });
        QMetaObject::invokeMethod(client, [=] { client->connectToBroker(options); });
        QTRY_VERIFY(info);
        QCOMPARE(toString(info->version), toString(Version::V12));
        const SubscriptionKey key = Client::newSubscriptionKey();
        QMetaObject::invokeMethod(client, [=] {
            client->subscribe(key, {.destination = "/queue/a"});
            client->send(frameTo("/queue/a", "x"), ContentLength::Omit);
        });
        QTRY_COMPARE(confirmed, 1);
        QVERIFY(states
            == (QList<SubscriptionState>{
                SubscriptionState::Requested, SubscriptionState::Confirmed}));
        server.last()->hangUp();
        QTRY_VERIFY(failure);
        QCOMPARE(toString(failure->reason), toString(CloseReason::PeerClosed));
        thread.quit();
        QVERIFY(thread.wait());
    }
};

QTEST_GUILESS_MAIN(TestClient)
#include "tst_client.moc"
