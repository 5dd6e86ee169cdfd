#include <support/faultline.h>

#include <algorithm>

using namespace Stomp;
using Scheme = BrokerUrl::Scheme;
using Stage = ConnectionFailure::Stage;
using State = Client::State;
using Testing::FaultLine;
using Testing::StompServer;

/** Connections that break at any byte, and bytes that come one by one. */
class TestClientCuts : public QObject
{
    Q_OBJECT

    /** Connects, asks for an answer, and is cut behind so many of the broker's bytes. */
    [[nodiscard]] std::unique_ptr<FaultLine> cutAfter(
        Scheme scheme, bool resets, std::optional<qint64> bytes) const
    {
        auto line = std::make_unique<FaultLine>(scheme);
        line->proxy.resets = resets;
        line->proxy.cutAfterServer = bytes;
        line->server.onFrame = [](StompServer::Peer& peer, const Frame& one) {
            if (one.command != "BEGIN")
                return false;
            std::string answer = StompServer::receipt(one);
            for (const std::string& message : Testing::awkwardMessages())
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
        const std::string receipt = StompServer::frame("RECEIPT", {{"receipt-id", "r1"}});
        std::vector<std::size_t> ends{0, hello.size(), hello.size() + receipt.size()};
        for (const std::string& message : Testing::awkwardMessages())
            ends.push_back(ends.back() + message.size());
        const std::size_t asked = ends.at(1);

        for (std::size_t at = 0; at < ends.back(); ++at) {
            const auto line = cutAfter(Scheme::Stomp, resets, static_cast<qint64>(at));
            const std::string place = "cut at " + std::to_string(at);
            QVERIFY2(FaultLine::comes(line->failed), place.c_str());
            const ConnectionFailure failure = line->failure();
            const auto whole = static_cast<std::size_t>(
                                   std::upper_bound(ends.begin(), ends.end(), at) - ends.begin())
                - 1;
            QVERIFY2(
                failure.stage == (at < asked ? Stage::Handshake : Stage::Session), place.c_str());
            QVERIFY2(failure.reason == CloseReason::PeerClosed
                    || failure.reason == CloseReason::TransportFailed,
                place.c_str());
            QVERIFY2(failure.inFrame == (ends[whole] != at), place.c_str());
            QVERIFY2(line->connected.size() == (whole >= 1 ? 1 : 0), place.c_str());
            QVERIFY2(line->confirmed.size() == (whole >= 2 ? 1 : 0), place.c_str());
            QVERIFY2(line->refused.size() == (whole == 1 ? 1 : 0), place.c_str());
            if (whole == 1)
                QVERIFY2(line->refusal() == RequestFailure::SessionEnded, place.c_str());
            QVERIFY2(line->sink.frames.size() == (whole > 2 ? whole - 2 : 0), place.c_str());
            QVERIFY2(line->sink.received == line->sink.frames.size(), place.c_str());
            QVERIFY2(line->failed.size() == 1 && line->disconnected.isEmpty(), place.c_str());
            QVERIFY2(line->client.state() == State::Disconnected, place.c_str());
        }
    }

    void cutAnywhere_data()
    {
        QTest::addColumn<Scheme>("scheme");
        QTest::addColumn<bool>("resets");
        for (const auto& [name, scheme] : Testing::allSchemes) {
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
        QTRY_COMPARE(whole->sink.frames.size(), Testing::awkwardMessages().size());
        const std::vector<Frame> all = whole->sink.frames;
        const qint64 size = whole->proxy.fromServer();
        for (qint64 i = 0; i < places; ++i) {
            const qint64 at = (size - 20) * i / places;
            const std::string place = "cut at " + std::to_string(at);
            const auto line = cutAfter(scheme, resets, at);
            QVERIFY2(FaultLine::comes(line->failed), place.c_str());
            const std::vector<Frame>& frames = line->sink.frames;
            QVERIFY2(frames.size() <= all.size(), place.c_str());
            QVERIFY2(std::equal(frames.begin(), frames.end(), all.begin()), place.c_str());
            QVERIFY2(line->confirmed.size() + line->refused.size() == line->connected.size(),
                place.c_str());
            QVERIFY2(line->failed.size() == 1 && line->disconnected.isEmpty(), place.c_str());
            QVERIFY2(line->client.state() == State::Disconnected, place.c_str());
        }
    }

    void oneByteAtATime_data() { Testing::addSchemes(); }

    // Both ways, handshakes included.
    void oneByteAtATime()
    {
        QFETCH(Scheme, scheme);
        const auto line = std::make_unique<FaultLine>(scheme);
        line->proxy.drips = 1;
        line->server.onFrame = [](StompServer::Peer& peer, const Frame& one) {
            if (one.command == "SUBSCRIBE") {
                for (const std::string& message : Testing::awkwardMessages())
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
        const std::string body =
            "{\"name\":\"Zoë\"}" + std::string(1000, 'x') + std::string(5, '\0');
        line->client.send({{}, {{"destination", "/queue/a"}}, body}, ContentLength::Write);
        QTRY_COMPARE(line->confirmed.size(), 1);
        QCOMPARE(line->server.frames.back().body, body);
        line->client.disconnectFromBroker();
        QTRY_COMPARE(line->disconnected.size(), 1);
        QCOMPARE(line->failed.size(), 0);
    }
};

QTEST_GUILESS_MAIN(TestClientCuts)
#include "tst_client_cuts.moc"
