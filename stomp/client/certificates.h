#pragma once

#include "transportevidence.h"

#include <QSslCertificate>
#include <QSslError>
#include <QSslKey>

namespace Stomp {

struct PemCertificates
{
    QList<QSslCertificate> certificates;
    QString error; //!< why there are none
};

struct PemKey
{
    QSslKey key;
    QString error; //!< why there is none
};

[[nodiscard]] PemCertificates readCertificates(const QString& path);
/** RSA or elliptic curves. */
[[nodiscard]] PemKey readPrivateKey(const QString& path, const QString& passphrase);

[[nodiscard]] QList<CertificateInfo> describe(const QList<QSslCertificate>& chain);
[[nodiscard]] TlsProblem problemOf(const QSslError& error);
/** What Qt's and OpenSSL's words for a handshake that failed mean; never empty. */
[[nodiscard]] QList<TlsProblem> problemsIn(const QString& words);
/** "TLSv1.3". */
[[nodiscard]] QString protocolName(QSsl::SslProtocol protocol);

} // namespace Stomp
