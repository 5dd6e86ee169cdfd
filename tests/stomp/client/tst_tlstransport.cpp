#include <stomp/client/tlstransport.h>

#include <support/clientfixture.h>
#include <support/testcertificates.h>
#include <support/transportserver.h>

#include <QScopeGuard>

using namespace Stomp;
using namespace std::chrono_literals;
using Scheme = BrokerUrl::Scheme;
using Testing::TestCertificate;
using Testing::TestCertificates;
using Testing::TransportServer;

/** Who is let in by whose certificate, over stomps: and wss: alike. */
class TestTlsTransport : public QObject
{
    Q_OBJECT

    TestCertificates m_all;
    TestCertificate m_good = m_all.make(QStringLiteral("good"));
    TestCertificate m_client = m_all.make(QStringLiteral("client"));

    /** What came of one try. */
    struct Outcome
    {
        bool opened = false;
        TransportError error = TransportError::None;
        QString reason;
        TransportEvidence evidence;
        [[nodiscard]] TlsEvidence tls() const { return evidence.tls.value_or(TlsEvidence()); }
    };
    static Outcome tryTo(const ClientOptions& options)
    {
        Outcome outcome;
        const auto transport = makeTransport(options);
        bool isDone = false;
        connect(transport.get(), &Transport::opened, transport.get(),
            [&] { isDone = outcome.opened = true; });
        connect(transport.get(), &Transport::failed, transport.get(),
            [&](TransportError error, const QString& reason) {
                outcome.error = error;
                outcome.reason = reason;
                isDone = true;
            });
        transport->open();
        if (!QTest::qWaitFor([&] { return isDone; }))
            qWarning("neither opened nor failed");
        outcome.evidence = transport->evidence();
        return outcome;
    }
    [[nodiscard]] ClientOptions optionsFor(const TransportServer& server) const
    {
        ClientOptions options;
        options.url = server.url();
        options.tls.caFile = m_all.caFile();
        return options;
    }
    static void addSchemes()
    {
        QTest::addColumn<Scheme>("scheme");
        QTest::newRow("tls") << Scheme::Stomps;
        QTest::newRow("wss") << Scheme::Wss;
    }

private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral(".*"))); }

    void wrongCertificates_data()
    {
        QTest::addColumn<Scheme>("scheme");
        QTest::addColumn<TestCertificate>("certificate");
        QTest::addColumn<QString>("caFile");
        QTest::addColumn<QList<TlsProblem>>("problems");
        const QString ours = m_all.caFile();
        for (const auto& [name, scheme] :
            {std::pair("tls", Scheme::Stomps), std::pair("wss", Scheme::Wss)}) {
            QTest::addRow("unknown issuer, %s", name)
                << scheme << m_all.makeStrange(QStringLiteral("strange")) << ours
                << QList{TlsProblem::UnknownIssuer};
            QTest::addRow("the system's authorities, %s", name)
                << scheme << m_good << QString() << QList{TlsProblem::UnknownIssuer};
            QTest::addRow("self-signed, %s", name)
                << scheme << m_all.makeSelfSigned(QStringLiteral("own")) << ours
                << QList{TlsProblem::UnknownIssuer};
            QTest::addRow("expired, %s", name)
                << scheme << m_all.make(QStringLiteral("old"), QStringLiteral("IP:127.0.0.1"), -1)
                << ours << QList{TlsProblem::Expired};
            QTest::addRow("another name, %s", name)
                << scheme
                << m_all.make(QStringLiteral("other"), QStringLiteral("DNS:broker.example")) << ours
                << QList{TlsProblem::NameMismatch};
            QTest::addRow("expired and another name, %s", name)
                << scheme
                << m_all.make(QStringLiteral("both"), QStringLiteral("DNS:broker.example"), -1)
                << ours << QList{TlsProblem::Expired, TlsProblem::NameMismatch};
        }
    }

    void wrongCertificates()
    {
        QFETCH(Scheme, scheme);
        QFETCH(TestCertificate, certificate);
        QFETCH(QString, caFile);
        QFETCH(QList<TlsProblem>, problems);
        TransportServer server(scheme, TestCertificates::serverConfiguration(certificate));
        ClientOptions options = optionsFor(server);
        options.tls.caFile = caFile;
        Outcome outcome = tryTo(options);
        QVERIFY(!outcome.opened);
        QCOMPARE(outcome.error, TransportError::Tls);
        QVERIFY(!outcome.reason.isEmpty());
        QCOMPARE(outcome.tls().problems, problems);
        QVERIFY(outcome.tls().details.size() >= problems.size());
        QVERIFY(!outcome.tls().chain.isEmpty());
        QCOMPARE(outcome.tls().chain.first().sha256, certificate.fingerprint());
        QVERIFY(!outcome.evidence.upgrade);
        QVERIFY(!outcome.tls().acceptedByFingerprint);
        // Another one's fingerprint changes nothing.
        options.tls.fingerprint = m_client.fingerprint();
        outcome = tryTo(options);
        QVERIFY(!outcome.opened);
        QCOMPARE(outcome.tls().problems, problems);
        // Its own lets it in, whatever is wrong.
        options.tls.fingerprint = certificate.fingerprint();
        outcome = tryTo(options);
        QVERIFY(outcome.opened);
        QVERIFY(outcome.tls().acceptedByFingerprint);
        QCOMPARE(outcome.tls().problems.size(), 0);
        QVERIFY(!outcome.tls().protocol.isEmpty());
    }

    void describesTheChain()
    {
        const TestCertificate other =
            m_all.make(QStringLiteral("named"), QStringLiteral("DNS:broker.example,IP:10.1.2.3"));
        TransportServer server(Scheme::Stomps, TestCertificates::serverConfiguration(other));
        const Outcome outcome = tryTo(optionsFor(server));
        const CertificateInfo peer = outcome.tls().chain.value(0);
        QCOMPARE(peer.subject, QStringLiteral("Console test named"));
        QCOMPARE(peer.issuer, QStringLiteral("Console test ca"));
        QStringList names = peer.names;
        names.sort();
        QCOMPARE(
            names, QStringList({QStringLiteral("10.1.2.3"), QStringLiteral("broker.example")}));
        QVERIFY(!peer.isSelfSigned);
        QVERIFY(peer.validFrom < peer.validUntil);
    }

    void serverName_data() { addSchemes(); }
    void serverName()
    {
        QFETCH(Scheme, scheme);
        const TestCertificate other =
            m_all.make(QStringLiteral("sni"), QStringLiteral("DNS:broker.example"));
        TransportServer server(scheme, TestCertificates::serverConfiguration(other));
        ClientOptions options = optionsFor(server);
        options.tls.serverName = QStringLiteral("broker.example");
        const Outcome outcome = tryTo(options);
        QVERIFY2(outcome.opened, qPrintable(outcome.reason));
        QCOMPARE(outcome.tls().serverName, QStringLiteral("broker.example"));
        options.tls.serverName = QStringLiteral("elsewhere.example");
        QCOMPARE(tryTo(options).tls().problems, QList{TlsProblem::NameMismatch});
    }

    void clientCertificate_data()
    {
        QTest::addColumn<Scheme>("scheme");
        QTest::addColumn<QSsl::SslProtocol>("protocol");
        QTest::newRow("tls 1.2") << Scheme::Stomps << QSsl::TlsV1_2;
        QTest::newRow("tls 1.3") << Scheme::Stomps << QSsl::TlsV1_3;
        QTest::newRow("wss 1.2") << Scheme::Wss << QSsl::TlsV1_2;
        QTest::newRow("wss 1.3") << Scheme::Wss << QSsl::TlsV1_3;
    }

    // Through the client: TLS 1.3 lets us in, and says afterwards that it does not.
    void clientCertificate()
    {
        QFETCH(Scheme, scheme);
        QFETCH(QSsl::SslProtocol, protocol);
        QSslConfiguration configuration = TestCertificates::serverConfiguration(m_good);
        configuration.setPeerVerifyMode(QSslSocket::VerifyPeer);
        configuration.setCaCertificates(QSslCertificate::fromPath(m_all.caFile()));
        configuration.setProtocol(protocol);
        // So that it says why it hangs up, as brokers do.
        configuration.setMissingCertificateIsFatal(true);
        configuration.setHandshakeMustInterruptOnError(true);
        TransportServer server(scheme, configuration);
        server.onConnection = [](TransportServer::Peer& peer) {
            peer.write(Testing::ScriptedServer::frame("CONNECTED", {{"version", "1.2"}}));
        };
        Testing::ListSink sink;
        Client client(sink);
        std::optional<ConnectionFailure> failure;
        connect(&client, &Client::failed, &client,
            [&](const ConnectionFailure& one) { failure = one; });
        ClientOptions options = optionsFor(server);
        for (const bool strange : {false, true}) {
            if (strange) {
                const TestCertificate other = m_all.makeStrange(QStringLiteral("strangeclient"));
                options.tls.certificateFile = other.certificate;
                options.tls.keyFile = other.key;
            }
            failure.reset();
            client.connectToBroker(options);
            QTRY_VERIFY(failure);
            QCOMPARE(failure->stage, ConnectionFailure::Stage::Tls);
            QCOMPARE(failure->transport, TransportError::Tls);
            QVERIFY2(failure->evidence.tls->problems.contains(TlsProblem::ClientCertificateRefused),
                qPrintable(failure->detail + failure->evidence.tls->details.join(u'|')));
        }
        options.tls.certificateFile = m_client.certificate;
        options.tls.keyFile = m_client.key;
        client.connectToBroker(options);
        QTRY_COMPARE(client.state(), Client::State::Connected);
    }

    void keyWithPassphrase()
    {
        QSslConfiguration configuration = TestCertificates::serverConfiguration(m_good);
        configuration.setPeerVerifyMode(QSslSocket::VerifyPeer);
        configuration.setCaCertificates(QSslCertificate::fromPath(m_all.caFile()));
        TransportServer server(Scheme::Stomps, configuration);
        ClientOptions options = optionsFor(server);
        options.tls.certificateFile = m_client.certificate;
        options.tls.keyFile = m_all.convertKey(m_client, QStringLiteral("locked.key"),
            {QStringLiteral("pkcs8"), QStringLiteral("-topk8"), QStringLiteral("-passout"),
                QStringLiteral("pass:open sesame")});
        options.tls.keyPassphrase = QStringLiteral("open sesame");
        const Outcome outcome = tryTo(options);
        QVERIFY2(outcome.opened, qPrintable(outcome.reason));
        for (const char* passphrase : {"", "wrong"}) {
            options.tls.keyPassphrase = QString::fromLatin1(passphrase);
            const Outcome refused = tryTo(options);
            QCOMPARE(refused.error, TransportError::Tls);
            QVERIFY2(
                refused.reason.contains(QStringLiteral("passphrase")), qPrintable(refused.reason));
            QVERIFY(refused.reason.contains(QStringLiteral("locked.key")));
        }
    }

    void badFiles_data()
    {
        QTest::addColumn<QString>("caFile");
        QTest::addColumn<QString>("certificate");
        QTest::addColumn<QString>("key");
        QTest::addColumn<QString>("said");
        const QString none;
        const QString missing = m_all.path(QStringLiteral("missing.pem"));
        QTest::newRow("no CA file") << missing << none << none << missing;
        QTest::newRow("a key for a CA") << m_client.key << none << none << m_client.key;
        QTest::newRow("no certificate") << none << missing << m_client.key << missing;
        QTest::newRow("no key file") << none << m_client.certificate << missing << missing;
        QTest::newRow("no key in it")
            << none << m_client.certificate << m_client.certificate << m_client.certificate;
        QTest::newRow("a key alone")
            << none << none << m_client.key << QStringLiteral("certificate");
        QTest::newRow("another kind of key")
            << none << m_client.certificate << m_all.makeRsaKey(QStringLiteral("rsa.key"))
            << QStringLiteral("does not belong");
        QTest::newRow("another one's key")
            << none << m_client.certificate << m_good.key << QStringLiteral("key");
    }

    void badFiles()
    {
        QFETCH(QString, caFile);
        QFETCH(QString, certificate);
        QFETCH(QString, key);
        QFETCH(QString, said);
        TransportServer server(Scheme::Stomps, TestCertificates::serverConfiguration(m_good));
        ClientOptions options = optionsFor(server);
        if (!caFile.isEmpty())
            options.tls.caFile = caFile;
        options.tls.certificateFile = certificate;
        options.tls.keyFile = key;
        const Outcome outcome = tryTo(options);
        QVERIFY(!outcome.opened);
        QCOMPARE(outcome.error, TransportError::Tls);
        QVERIFY2(outcome.reason.contains(said), qPrintable(outcome.reason));
    }

    void notTls_data()
    {
        QTest::addColumn<Scheme>("scheme");
        QTest::addColumn<QByteArray>("answer");
        for (const auto& [name, scheme] :
            {std::pair("tls", Scheme::Stomps), std::pair("wss", Scheme::Wss)}) {
            QTest::addRow("STOMP, %s", name) << scheme << QByteArray("ERROR\n\n\0");
            QTest::addRow("HTTP, %s", name)
                << scheme << QByteArray("HTTP/1.1 400 Bad Request\r\n\r\n");
            QTest::addRow("hangs up, %s", name) << scheme << QByteArray();
        }
    }

    void notTls()
    {
        QFETCH(Scheme, scheme);
        QFETCH(QByteArray, answer);
        TransportServer server(Scheme::Stomp);
        server.onConnection = [answer](TransportServer::Peer& peer) {
            peer.write({answer.constData(), std::size_t(answer.size())});
            peer.hangUp();
        };
        ClientOptions options = optionsFor(server);
        options.url.scheme = scheme;
        const Outcome outcome = tryTo(options);
        QCOMPARE(outcome.error, TransportError::Tls);
        QCOMPARE(outcome.tls().problems, QList{TlsProblem::NotTls});
        QVERIFY(outcome.tls().protocol.isEmpty());
    }
};

QTEST_GUILESS_MAIN(TestTlsTransport)
#include "tst_tlstransport.moc"
