#include <support/faultline.h>

#include <algorithm>

using namespace Stomp;
using Scheme = BrokerUrl::Scheme;
using Stage = ConnectionFailure::Stage;
using State = Client::State;
using Testing::FaultLine;
using Testing::StompServer;

/** Brokers that do not do what they should, and a network that forgets, over every transport. */
class TestClientFaults : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral(".*"))); }

    void errorWithoutClose_data() { Testing::addSchemes(); }

    void errorWithoutClose()
    {
        QFETCH(Scheme, scheme);
        const auto line = std::make_unique<FaultLine>(scheme);
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
        line->server.last()->write(Testing::awkwardMessages().front());
        QTRY_COMPARE(line->sink.frames.size(), std::size_t(1));
        line->client.disconnectFromBroker();
        QTRY_COMPARE(line->disconnected.size(), 1);
        QCOMPARE(line->failed.size(), 0);
        QCOMPARE(stayed.size(), 1);
    }

    void refusedWithoutClose_data() { Testing::addSchemes(); }

    void refusedWithoutClose()
    {
        QFETCH(Scheme, scheme);
        const auto line = std::make_unique<FaultLine>(scheme);
        line->server.onFrame = [](StompServer::Peer& peer, const Frame&) {
            peer.write(StompServer::frame("ERROR", {{"message", "Bad CONNECT"}}, "no such user"));
            return true;
        };
        line->client.connectToBroker(line->options);
        QVERIFY(FaultLine::comes(line->failed));
        QCOMPARE(line->failure().stage, Stage::Handshake);
        QCOMPARE(toString(line->failure().reason), toString(CloseReason::Refused));
        QCOMPARE(line->failure().errorFrame->body, "no such user");
        QTRY_VERIFY(line->server.last()->isGone); // by our hand
    }

    void closeWithoutError_data()
    {
        QTest::addColumn<Scheme>("scheme");
        QTest::addColumn<std::string>("insteadOf");
        for (const auto& [name, scheme] : Testing::allSchemes) {
            QTest::addRow("%s, instead of CONNECTED", name) << scheme << std::string("CONNECT");
            QTest::addRow("%s, instead of a receipt", name) << scheme << std::string("BEGIN");
            QTest::addRow("%s, out of the blue", name) << scheme << std::string();
        }
    }

    void closeWithoutError()
    {
        QFETCH(Scheme, scheme);
        QFETCH(std::string, insteadOf);
        const auto line = std::make_unique<FaultLine>(scheme);
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
        QVERIFY(FaultLine::comes(line->failed));
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
        std::vector<std::unique_ptr<FaultLine>> lines;
        for (const auto& [name, scheme] : Testing::allSchemes)
            lines.push_back(std::make_unique<FaultLine>(scheme));
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
            const FaultLine& line = *lines[i];
            const char* name = Testing::allSchemes[i].first;
            QVERIFY2(FaultLine::comes(lines[i]->failed), name);
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

    // Over TLS and WebSocket nothing can be read until a record, or a message, is whole: here it
    // takes longer than silence may last.
    void slowBytesAreSignsOfLife()
    {
        std::vector<std::unique_ptr<FaultLine>> lines;
        for (const auto& [name, scheme] : Testing::allSchemes)
            lines.push_back(std::make_unique<FaultLine>(scheme));
        const std::string body(200, 'x');
        for (const auto& line : lines) {
            line->options.session.heartBeat = {0, 100};
            line->server.beat();
            QVERIFY(line->open());
            line->proxy.drips = 1;
            line->proxy.dripEveryMs = 20;
            line->server.last()->write(StompServer::frame("MESSAGE", {{"message-id", "1"}}, body));
        }
        for (std::size_t i = 0; i < lines.size(); ++i) {
            const FaultLine& line = *lines[i];
            const char* name = Testing::allSchemes[i].first;
            const auto ends = [&line] {
                return !line.sink.frames.empty() || !line.failed.isEmpty();
            };
            QVERIFY2(QTest::qWaitFor(ends, 60'000), name);
            QVERIFY2(line.failed.isEmpty(), name);
            QCOMPARE(line.sink.frames.front().body, body);
        }
    }
};

QTEST_GUILESS_MAIN(TestClientFaults)
#include "tst_client_faults.moc"
