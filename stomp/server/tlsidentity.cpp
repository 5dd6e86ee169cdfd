#include "tlsidentity.h"

#include "selfsigned.h"

#include <QCoreApplication>
#include <QFile>

namespace Stomp {

namespace {

QString tr(const char* text)
{
    return QCoreApplication::translate("Stomp::TlsIdentity", text);
}

QByteArray readFile(const QString& path, QString& error)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly)) {
        error = tr("The file %1 cannot be read: %2.").arg(path, file.errorString());
        return {};
    }
    return file.readAll();
}

} // namespace

TlsIdentity TlsIdentity::read(const QString& certificateFile, const QString& keyFile)
{
    TlsIdentity identity;
    const QByteArray certificate = readFile(certificateFile, identity.error);
    if (!identity.isValid())
        return identity;
    const QString keyPath = keyFile.isEmpty() ? certificateFile : keyFile;
    const QByteArray key = readFile(keyPath, identity.error);
    if (!identity.isValid())
        return identity;
    identity.chain = QSslCertificate::fromData(certificate, QSsl::Pem);
    if (identity.chain.isEmpty()) {
        identity.error = tr("There is no certificate in %1: it has to be in PEM form, which begins "
                            "with -----BEGIN CERTIFICATE-----.")
                             .arg(certificateFile);
        return identity;
    }
    for (const QSsl::KeyAlgorithm algorithm : {QSsl::Rsa, QSsl::Ec}) {
        if (identity.key.isNull())
            identity.key = QSslKey(key, algorithm);
    }
    if (identity.key.isNull()) {
        identity.error = tr("There is no key in %1 that can be used: it has to be an RSA or EC key "
                            "in PEM form, without a passphrase.")
                             .arg(keyPath);
    } else if (!isKeyOf(identity.key.toPem(), identity.chain.first().toPem())) {
        identity.error =
            tr("The key in %1 is not that of the certificate in %2.").arg(keyPath, certificateFile);
    }
    return identity;
}

TlsIdentity TlsIdentity::make(const QString& address)
{
    TlsIdentity identity;
    const SelfSigned made = makeSelfSigned(address.toStdString());
    identity.chain = QSslCertificate::fromData(made.certificate, QSsl::Pem);
    identity.key = QSslKey(made.key, QSsl::Ec);
    if (identity.chain.isEmpty() || identity.key.isNull())
        identity.error = tr("No certificate could be made: %1. Give one in files.").arg(made.error);
    return identity;
}

QString TlsIdentity::fingerprint() const
{
    if (chain.isEmpty())
        return {};
    return QString::fromLatin1(
        chain.first().digest(QCryptographicHash::Sha256).toHex(':').toUpper());
}

QSslConfiguration TlsIdentity::configuration() const
{
    QSslConfiguration configuration = QSslConfiguration::defaultConfiguration();
    configuration.setLocalCertificateChain(chain);
    configuration.setPrivateKey(key);
    configuration.setPeerVerifyMode(QSslSocket::VerifyNone);
    return configuration;
}

} // namespace Stomp
