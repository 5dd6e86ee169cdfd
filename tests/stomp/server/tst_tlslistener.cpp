#include "rawclient.h"

#include <support/practicefixture.h>
#include <support/testcertificates.h>

#include <QRegularExpression>
#include <QSslSocket>
#include <QTest>

using namespace Stomp;
using namespace Testing;

/** The practice broker's TLS port, and the certificate that it shows. */
class TestTlsListener : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral(".*"))); }

    void aCertificateOfItsOwn();
    void certificatesFromFiles_data();
    void certificatesFromFiles();
    void filesThatDoNotDo_data();
    void filesThatDoNotDo();
    void plainClients();
    void clientsThatSayNothing();
    void theErrorArrives();
    void aPortInUse();

private:
    static PracticeOptions options()
    {
        PracticeOptions options;
        options.further.tls = 0;
        return options;
    }
    static quint16 tlsPort(PracticeFixture& broker)
    {
        return broker.server().urls().value(1).section(u':', 2).toUShort();
    }
    TestCertificates m_certificates;
};

void TestTlsListener::aCertificateOfItsOwn()
{
    PracticeFixture broker(options());
    QVERIFY2(broker.isRunning(), qPrintable(broker.error()));
    QVERIFY(broker.server().urls().value(1).startsWith(QStringLiteral("stomps://127.0.0.1:")));
    QSslSocket socket;
    socket.setPeerVerifyMode(QSslSocket::QueryPeer);
    QList<QSslError> errors;
    QObject::connect(&socket, &QSslSocket::sslErrors, &socket,
        [&](const QList<QSslError>& found) { errors = found; });
    socket.connectToHostEncrypted(QStringLiteral("127.0.0.1"), tlsPort(broker));
    QTRY_VERIFY(socket.isEncrypted());
    // Nothing else is wrong with it: it has the right names and times.
    for (const QSslError& error : errors)
        QCOMPARE(error.error(), QSslError::SelfSignedCertificate);
    const QByteArray digest = socket.peerCertificate().digest(QCryptographicHash::Sha256);
    QCOMPARE(broker.server().fingerprint(), QString::fromLatin1(digest.toHex(':').toUpper()));
    socket.write(QByteArray("CONNECT\naccept-version:1.2\nhost:x\n\n\0", 36));
    QTRY_VERIFY(socket.peek(9) == "CONNECTED");

    PracticeFixture another(options());
    QVERIFY(another.server().fingerprint() != broker.server().fingerprint());
    // Coming back, it is the one that clients have accepted.
    const QString before = another.server().fingerprint();
    another.server().stop();
    QVERIFY(another.server().start());
    QCOMPARE(another.server().fingerprint(), before);
}

void TestTlsListener::certificatesFromFiles_data()
{
    QTest::addColumn<QString>("form");
    for (const char* form : {"ec", "rsa", "one file"})
        QTest::newRow(form) << QString::fromLatin1(form);
}

void TestTlsListener::certificatesFromFiles()
{
    QFETCH(QString, form);
    TestCertificate one = m_certificates.make(QStringLiteral("server"));
    PracticeOptions with = options();
    with.further.certificateFile = one.certificate;
    with.further.keyFile = one.key;
    if (form == QStringLiteral("rsa")) {
        const QString key = m_certificates.makeRsaKey(QStringLiteral("rsa.key"));
        QProcess::execute(QStringLiteral("openssl"),
            {QStringLiteral("req"), QStringLiteral("-x509"), QStringLiteral("-key"), key,
                QStringLiteral("-subj"), QStringLiteral("/CN=rsa"), QStringLiteral("-out"),
                m_certificates.path(QStringLiteral("rsa.pem"))});
        with.further.certificateFile = m_certificates.path(QStringLiteral("rsa.pem"));
        with.further.keyFile = key;
    } else if (form == QStringLiteral("one file")) {
        QFile key(one.key);
        QFile both(one.certificate);
        QVERIFY(key.open(QIODevice::ReadOnly) && both.open(QIODevice::Append));
        both.write(key.readAll());
        both.close();
        with.further.keyFile.clear();
    }
    PracticeFixture broker(with);
    QVERIFY2(broker.isRunning(), qPrintable(broker.error()));
    QSslSocket socket;
    socket.setPeerVerifyMode(QSslSocket::VerifyNone);
    socket.connectToHostEncrypted(QStringLiteral("127.0.0.1"), tlsPort(broker));
    QTRY_VERIFY(socket.isEncrypted());
    QCOMPARE(
        socket.peerCertificate(), QSslCertificate::fromPath(with.further.certificateFile).value(0));
}

void TestTlsListener::filesThatDoNotDo_data()
{
    QTest::addColumn<QString>("certificate");
    QTest::addColumn<QString>("key");
    QTest::addColumn<QString>("error");
    const TestCertificate one = m_certificates.make(QStringLiteral("one"));
    const TestCertificate two = m_certificates.make(QStringLiteral("two"));
    const QString locked = m_certificates.convertKey(one, QStringLiteral("locked.key"),
        {QStringLiteral("pkcs8"), QStringLiteral("-topk8"), QStringLiteral("-passout"),
            QStringLiteral("pass:x")});
    const QString missing = m_certificates.path(QStringLiteral("missing"));
    QTest::newRow("no file") << missing << QString() << QStringLiteral("cannot be read");
    QTest::newRow("no key file") << one.certificate << missing << QStringLiteral("cannot be read");
    QTest::newRow("no key in it") << one.certificate << QString()
                                  << QStringLiteral("There is no key in");
    QTest::newRow("not a certificate")
        << one.key << one.key << QStringLiteral("There is no certificate in");
    QTest::newRow("another's key")
        << one.certificate << two.key << QStringLiteral("is not that of the certificate");
    QTest::newRow("a passphrase") << one.certificate << locked
                                  << QStringLiteral("without a passphrase");
}

void TestTlsListener::filesThatDoNotDo()
{
    QFETCH(QString, certificate);
    QFETCH(QString, key);
    QFETCH(QString, error);
    PracticeOptions with = options();
    with.further.certificateFile = certificate;
    with.further.keyFile = key;
    PracticeServer server(with);
    QVERIFY(!server.start());
    QVERIFY(!server.isListening());
    QVERIFY2(server.errorString().contains(error), qPrintable(server.errorString()));
}

/** One that speaks no TLS is sent away, and others are served. */
void TestTlsListener::plainClients()
{
    PracticeFixture broker(options());
    RawClient plain(tlsPort(broker));
    plain.connectStomp();
    QVERIFY(plain.waitClosed());
    QTRY_COMPARE(broker.server().clientCount(), 0);
    QSslSocket socket;
    socket.setPeerVerifyMode(QSslSocket::VerifyNone);
    socket.connectToHostEncrypted(QStringLiteral("127.0.0.1"), tlsPort(broker));
    QTRY_VERIFY(socket.isEncrypted());
}

void TestTlsListener::clientsThatSayNothing()
{
    PracticeOptions quick = options();
    quick.broker.connectTimeout = 100;
    quick.broker.outboxStall = 100;
    PracticeFixture broker(quick);
    RawClient silent(tlsPort(broker));
    QTRY_COMPARE(broker.server().clientCount(), 1);
    QVERIFY(silent.waitClosed());
    QTRY_COMPARE(broker.server().clientCount(), 0);
}

void TestTlsListener::theErrorArrives()
{
    PracticeFixture broker(options());
    QSslSocket socket;
    socket.setPeerVerifyMode(QSslSocket::VerifyNone);
    QByteArray answer;
    QObject::connect(&socket, &QSslSocket::readyRead, &socket, [&] { answer += socket.readAll(); });
    socket.connectToHostEncrypted(QStringLiteral("127.0.0.1"), tlsPort(broker));
    QTRY_VERIFY(socket.isEncrypted());
    socket.write(QByteArray("CONNECT\naccept-version:1.2\nhost:x\n\n\0NONSENSE\n\n\0", 47));
    for (int i = 0; i < 100; ++i)
        socket.write("SEND\ndestination:/queue/a\n\n" + QByteArray(10'000, 'x') + '\0');
    QTRY_COMPARE(socket.state(), QAbstractSocket::UnconnectedState);
    QVERIFY(answer.contains("\nERROR\n"));
    QTRY_COMPARE(broker.server().clientCount(), 0);
}

void TestTlsListener::aPortInUse()
{
    PracticeFixture other;
    PracticeOptions with = options();
    with.further.tls = other.port();
    PracticeServer server(with);
    QVERIFY(!server.start());
    QVERIFY2(server.errorString().contains(QString::number(other.port())),
        qPrintable(server.errorString()));
    QVERIFY(!server.isListening());
    QCOMPARE(server.urls(), QStringList());
}

QTEST_GUILESS_MAIN(TestTlsListener)
#include "tst_tlslistener.moc"
