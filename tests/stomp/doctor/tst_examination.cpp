#include <stomp/doctor/checklist.h>
#include <stomp/doctor/examination.h>
#include <stomp/doctor/portprobe.h>

#include <support/practicefixture.h>
#include <support/printing.h>
#include <support/scriptedserver.h>

#include <QRegularExpression>
#include <QTest>

#include <optional>

using namespace Stomp;
using namespace Testing;
using namespace Qt::StringLiterals;
using Step = Check::Step;
using Kind = Diagnosis::Kind;

namespace {

ClientOptions to(const QString& url)
{
    ClientOptions options;
    options.url = BrokerUrl::parse(url.toStdString()).url;
    options.session.connectTimeout = 1000;
    options.tcpTimeout = 5000;
    return options;
}

/** What an examination found; nothing when it did not end. */
class Run : public QObject
{
public:
    explicit Run(const ClientOptions& options) : m_examination(options)
    {
        connect(&m_examination, &Examination::finished, this, [this](const Findings& found) {
            ++ended;
            findings = found;
            list = checklistOf(found);
        });
        m_examination.start();
    }

    int ended = 0;
    Findings findings;
    Checklist list;

private:
    Examination m_examination;
};

} // namespace

/** The doctor's questions on real sockets of this machine. */
class TestExamination : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(u".*"_s)); }

    void passes()
    {
        PracticeFixture broker;
        QVERIFY2(broker.isRunning(), qPrintable(broker.error()));
        Run run(to(u"stomp://localhost:%1"_s.arg(broker.port())));
        QTRY_COMPARE(run.ended, 1);
        QVERIFY2(run.list.hasPassed(), qUtf8Printable(run.list.diagnosis.what));
        QVERIFY(run.findings.addresses.contains(u"127.0.0.1"_s));
        QVERIFY(run.findings.probes.isEmpty());
        QCOMPARE(run.list.checks.at(int(Step::Tls)).outcome, Check::Outcome::NotNeeded);
        QVERIFY(run.list.checks.constLast().finding.contains(u"STOMP 1.2"_s));
        QTRY_COMPARE(broker.snapshot().sessions, std::size_t(0)); // said goodbye
    }

    void nobodyListens()
    {
        ScriptedServer server;
        const quint16 port = server.port();
        server.stopListening();
        Run run(to(u"stomp://127.0.0.1:%1"_s.arg(port)));
        QTRY_COMPARE(run.ended, 1);
        QCOMPARE(run.list.diagnosis.kind, Kind::NobodyListens);
        QCOMPARE(run.list.checks.at(int(Step::Tcp)).outcome, Check::Outcome::Failed);
        QVERIFY(run.findings.probes.isEmpty());
    }

    void noSuchName()
    {
        // RFC 6761: this name never exists, and resolvers know that without asking.
        Run run(to(u"stomp://broker.invalid:61613"_s));
        QTRY_COMPARE_WITH_TIMEOUT(run.ended, 1, 20'000);
        QCOMPARE(run.list.checks.constFirst().outcome, Check::Outcome::Failed);
        QVERIFY(run.list.diagnosis.kind == Kind::HostNotFound
            || run.list.diagnosis.kind == Kind::NameTimeout);
    }

    void refusedLoginAsksNoMore()
    {
        ScriptedServer server;
        server.onFrame = [](ScriptedServer::Peer& peer, const Frame&) {
            peer.write(ScriptedServer::frame(
                "ERROR", {{"message", "User name [me] or password is invalid."}}));
            peer.hangUp();
        };
        Run run(to(u"stomp://me:pw@127.0.0.1:%1"_s.arg(server.port())));
        QTRY_COMPARE(run.ended, 1);
        QCOMPARE(run.list.diagnosis.kind, Kind::WrongCredentials);
        QVERIFY(run.findings.probes.isEmpty());
        QCOMPARE(server.peers.size(), std::size_t(1));
    }

    /** A port that greets who waits and hangs up on who speaks first, as OpenWire's may. */
    void hearsAGreetingByWaiting()
    {
        ScriptedServer server;
        server.onConnection = [](ScriptedServer::Peer& peer) {
            QTimer::singleShot(100, &peer, [&peer] {
                if (peer.received.empty())
                    peer.write(std::string_view("\0\0\0\x10\x01"
                                                "ActiveMQ\0\0\0",
                        16));
                peer.hangUp();
            });
        };
        Run run(to(u"stomp://127.0.0.1:%1"_s.arg(server.port())));
        QTRY_COMPARE_WITH_TIMEOUT(run.ended, 1, 20'000);
        QCOMPARE(run.list.diagnosis.kind, Kind::SpeaksOpenWire);
    }

    void recognisesAWebServer()
    {
        ScriptedServer server;
        server.onConnection = [](ScriptedServer::Peer& peer) {
            auto* timer = new QTimer(&peer);
            connect(timer, &QTimer::timeout, &peer, [&peer] {
                if (peer.received.starts_with("GET ") && peer.received.ends_with("\r\n\r\n"))
                    peer.write("HTTP/1.0 404 Not Found\r\n\r\n");
                if (!peer.received.empty())
                    peer.hangUp();
            });
            timer->start(10);
        };
        Run run(to(u"stomp://127.0.0.1:%1"_s.arg(server.port())));
        QTRY_COMPARE_WITH_TIMEOUT(run.ended, 1, 20'000);
        QCOMPARE(run.list.diagnosis.kind, Kind::SpeaksHttp);
        for (const auto& peer : server.peers) // the login is for the broker alone
            QVERIFY(peer.isNull() || peer->received.find("passcode") == std::string::npos);
    }

    void plainBrokerBehindATlsUrl()
    {
        PracticeFixture broker;
        QVERIFY2(broker.isRunning(), qPrintable(broker.error()));
        Run run(to(u"stomps://127.0.0.1:%1"_s.arg(broker.port())));
        QTRY_COMPARE_WITH_TIMEOUT(run.ended, 1, 20'000);
        QCOMPARE(run.list.diagnosis.kind, Kind::SpeaksPlainStomp);
        QVERIFY(run.list.diagnosis.remedy.contains(u"stomp://127.0.0.1"_s));
    }

    void mayDieAtAnyTime()
    {
        ScriptedServer server; // answers nothing
        auto run = std::make_unique<Run>(to(u"stomp://127.0.0.1:%1"_s.arg(server.port())));
        QTRY_VERIFY(server.last());
        run.reset();
        QTRY_VERIFY(server.last()->isGone);
        Run lookup(to(u"stomp://localhost:1"_s)); // dies in its lookup, or soon after
    }

    void probeGivesUp()
    {
        ScriptedServer server;
        PortProbe probe(
            ProbeResult::Kind::Http, to(u"stomp://127.0.0.1:%1"_s.arg(server.port())), 50);
        std::optional<ProbeResult> result;
        connect(
            &probe, &PortProbe::finished, this, [&result](const ProbeResult& r) { result = r; });
        probe.start();
        QTRY_VERIFY(result);
        QVERIFY(result->isOpen);
        QCOMPARE(result->words, std::string());
        QCOMPARE(int(result->speaks), int(Speaks::Unknown));
    }
};

QTEST_GUILESS_MAIN(TestExamination)
#include "tst_examination.moc"
