#include <stomp/client/client.h>

#include <support/faultproxy.h>
#include <support/listsink.h>
#include <support/printing.h>
#include <support/stompserver.h>
#include <support/testcertificates.h>

#include <QRegularExpression>
#include <QSignalSpy>
#include <QTest>

#include <algorithm>
#include <array>

using namespace Stomp;
using Scheme = BrokerUrl::Scheme;
using Stage = ConnectionFailure::Stage;
using State = Client::State;
using Testing::FaultProxy;
using Testing::ListSink;
using Testing::StompServer;
using Testing::TestCertificate;
using Testing::TestCertificates;

namespace {

constexpr std::array<std::pair<const char*, Scheme>, 4> schemes{
    {{"tcp", Scheme::Stomp}, {"tls", Scheme::Stomps}, {"ws", Scheme::Ws}, {"wss", Scheme::Wss}}};

/** A client, a broker, and what stands between them. */
struct Line
{
    StompServer server;
    FaultProxy proxy{server.port()};
    ListSink sink;
    Client client{sink};
    ClientOptions options;
    QSignalSpy connected{&client, &Client::connected};
    QSignalSpy confirmed{&client, &Client::requestConfirmed};
    QSignalSpy refused{&client, &Client::requestFailed};
    QSignalSpy failed{&client, &Client::failed};
    QSignalSpy disconnected{&client, &Client::disconnected};

    Line(Scheme scheme, const TestCertificates& authority, const TestCertificate& certificate)
        : server(scheme,
            scheme == Scheme::Stomps || scheme == Scheme::Wss
                ? std::optional(TestCertificates::serverConfiguration(certificate))
                : std::nullopt)
    {
        options.url = server.url();
        options.url.port = proxy.port();
        options.tls.caFile = authority.caFile();
        options.session.headers = {{"client-id", "line"}};
    }

    static bool comes(QSignalSpy& spy) { return !spy.isEmpty() || spy.wait(20'000); }
    [[nodiscard]] bool open()
    {
        client.connectToBroker(options);
        return comes(connected);
    }
    [[nodiscard]] ConnectionFailure failure() const
    {
        return failed.value(0).value(0).value<ConnectionFailure>();
    }
    [[nodiscard]] RequestFailure refusal() const
    {
        return refused.value(0).value(1).value<RequestFailure>();
    }
};

/** What the broker of cutAnywhere() says after CONNECTED, and where each part of it ends. */
struct Answer
{
    std::string receipt;
    std::vector<std::string> messages{
        StompServer::frame("MESSAGE", {{"message-id", "1"}, {"subscription", "s"}}, "one"),
        StompServer::frame(
            "MESSAGE", {{"message-id", "2"}, {"subscription", "s"}}, std::string("\0t\0w\0o\0", 7)),
        StompServer::frame("MESSAGE", {{"message-id", "3\n\\:"}, {"subscription", "s"}}, "Zoë 📦"),
    };
};

} // namespace

/** What networks and brokers do to a connection, over every transport. */
class TestClientFaults : public QObject
{
    Q_OBJECT

    TestCertificates m_authority;
    TestCertificate m_certificate = m_authority.make(QStringLiteral("good"));

    [[nodiscard]] std::unique_ptr<Line> makeLine(Scheme scheme) const
    {
        return std::make_unique<Line>(scheme, m_authority, m_certificate);
    }
    static void addSchemes()
    {
        QTest::addColumn<Scheme>("scheme");
        for (const auto& [name, scheme] : schemes)
            QTest::newRow(name) << scheme;
    }

    /** Connects, asks for an answer, and is cut behind so many of the broker's bytes. */
    [[nodiscard]] std::unique_ptr<Line> cutAfter(
        Scheme scheme, bool resets, std::optional<qint64> bytes) const
    {
        auto line = makeLine(scheme);
        line->proxy.resets = resets;
        line->proxy.cutAfterServer = bytes;
        line->server.onFrame = [](StompServer::Peer& peer, const Frame& one) {
            if (one.command != "BEGIN")
                return false;
            std::string answer = StompServer::receipt(one);
            for (const std::string& message : Answer().messages)
                answer += message;
            peer.write(answer);
            return true;
        };
        connect(&line->client, &Client::connected, &line->client,
            [client = &line->client] { client->begin("t"); });
        line->client.connectToBroker(line->options);
        return line;
    }

private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral(".*"))); }

    void cutAtEachByte_data()
    {
        QTest::addColumn<bool>("resets");
        QTest::newRow("reset") << true;
        QTest::newRow("closed") << false;
    }

    // Over plain TCP it is known what the client must have of it.
    void cutAtEachByte()
    {
        QFETCH(bool, resets);
        const std::string hello =
            StompServer::frame("CONNECTED", {{"version", "1.2"}, {"heart-beat", "0,0"}});
        const std::string receipt = StompServer::frame("RECEIPT", {{"receipt-id", "r-1"}});
        std::vector<std::size_t> ends{0, hello.size(), hello.size() + receipt.size()};
        for (const std::string& message : Answer().messages)
            ends.push_back(ends.back() + message.size());
        const std::size_t asked = ends.at(1);

        for (std::size_t at = 0; at < ends.back(); ++at) {
            const auto line = cutAfter(Scheme::Stomp, resets, static_cast<qint64>(at));
            const auto place = [&, at] {
                return qPrintable(QStringLiteral("cut at %1").arg(at));
            };
            QVERIFY2(Line::comes(line->failed), place());
            const ConnectionFailure failure = line->failure();
            const auto whole =
                static_cast<std::size_t>(std::upper_bound(ends.begin(), ends.end(), at) - ends.begin()) - 1;
            QVERIFY2(failure.stage == (at < asked ? Stage::Handshake : Stage::Session), place());
            QVERIFY2(failure.reason == CloseReason::PeerClosed
                    || failure.reason == CloseReason::TransportFailed,
                place());
            QVERIFY2(failure.inFrame == (ends[whole] != at), place());
            QVERIFY2(line->connected.size() == (whole >= 1 ? 1 : 0), place());
            QVERIFY2(line->confirmed.size() == (whole >= 2 ? 1 : 0), place());
            QVERIFY2(line->refused.size() == (whole == 1 ? 1 : 0), place());
            if (whole == 1)
                QVERIFY2(line->refusal() == RequestFailure::SessionEnded, place());
            QVERIFY2(line->sink.frames.size() == (whole > 2 ? whole - 2 : 0), place());
            QVERIFY2(line->sink.received == line->sink.frames.size(), place());
            QVERIFY2(line->failed.size() == 1 && line->disconnected.isEmpty(), place());
            QVERIFY2(line->client.state() == State::Disconnected, place());
        }
    }

    void cutAnywhere_data()
    {
        QTest::addColumn<Scheme>("scheme");
        QTest::addColumn<bool>("resets");
        for (const auto& [name, scheme] : schemes) {
            QTest::addRow("%s reset", name) << scheme << true;
            QTest::addRow("%s closed", name) << scheme << false;
        }
    }

    // From TCP over the handshakes to the last message: one failure, and nothing but whole frames.
    void cutAnywhere()
    {
        QFETCH(Scheme, scheme);
        QFETCH(bool, resets);
        constexpr qint64 places = 25;
        const auto whole = cutAfter(scheme, resets, {});
        QTRY_COMPARE(whole->sink.frames.size(), Answer().messages.size());
        const std::vector<Frame> all = whole->sink.frames;
        const qint64 size = whole->proxy.fromServer();
        for (qint64 i = 0; i < places; ++i) {
            const auto line = cutAfter(scheme, resets, (size - 20) * i / places);
            const auto place = [=] {
                return qPrintable(QStringLiteral("cut at %1").arg((size - 20) * i / places));
            };
            QVERIFY2(Line::comes(line->failed), place());
            const std::vector<Frame>& frames = line->sink.frames;
            QVERIFY2(frames.size() <= all.size(), place());
            QVERIFY2(std::equal(frames.begin(), frames.end(), all.begin()), place());
            QVERIFY2(line->confirmed.size() + line->refused.size() == line->connected.size(), place());
            QVERIFY2(line->failed.size() == 1 && line->disconnected.isEmpty(), place());
            QVERIFY2(line->client.state() == State::Disconnected, place());
        }
    }

    void oneByteAtATime_data() { addSchemes(); }

    // Both ways, handshakes included.
    void oneByteAtATime()
    {
        QFETCH(Scheme, scheme);
        const auto line = makeLine(scheme);
        line->proxy.drips = true;
        line->server.onFrame = [](StompServer::Peer& peer, const Frame& one) {
            if (one.command == "SUBSCRIBE") {
                for (const std::string& message : Answer().messages)
                    peer.write(message + "\r\n\n");
            }
            return false;
        };
        QVERIFY(line->open());
        line->client.subscribe({.destination = "/queue/a"});
        QTRY_COMPARE(line->sink.frames.size(), std::size_t(3));
        QCOMPARE(line->sink.frames[1].body, std::string("\0t\0w\0o\0", 7));
        QCOMPARE(line->sink.frames[2].value("message-id"), "3\n\\:");
        QCOMPARE(line->sink.frames[2].body, "Zoë 📦");
        const std::string body = "{\"name\":\"Zoë\"}" + std::string(1000, 'x') + std::string(5, '\0');
        line->client.send({{}, {{"destination", "/queue/a"}}, body}, ContentLength::Write);
        QTRY_COMPARE(line->confirmed.size(), 1);
        QCOMPARE(line->server.frames.back().body, body);
        line->client.disconnectFromBroker();
        QTRY_COMPARE(line->disconnected.size(), 1);
        QCOMPARE(line->failed.size(), 0);
    }

    void errorWithoutClose_data() { addSchemes(); }

    void errorWithoutClose()
    {
        QFETCH(Scheme, scheme);
        const auto line = makeLine(scheme);
        line->options.session.errorLinger = 20;
        QSignalSpy errors(&line->client, &Client::errorReceived);
        QSignalSpy stayed(&line->client, &Client::stayedOpenAfterError);
        line->server.onFrame = [](StompServer::Peer& peer, const Frame& one) {
            if (one.command != "SEND")
                return false;
            peer.write(StompServer::frame("ERROR",
                {{"message", "no"}, {"receipt-id", std::string(one.value("receipt"))}}, "why"));
            return true;
        };
        QVERIFY(line->open());
        line->client.send({{}, {{"destination", "/queue/a"}}, "x"}, ContentLength::Write);
        QTRY_COMPARE(stayed.size(), 1);
        QCOMPARE(errors.size(), 1);
        QCOMPARE(errors.at(0).at(0).value<Frame>().body, "why");
        QCOMPARE(line->refused.size(), 1);
        QCOMPARE(toString(line->refusal()), toString(RequestFailure::Error));
        // It can be used on, both ways, and be left in order.
        line->client.begin("t");
        QTRY_COMPARE(line->confirmed.size(), 1);
        line->server.last()->write(Answer().messages.front());
        QTRY_COMPARE(line->sink.frames.size(), std::size_t(1));
        line->client.disconnectFromBroker();
        QTRY_COMPARE(line->disconnected.size(), 1);
        QCOMPARE(line->failed.size(), 0);
        QCOMPARE(stayed.size(), 1);
    }

    void refusedWithoutClose_data() { addSchemes(); }

    void refusedWithoutClose()
    {
        QFETCH(Scheme, scheme);
        const auto line = makeLine(scheme);
        line->server.onFrame = [](StompServer::Peer& peer, const Frame&) {
            peer.write(StompServer::frame("ERROR", {{"message", "Bad CONNECT"}}, "no such user"));
            return true;
        };
        line->client.connectToBroker(line->options);
        QVERIFY(Line::comes(line->failed));
        QCOMPARE(line->failure().stage, Stage::Handshake);
        QCOMPARE(toString(line->failure().reason), toString(CloseReason::Refused));
        QCOMPARE(line->failure().errorFrame->body, "no such user");
        QTRY_VERIFY(line->server.last()->isGone); // by our hand
    }

    void closeWithoutError_data()
    {
        QTest::addColumn<Scheme>("scheme");
        QTest::addColumn<std::string>("insteadOf");
        for (const auto& [name, scheme] : schemes) {
            QTest::addRow("%s, instead of CONNECTED", name) << scheme << std::string("CONNECT");
            QTest::addRow("%s, instead of a receipt", name) << scheme << std::string("BEGIN");
            QTest::addRow("%s, out of the blue", name) << scheme << std::string();
        }
    }

    void closeWithoutError()
    {
        QFETCH(Scheme, scheme);
        QFETCH(std::string, insteadOf);
        const auto line = makeLine(scheme);
        line->server.onFrame = [=](StompServer::Peer& peer, const Frame& one) {
            if (one.command != insteadOf)
                return false;
            peer.hangUp();
            return true;
        };
        const bool opens = insteadOf != "CONNECT";
        if (opens) {
            QVERIFY(line->open());
            line->client.begin("t");
            if (insteadOf.empty()) {
                QTRY_COMPARE(line->confirmed.size(), 1);
                line->server.last()->hangUp();
            }
        } else {
            line->client.connectToBroker(line->options);
        }
        QVERIFY(Line::comes(line->failed));
        QCOMPARE(line->failure().stage, opens ? Stage::Session : Stage::Handshake);
        QCOMPARE(toString(line->failure().reason), toString(CloseReason::PeerClosed));
        QVERIFY(!line->failure().inFrame);
        QVERIFY(!line->failure().errorFrame);
        QCOMPARE(line->refused.size(), insteadOf == "BEGIN" ? 1 : 0);
        if (insteadOf == "BEGIN")
            QCOMPARE(toString(line->refusal()), toString(RequestFailure::SessionEnded));
        QCOMPARE(line->disconnected.size(), 0);
    }

    // All transports at once, for the client waits two seconds before it gives a peer up.
    void halfOpen()
    {
        std::vector<std::unique_ptr<Line>> lines;
        for (const auto& [name, scheme] : schemes)
            lines.push_back(makeLine(scheme));
        for (const auto& line : lines) {
            line->options.session.heartBeat = {100, 100};
            line->server.beat();
            QVERIFY(line->open());
            // Heart-beats come through, ours and theirs.
            const std::string& received = line->server.last()->received;
            const auto before = std::count(received.begin(), received.end(), '\n');
            const auto beats = [&] {
                return std::count(received.begin(), received.end(), '\n') - before;
            };
            QTRY_VERIFY(beats() > 3);
            QCOMPARE(line->failed.size(), 0);
        }
        std::vector<std::unique_ptr<QSignalSpy>> silences;
        for (const auto& line : lines) {
            silences.push_back(std::make_unique<QSignalSpy>(&line->client, &Client::peerSilent));
            line->proxy.swallows = true;
            line->client.begin("t");
        }
        for (std::size_t i = 0; i < lines.size(); ++i) {
            const Line& line = *lines[i];
            const char* name = schemes[i].first;
            QVERIFY2(Line::comes(lines[i]->failed), name);
            QVERIFY2(line.failure().reason == CloseReason::HeartBeatLost, name);
            QVERIFY2(line.failure().stage == Stage::Session, name);
            QVERIFY2(!silences[i]->isEmpty() && silences[i]->last().at(0).toBool(), name);
            QVERIFY2(line.refused.size() == 1, name);
            QVERIFY2(line.refusal() == RequestFailure::SessionEnded, name);
            QVERIFY2(line.confirmed.isEmpty() && line.disconnected.isEmpty(), name);
            QVERIFY2(!line.server.last()->isGone, name); // nobody has told it
            QVERIFY2(line.server.frames.size() == 1, name); // nor of BEGIN
        }
    }
};

QTEST_GUILESS_MAIN(TestClientFaults)
#include "tst_client_faults.moc"
