#include <stomp/doctor/checklist.h>

#include <support/printing.h>

#include <QRegularExpression>
#include <QTest>

using namespace Stomp;
using namespace Qt::StringLiterals;
using Outcome = Check::Outcome;
using Step = Check::Step;
using Stage = ConnectionFailure::Stage;
using Kind = Diagnosis::Kind;
using Probe = ProbeResult::Kind;

namespace {

constexpr const char* secret = "hunter2secret";

Findings at(const char* url)
{
    Findings findings;
    findings.options.url = BrokerUrl::parse(url).url;
    findings.options.url.user = "me";
    findings.options.url.password = secret;
    findings.examinedAt = QDateTime({2026, 11, 23}, {12, 0}, Qt::UTC);
    findings.nameLookedUp = true;
    findings.addresses = {u"192.0.2.7"_s};
    findings.evidence.peerAddress = u"192.0.2.7:61613"_s;
    return findings;
}

Findings connected(const char* url)
{
    Findings findings = at(url);
    findings.info.emplace();
    findings.info->version = Version::V12;
    findings.info->server = "ActiveMQ/5.17.2";
    findings.info->heartBeat = {10'000, 10'000};
    findings.connectMs = 12;
    return findings;
}

Findings failed(const char* url, Stage stage)
{
    Findings findings = at(url);
    findings.failure.emplace();
    findings.failure->stage = stage;
    if (stage == Stage::Handshake || stage == Stage::Session)
        findings.failure->reason = CloseReason::PeerClosed;
    return findings;
}

TlsEvidence certificate(const QDateTime& until)
{
    TlsEvidence tls;
    tls.protocol = u"TLSv1.3"_s;
    tls.cipher = u"TLS_AES_256_GCM_SHA384"_s;
    tls.serverName = u"broker.example"_s;
    CertificateInfo peer;
    peer.subject = u"broker.example"_s;
    peer.issuer = u"Example CA"_s;
    peer.names = {u"broker.example"_s};
    peer.validFrom = QDateTime({2026, 1, 1}, {0, 0}, Qt::UTC);
    peer.validUntil = until;
    peer.sha256 = QByteArray(32, '\xab');
    tls.chain = {peer};
    return tls;
}

QString outcomes(const Checklist& list)
{
    QString text;
    for (const Check& check : list.checks)
        text += QLatin1Char("+?!-."[static_cast<int>(check.outcome)]);
    return text;
}

const Check& step(const Checklist& list, Step wanted)
{
    return list.checks.at(static_cast<qsizetype>(wanted));
}

} // namespace

class TestChecklist : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(u".*"_s)); }

    /** Passed +, doubtful ?, failed !, not reached -, not needed "."; in the order of the steps. */
    void outcomesByStage_data()
    {
        QTest::addColumn<QString>("url");
        QTest::addColumn<int>("stage");
        QTest::addColumn<QString>("expected");
        QTest::newRow("name") << u"stomp://broker.example"_s << int(Stage::Name) << u"!-..--"_s;
        QTest::newRow("TCP") << u"stomp://broker.example"_s << int(Stage::Tcp) << u"+!..--"_s;
        QTest::newRow("TLS") << u"stomps://broker.example"_s << int(Stage::Tls) << u"++!.--"_s;
        QTest::newRow("upgrade") << u"ws://broker.example"_s << int(Stage::Upgrade) << u"++.!--"_s;
        QTest::newRow("upgrade in TLS")
            << u"wss://broker.example"_s << int(Stage::Upgrade) << u"+++!--"_s;
        QTest::newRow("handshake")
            << u"wss://broker.example"_s << int(Stage::Handshake) << u"+++++!"_s;
        QTest::newRow("connected") << u"stomp://broker.example"_s << -1 << u"++..++"_s;
    }

    void outcomesByStage()
    {
        QFETCH(QString, url);
        QFETCH(int, stage);
        QFETCH(QString, expected);
        const QByteArray address = url.toUtf8();
        Findings findings = stage < 0 ? connected(address.constData())
                                      : failed(address.constData(), static_cast<Stage>(stage));
        const Checklist list = checklistOf(findings);
        QCOMPARE(outcomes(list), expected);
        QCOMPARE(list.hasPassed(), stage < 0);
        for (const Check& check : list.checks) {
            QVERIFY(!check.title.isEmpty());
            if (check.outcome == Outcome::Failed)
                QVERIFY(!check.finding.isEmpty() && !check.cause.isEmpty());
        }
    }

    void passedStepsShowTheirEvidence()
    {
        Findings findings = connected("stomps://broker.example");
        findings.evidence.tls = certificate(QDateTime({2027, 11, 1}, {0, 0}, Qt::UTC));
        const Checklist list = checklistOf(findings);
        QVERIFY(step(list, Step::Name).finding.contains(u"192.0.2.7"_s));
        QVERIFY(step(list, Step::Tcp).finding.contains(u"192.0.2.7:61613"_s));
        const QString tls = step(list, Step::Tls).finding;
        QVERIFY2(tls.contains(u"TLSv1.3"_s) && tls.contains(u"Example CA"_s)
                && tls.contains(u"2027-11-01"_s),
            qUtf8Printable(tls));
        const QString answer = step(list, Step::Connected).finding;
        QVERIFY2(answer.contains(u"ActiveMQ/5.17.2"_s) && answer.contains(u"STOMP 1.2"_s)
                && answer.contains(u"every 10 s"_s),
            qUtf8Printable(answer));
    }

    void aCertificateThatExpiresSoonIsDoubtful()
    {
        Findings findings = connected("stomps://broker.example");
        findings.evidence.tls = certificate(findings.examinedAt.addDays(9));
        const Checklist list = checklistOf(findings);
        QCOMPARE(step(list, Step::Tls).outcome, Outcome::Doubtful);
        QVERIFY(step(list, Step::Tls).cause.contains(u'9'));
        QVERIFY(list.hasPassed());
    }

    void anotherBrokerThanSetUpIsDoubtful()
    {
        Findings findings = connected("stomp://broker.example");
        findings.options.dialect = Dialect::RabbitMq;
        const Check check = step(checklistOf(findings), Step::Connected);
        QCOMPARE(check.outcome, Outcome::Doubtful);
        QVERIFY(check.cause.contains(u"RabbitMQ"_s) && check.cause.contains(u"ActiveMQ"_s));
    }

    void noHeartBeatsAreDoubtful()
    {
        Findings findings = connected("stomp://broker.example");
        findings.info->heartBeat = {};
        QCOMPARE(step(checklistOf(findings), Step::Connected).outcome, Outcome::Doubtful);
        findings.options.session.heartBeat = {0, 0};
        QCOMPARE(step(checklistOf(findings), Step::Connected).outcome, Outcome::Passed);
    }

    void whatAnsweredInstead_data()
    {
        QTest::addColumn<QString>("url");
        QTest::addColumn<int>("stage");
        QTest::addColumn<int>("speaks");
        QTest::addColumn<int>("kind");
        QTest::addColumn<QString>("remedy");
        const auto row = [](const char* name, const QString& url, Stage stage, Speaks speaks,
                             Kind kind, const QString& remedy) {
            QTest::newRow(name) << url << int(stage) << int(speaks) << int(kind) << remedy;
        };
        const QString plain = u"stomp://b.example:61614"_s;
        const QString tls = u"stomps://b.example:61613"_s;
        const QString ws = u"ws://b.example:15674/ws"_s;
        row("TLS on a plain URL", plain, Stage::Handshake, Speaks::Tls, Kind::SpeaksTls,
            u"stomps://me@b.example:61614"_s);
        row("HTTP", plain, Stage::Handshake, Speaks::Http, Kind::SpeaksHttp,
            u"ws://me@b.example:61614"_s);
        row("OpenWire", plain, Stage::Handshake, Speaks::OpenWire, Kind::SpeaksOpenWire,
            u"61613"_s);
        row("AMQP", plain, Stage::Handshake, Speaks::Amqp, Kind::SpeaksAmqp, u"61613"_s);
        row("SSH", plain, Stage::Handshake, Speaks::Ssh, Kind::Garbage, u"61613"_s);
        row("mail", plain, Stage::Handshake, Speaks::Mail, Kind::Garbage, u"61613"_s);
        row("Redis", plain, Stage::Handshake, Speaks::Redis, Kind::Garbage, u"61613"_s);
        row("plain STOMP on a TLS URL", tls, Stage::Tls, Speaks::Stomp, Kind::SpeaksPlainStomp,
            u"stomp://me@b.example:61613"_s);
        row("plain STOMP on a WebSocket URL", ws, Stage::Upgrade, Speaks::Stomp,
            Kind::SpeaksPlainStomp, u"stomp://me@b.example:15674"_s);
        row("TLS on a ws URL", ws, Stage::Upgrade, Speaks::Tls, Kind::SpeaksTls,
            u"wss://me@b.example:15674/ws"_s);
    }

    void whatAnsweredInstead()
    {
        QFETCH(QString, url);
        QFETCH(int, stage);
        QFETCH(int, speaks);
        QFETCH(int, kind);
        QFETCH(QString, remedy);
        Findings findings = failed(url.toUtf8().constData(), static_cast<Stage>(stage));
        findings.failure->detail = u"the system's words"_s;
        findings.probes << ProbeResult{Probe::Silence, true, Speaks::Unknown, {}}
                        << ProbeResult{Probe::Tls, true, static_cast<Speaks>(speaks), {}};
        const Diagnosis diagnosis = checklistOf(findings).diagnosis;
        QCOMPARE(int(diagnosis.kind), kind);
        QVERIFY2(diagnosis.remedy.contains(remedy), qUtf8Printable(diagnosis.remedy));
        QVERIFY(!diagnosis.remedy.contains(QLatin1String(secret)));
        QVERIFY(!diagnosis.cause.isEmpty());
    }

    void asksOnlyWhereThereIsDoubt()
    {
        const ClientOptions plain = at("stomp://b.example").options;
        const ClientOptions tls = at("stomps://b.example").options;
        const ClientOptions ws = at("ws://b.example").options;
        const auto probes = [](Findings findings) {
            return probesFor(*findings.failure, findings.options);
        };
        QVERIFY(probes(failed("stomp://b.example", Stage::Name)).isEmpty());
        QVERIFY(probes(failed("stomp://b.example", Stage::Tcp)).isEmpty());
        QVERIFY(probes(failed("stomp://b.example", Stage::Handshake)).contains(Probe::Tls));
        QVERIFY(probes(failed("stomps://b.example", Stage::Tls)).contains(Probe::Stomp));
        QVERIFY(probes(failed("ws://b.example", Stage::Upgrade)).contains(Probe::Stomp));

        Findings refused = failed("stomp://b.example", Stage::Handshake);
        refused.failure->errorFrame = Frame{"ERROR", {{"message", "no"}}, {}};
        QVERIFY(probes(refused).isEmpty());
        Findings greeted = failed("stomp://b.example", Stage::Handshake);
        greeted.failure->greeting = "HTTP/1.1 400";
        QVERIFY(probes(greeted).isEmpty());
        Findings expired = failed("stomps://b.example", Stage::Tls);
        expired.failure->evidence.tls = certificate(QDateTime({2020, 1, 1}, {0, 0}, Qt::UTC));
        expired.failure->evidence.tls->problems = {TlsProblem::Expired};
        QVERIFY(probes(expired).isEmpty());
        Findings notFound = failed("ws://b.example", Stage::Upgrade);
        notFound.failure->evidence.upgrade = UpgradeAnswer{404, u"Not Found"_s, {}, {}};
        QVERIFY(probes(notFound).isEmpty());
    }

    void supportTextSaysAllButSecrets()
    {
        Findings findings = failed("stomp://broker.example:61616", Stage::Handshake);
        Frame error;
        error.command = "ERROR";
        const std::string words = std::string("no, ").append(secret);
        error.add("message", words);
        error.body = words;
        findings.failure->errorFrame = error;
        findings.probes << ProbeResult{
            Probe::Silence, true, Speaks::Unknown, std::string("\x01\xff") + secret};
        const Checklist list = checklistOf(findings);
        const QString text = supportText(findings, list);
        QVERIFY2(!text.contains(QLatin1String(secret)), qUtf8Printable(text));
        for (const QString& expected : {u"stomp://me@broker.example:61616"_s,
                 u"FAILED  CONNECTED"_s, u"n/a     TLS"_s, u"ok      Name"_s, u"\\x01\\xff"_s,
                 u"2026-11-23T12:00"_s, u"the other side's words"_s})
            QVERIFY2(text.contains(expected), qUtf8Printable(text));
    }
};

QTEST_APPLESS_MAIN(TestChecklist)
#include "tst_checklist.moc"
