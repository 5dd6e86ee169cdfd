#include <stomp/doctor/diagnosis.h>

#include <QRegularExpression>
#include <QTest>

using namespace Stomp;
using Kind = Diagnosis::Kind;
using Stage = ConnectionFailure::Stage;

namespace {

ClientOptions optionsFor(const char* url)
{
    ClientOptions options;
    options.url = BrokerUrl::parse(url).url;
    return options;
}

CertificateInfo certificate()
{
    CertificateInfo info;
    info.subject = QStringLiteral("box");
    info.issuer = QStringLiteral("Some CA");
    info.names = QStringList{QStringLiteral("box.example")};
    info.validFrom = QDateTime(QDate(2020, 1, 2), QTime(), Qt::UTC);
    info.validUntil = QDateTime(QDate(2021, 3, 4), QTime(), Qt::UTC);
    info.sha256 = QByteArray::fromHex("00ff") + QByteArray(30, '\x11');
    return info;
}

ConnectionFailure tlsFailure(const QList<TlsProblem>& problems, bool withChain = true)
{
    ConnectionFailure failure;
    failure.stage = Stage::Tls;
    failure.transport = TransportError::Tls;
    failure.detail = QStringLiteral("OpenSSL's words");
    failure.evidence.peerAddress = QStringLiteral("10.0.0.1:61614");
    TlsEvidence tls;
    tls.problems = problems;
    tls.serverName = QStringLiteral("box");
    if (withChain)
        tls.chain = {certificate()};
    failure.evidence.tls = tls;
    return failure;
}

ConnectionFailure upgradeFailure(int status, const QString& reason = {}, const QString& to = {})
{
    ConnectionFailure failure;
    failure.stage = Stage::Upgrade;
    failure.transport = TransportError::Upgrade;
    failure.detail = QStringLiteral("Qt's words");
    failure.evidence.peerAddress = QStringLiteral("10.0.0.1:80");
    failure.evidence.upgrade = UpgradeAnswer{status, reason, {}, to};
    return failure;
}

QString textOf(const Diagnosis& diagnosis)
{
    return diagnosis.what + u'\n' + diagnosis.cause + u'\n' + diagnosis.remedy + u'\n'
        + diagnosis.details;
}

} // namespace

/** TLS, the WebSocket's upgrade, proxies and lists of addresses. */
class TestSecureOpening : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral(".*"))); }

    void explains_data()
    {
        QTest::addColumn<ConnectionFailure>("failure");
        QTest::addColumn<ClientOptions>("options");
        QTest::addColumn<Kind>("kind");
        QTest::addColumn<QStringList>("said");
        using L = QStringList;
        const auto s = [](const char* text) {
            return QString::fromUtf8(text);
        };
        const ClientOptions tls = optionsFor("stomps://box:61614");
        const QString fingerprint = s("00:FF:11:11");
        QTest::newRow("unknown issuer")
            << tlsFailure({TlsProblem::UnknownIssuer}) << tls << Kind::UnknownIssuer
            << L{s("box:61614"), s("Some CA"), s("CA file"), fingerprint};
        QTest::newRow("unknown issuer and expired")
            << tlsFailure({TlsProblem::UnknownIssuer, TlsProblem::Expired}) << tls
            << Kind::UnknownIssuer << L{s("expired as well")};
        ClientOptions pinned = tls;
        pinned.tls.fingerprint = QByteArray(32, 'a');
        QTest::newRow("another certificate than the accepted one")
            << tlsFailure({TlsProblem::UnknownIssuer}) << pinned << Kind::UnknownIssuer
            << L{s("stands between"), fingerprint};
        QTest::newRow("expired") << tlsFailure({TlsProblem::Expired}) << tls
                                 << Kind::CertificateExpired
                                 << L{s("2020-01-02"), s("2021-03-04"), fingerprint};
        QTest::newRow("not yet valid")
            << tlsFailure({TlsProblem::NotYetValid}) << tls << Kind::CertificateNotYetValid
            << L{s("2020-01-02"), s("clock")};
        QTest::newRow("name mismatch")
            << tlsFailure({TlsProblem::NameMismatch}) << tls << Kind::NameMismatch
            << L{s("than box"), s("box.example"), s("TLS server name")};
        QTest::newRow("revoked") << tlsFailure({TlsProblem::Revoked}) << tls
                                 << Kind::CertificateRevoked << L{s("withdrawn")};
        QTest::newRow("wants a certificate")
            << tlsFailure({TlsProblem::ClientCertificateRefused}, false) << tls
            << Kind::ClientCertificateRefused << L{s("wants a certificate of ours")};
        ClientOptions own = tls;
        own.tls.certificateFile = s("me.pem");
        QTest::newRow("wants another certificate")
            << tlsFailure({TlsProblem::ClientCertificateRefused}, false) << own
            << Kind::ClientCertificateRefused << L{s("does not take our certificate")};
        QTest::newRow("no common version") << tlsFailure({TlsProblem::NoCommonProtocol}, false)
                                           << tls << Kind::NoCommonTls << L{s("TLS 1.2")};
        QTest::newRow("not TLS") << tlsFailure({TlsProblem::NotTls}, false) << tls << Kind::NotTls
                                 << L{s("does not speak TLS"), s("stomp://")};
        QTest::newRow("not TLS at wss")
            << tlsFailure({TlsProblem::NotTls}, false) << optionsFor("wss://box:443/ws")
            << Kind::NotTls << L{s("ws://")};
        QTest::newRow("something else") << tlsFailure({TlsProblem::Other}, false) << tls
                                        << Kind::TlsFailed << L{s("OpenSSL's words")};
        ConnectionFailure files = tlsFailure({TlsProblem::Other}, false);
        files.evidence.peerAddress.clear();
        QTest::newRow("files") << files << tls << Kind::TlsFiles << L{s("OpenSSL's words")};

        const ClientOptions web = optionsFor("ws://box:8080/stomp");
        QTest::newRow("404") << upgradeFailure(404, s("Not Found")) << web << Kind::UpgradeNotFound
                             << L{s("box:8080/stomp"), s("HTTP 404 Not Found"),
                                    s("/stomp/websocket"), s("/ws on RabbitMQ")};
        QTest::newRow("SockJS's page") << upgradeFailure(200, s("OK")) << web << Kind::NoWebSocket
                                       << L{s("HTTP 200 OK"), s("/stomp/websocket")};
        QTest::newRow("403") << upgradeFailure(403, s("Forbidden")) << web << Kind::UpgradeForbidden
                             << L{s("Origin"), s("setAllowedOrigins")};
        QTest::newRow("401") << upgradeFailure(401, s("Unauthorized")) << web
                             << Kind::UpgradeNeedsLogin << L{s("Authorization")};
        QTest::newRow("301") << upgradeFailure(301, s("Moved"), s("https://b.example/ws")) << web
                             << Kind::UpgradeRedirected
                             << L{s("https://b.example/ws"), s("wss://")};
        QTest::newRow("no HTTP") << upgradeFailure(0) << web << Kind::NoWebSocket
                                 << L{s("does not answer in HTTP"), s("stomp://"), s("Qt's words")};
        QTest::newRow("a wrong 101")
            << upgradeFailure(101) << web << Kind::NoWebSocket << L{s("Qt's words")};
        ConnectionFailure header = upgradeFailure(0);
        header.evidence.peerAddress.clear();
        QTest::newRow("a header that cannot be sent")
            << header << web << Kind::CannotSend << L{s("Qt's words"), s("HTTP headers")};

        ConnectionFailure proxy;
        proxy.transport = TransportError::Proxy;
        proxy.detail = s("Connection to proxy refused");
        ClientOptions proxied = web;
        proxied.proxy = QNetworkProxy(QNetworkProxy::HttpProxy, s("gate"), 3128);
        QTest::newRow("proxy") << proxy << proxied << Kind::ProxyFailed
                               << L{s("gate:3128"), s("box:8080"),
                                      s("Connection to proxy refused")};
        proxy.transport = TransportError::ProxyLogin;
        QTest::newRow("proxy's login") << proxy << proxied << Kind::ProxyFailed
                                       << L{s("gate:3128 wants a login"), s("No user")};
    }

    void explains()
    {
        QFETCH(ConnectionFailure, failure);
        QFETCH(ClientOptions, options);
        QFETCH(Kind, kind);
        QFETCH(QStringList, said);
        const Diagnosis diagnosis = explain(failure, options);
        const QString text = textOf(diagnosis);
        QCOMPARE(int(diagnosis.kind), int(kind));
        for (const QString& words : said)
            QVERIFY2(text.contains(words), qPrintable(words + u" is not in:\n" + text));
        QVERIFY2(!text.contains(QStringLiteral("%1")), qPrintable(text));
        QVERIFY(!diagnosis.what.isEmpty() && diagnosis.what.endsWith(u'.'));
    }

    // TLS 1.3 without an alert, or something else behind the TLS.
    void hangsUpBehindTls()
    {
        ConnectionFailure failure;
        failure.stage = Stage::Handshake;
        failure.reason = CloseReason::PeerClosed;
        failure.evidence.tls = TlsEvidence();
        const Diagnosis diagnosis = explain(failure, optionsFor("stomps://box:61614"));
        QCOMPARE(int(diagnosis.kind), int(Kind::ClosedAtOnce));
        QVERIFY(diagnosis.cause.contains(QStringLiteral("certificate of ours")));
        QVERIFY(!diagnosis.cause.contains(QStringLiteral("port for TLS,")));
    }

    void aSockJsPathIsNotExtended()
    {
        const QString text =
            textOf(explain(upgradeFailure(404), optionsFor("ws://box:1/stomp/websocket")));
        QVERIFY(!text.contains(QStringLiteral("websocket/websocket")));
    }

    void namesAllAddresses()
    {
        const ClientOptions options =
            optionsFor("failover:(stomp://first:1,stomps://second:2,ws://third:3/ws)");
        ConnectionFailure failure = upgradeFailure(404, QStringLiteral("Not Found"));
        failure.address = options.url.alternatives[2];
        ConnectionFailure first;
        first.transport = TransportError::Refused;
        first.address = options.url.alternatives[0];
        ConnectionFailure second = tlsFailure({TlsProblem::Expired});
        second.address = options.url.alternatives[1];
        failure.earlier = {first, second};
        const Diagnosis diagnosis = explain(failure, options);
        QCOMPARE(int(diagnosis.kind), int(Kind::NoAddress));
        QVERIFY(diagnosis.what.contains(QStringLiteral("3 addresses")));
        for (const char* words : {"Nobody listens at first:1", "second:2 has expired", "third:3"})
            QVERIFY2(diagnosis.cause.contains(QLatin1String(words)), qPrintable(diagnosis.cause));
        // Who refuses the login is the one to be explained.
        failure.stage = Stage::Handshake;
        failure.reason = CloseReason::Refused;
        failure.errorFrame = Frame{"ERROR", {{"message", "no"}}, {}};
        const Diagnosis refused = explain(failure, options);
        QVERIFY(refused.what.contains(QStringLiteral("third:3")));
        QVERIFY(refused.details.contains(QStringLiteral("first:1")));
    }
};

QTEST_APPLESS_MAIN(TestSecureOpening)
#include "tst_secureopening.moc"
