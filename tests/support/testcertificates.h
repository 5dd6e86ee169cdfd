#pragma once

#include <QFile>
#include <QProcess>
#include <QSslCertificate>
#include <QSslConfiguration>
#include <QSslKey>
#include <QStringList>
#include <QTemporaryDir>

namespace Testing {

/** A certificate and its key, as PEM files. */
struct TestCertificate
{
    QString certificate;
    QString key;

    [[nodiscard]] QSslCertificate read() const
    {
        return QSslCertificate::fromPath(certificate).value(0);
    }
    [[nodiscard]] QByteArray fingerprint() const
    {
        return read().digest(QCryptographicHash::Sha256);
    }
};

/** An authority of the test's own and what it signs, made by the openssl command in a folder that
 * goes with it. */
class TestCertificates
{
public:
    TestCertificates() : m_authority(makeAuthority(QStringLiteral("ca"))) { }

    [[nodiscard]] QString caFile() const { return m_authority.certificate; }
    [[nodiscard]] QString path(const QString& name) const { return m_folder.filePath(name); }
    /** Good for localhost and 127.0.0.1 over some days; a negative number of days has expired. */
    [[nodiscard]] TestCertificate make(const QString& name,
        const QString& names = QStringLiteral("DNS:localhost,IP:127.0.0.1"), int days = 10) const
    {
        return makeSigned(name, names, days, m_authority);
    }
    /** Signed by an authority that nobody knows. */
    [[nodiscard]] TestCertificate makeStrange(const QString& name) const
    {
        return makeSigned(name, QStringLiteral("DNS:localhost,IP:127.0.0.1"), 10,
            makeAuthority(QStringLiteral("strangeca")));
    }
    [[nodiscard]] TestCertificate makeSelfSigned(const QString& name) const
    {
        return makeAuthority(name,
            {QStringLiteral("-addext"),
                QStringLiteral("subjectAltName=DNS:localhost,IP:127.0.0.1")});
    }
    /** The key of one in another form, such as {"pkcs8", "-topk8", "-passout", "pass:x"}. */
    [[nodiscard]] QString convertKey(
        const TestCertificate& one, const QString& name, const QStringList& command) const
    {
        const QString out = path(name);
        openssl(command + QStringList{QStringLiteral("-in"), one.key, QStringLiteral("-out"), out});
        return out;
    }
    [[nodiscard]] QString makeRsaKey(const QString& name) const
    {
        openssl(
            {QStringLiteral("genrsa"), QStringLiteral("-out"), path(name), QStringLiteral("2048")});
        return path(name);
    }
    /** What a server needs to present it. */
    [[nodiscard]] static QSslConfiguration serverConfiguration(const TestCertificate& one)
    {
        QSslConfiguration configuration = QSslConfiguration::defaultConfiguration();
        QFile key(one.key);
        if (!key.open(QIODevice::ReadOnly))
            qFatal("no key in %s", qPrintable(one.key));
        configuration.setLocalCertificate(one.read());
        configuration.setPrivateKey(QSslKey(key.readAll(), QSsl::Ec));
        configuration.setPeerVerifyMode(QSslSocket::VerifyNone);
        return configuration;
    }

private:
    static void openssl(const QStringList& arguments)
    {
        QProcess process;
        process.setProcessChannelMode(QProcess::MergedChannels);
        process.start(QStringLiteral("openssl"), arguments);
        if (!process.waitForFinished() || process.exitCode() != 0)
            qFatal(
                "openssl %s: %s", qPrintable(arguments.join(u' ')), process.readAll().constData());
    }
    static QStringList newKey(const TestCertificate& one)
    {
        return {QStringLiteral("-newkey"), QStringLiteral("ec"), QStringLiteral("-pkeyopt"),
            QStringLiteral("ec_paramgen_curve:prime256v1"), QStringLiteral("-nodes"),
            QStringLiteral("-keyout"), one.key};
    }
    [[nodiscard]] TestCertificate makeAuthority(
        const QString& name, const QStringList& more = {}) const
    {
        const TestCertificate one{
            path(name + QStringLiteral(".pem")), path(name + QStringLiteral(".key"))};
        openssl(QStringList{QStringLiteral("req"), QStringLiteral("-x509")} + newKey(one)
            + QStringList{QStringLiteral("-out"), one.certificate, QStringLiteral("-subj"),
                QStringLiteral("/CN=Console test ") + name, QStringLiteral("-days"),
                QStringLiteral("10")}
            + more);
        return one;
    }
    [[nodiscard]] TestCertificate makeSigned(
        const QString& name, const QString& names, int days, const TestCertificate& authority) const
    {
        const TestCertificate one{
            path(name + QStringLiteral(".pem")), path(name + QStringLiteral(".key"))};
        const QString request = path(name + QStringLiteral(".csr"));
        openssl(QStringList{QStringLiteral("req")} + newKey(one)
            + QStringList{QStringLiteral("-out"), request, QStringLiteral("-subj"),
                QStringLiteral("/CN=Console test ") + name, QStringLiteral("-addext"),
                QStringLiteral("subjectAltName=") + names});
        openssl({QStringLiteral("x509"), QStringLiteral("-req"), QStringLiteral("-in"), request,
            QStringLiteral("-out"), one.certificate, QStringLiteral("-CA"), authority.certificate,
            QStringLiteral("-CAkey"), authority.key, QStringLiteral("-CAcreateserial"),
            QStringLiteral("-copy_extensions"), QStringLiteral("copyall"), QStringLiteral("-days"),
            QString::number(days)});
        return one;
    }

    QTemporaryDir m_folder;
    TestCertificate m_authority;
};

} // namespace Testing
