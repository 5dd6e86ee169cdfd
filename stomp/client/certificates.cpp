#include "certificates.h"

#include "transport.h"

#include <QCryptographicHash>
#include <QFile>

#include <array>

namespace Stomp {

namespace {

using namespace Qt::StringLiterals;

constexpr qint64 longestPem = 16 * 1024 * 1024;

struct Pem
{
    QByteArray bytes;
    QString error;
};

Pem readPem(const QString& path)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return {{}, Transport::tr("cannot read %1: %2").arg(path, file.errorString())};
    return {file.read(longestPem), {}};
}

/** What OpenSSL says, by a part of its words. */
struct KnownWords
{
    QLatin1StringView part;
    TlsProblem problem;
};

constexpr std::array knownWords{
    KnownWords{"wrong version number"_L1, TlsProblem::NotTls},
    KnownWords{"packet length too long"_L1, TlsProblem::NotTls},
    KnownWords{"http request"_L1, TlsProblem::NotTls},
    KnownWords{"alert protocol version"_L1, TlsProblem::NoCommonProtocol},
    KnownWords{"alert insufficient security"_L1, TlsProblem::NoCommonProtocol},
    KnownWords{"unsupported protocol"_L1, TlsProblem::NoCommonProtocol},
    KnownWords{"no protocols available"_L1, TlsProblem::NoCommonProtocol},
    KnownWords{"no ciphers available"_L1, TlsProblem::NoCommonProtocol},
    KnownWords{"alert certificate required"_L1, TlsProblem::ClientCertificateRefused},
    KnownWords{"alert bad certificate"_L1, TlsProblem::ClientCertificateRefused},
    KnownWords{"alert unsupported certificate"_L1, TlsProblem::ClientCertificateRefused},
    KnownWords{"alert certificate"_L1, TlsProblem::ClientCertificateRefused},
    KnownWords{"alert unknown ca"_L1, TlsProblem::ClientCertificateRefused},
    KnownWords{"alert access denied"_L1, TlsProblem::ClientCertificateRefused},
};

} // namespace

PemCertificates readCertificates(const QString& path)
{
    const Pem pem = readPem(path);
    if (!pem.error.isEmpty())
        return {{}, pem.error};
    const QList<QSslCertificate> found = QSslCertificate::fromData(pem.bytes, QSsl::Pem);
    if (found.isEmpty())
        return {{}, Transport::tr("there is no certificate in PEM form in %1").arg(path)};
    return {found, {}};
}

PemKey readPrivateKey(const QString& path, const QString& passphrase)
{
    const Pem pem = readPem(path);
    if (!pem.error.isEmpty())
        return {{}, pem.error};
    for (const QSsl::KeyAlgorithm algorithm : {QSsl::Rsa, QSsl::Ec}) {
        const QSslKey key(pem.bytes, algorithm, QSsl::Pem, QSsl::PrivateKey, passphrase.toUtf8());
        if (!key.isNull())
            return {key, {}};
    }
    if (!pem.bytes.contains("PRIVATE KEY-----"))
        return {{}, Transport::tr("there is no private key in PEM form in %1").arg(path)};
    if (!pem.bytes.contains("ENCRYPTED"))
        return {{}, Transport::tr("the private key in %1 is neither RSA nor EC").arg(path)};
    return {{},
        passphrase.isEmpty()
            ? Transport::tr("the private key in %1 needs a passphrase").arg(path)
            : Transport::tr("the passphrase does not fit the private key in %1").arg(path)};
}

QList<CertificateInfo> describe(const QList<QSslCertificate>& chain)
{
    const auto nameOr = [](const QStringList& commonNames, const QString& display) {
        return commonNames.isEmpty() ? display : commonNames.first();
    };
    QList<CertificateInfo> infos;
    for (const QSslCertificate& one : chain) {
        CertificateInfo info;
        info.subject =
            nameOr(one.subjectInfo(QSslCertificate::CommonName), one.subjectDisplayName());
        info.issuer = nameOr(one.issuerInfo(QSslCertificate::CommonName), one.issuerDisplayName());
        info.names = one.subjectAlternativeNames().values();
        info.validFrom = one.effectiveDate();
        info.validUntil = one.expiryDate();
        info.sha256 = one.digest(QCryptographicHash::Sha256);
        info.isSelfSigned = one.isSelfSigned();
        infos.append(info);
    }
    return infos;
}

TlsProblem problemOf(const QSslError& error)
{
    switch (error.error()) {
    case QSslError::SelfSignedCertificate:
    case QSslError::SelfSignedCertificateInChain:
    case QSslError::UnableToGetIssuerCertificate:
    case QSslError::UnableToGetLocalIssuerCertificate:
    case QSslError::UnableToVerifyFirstCertificate:
    case QSslError::CertificateUntrusted:
        return TlsProblem::UnknownIssuer;
    case QSslError::CertificateExpired:
        return TlsProblem::Expired;
    case QSslError::CertificateNotYetValid:
        return TlsProblem::NotYetValid;
    case QSslError::HostNameMismatch:
        return TlsProblem::NameMismatch;
    case QSslError::CertificateRevoked:
    case QSslError::CertificateBlacklisted:
        return TlsProblem::Revoked;
    default:
        return TlsProblem::Other;
    }
}

QList<TlsProblem> problemsIn(const QString& words)
{
    for (const KnownWords& known : knownWords) {
        if (words.contains(known.part, Qt::CaseInsensitive))
            return {known.problem};
    }
    // TLS 1.2 says no more than this for either.
    if (words.contains("alert handshake failure"_L1))
        return {TlsProblem::ClientCertificateRefused, TlsProblem::NoCommonProtocol};
    return {TlsProblem::Other};
}

QString protocolName(QSsl::SslProtocol protocol)
{
    switch (protocol) {
    case QSsl::TlsV1_2:
        return u"TLSv1.2"_s;
    case QSsl::TlsV1_3:
        return u"TLSv1.3"_s;
    default:
        return u"TLS"_s;
    }
}

} // namespace Stomp
