#pragma once

#include <QList>
#include <QSslCertificate>
#include <QSslConfiguration>
#include <QSslKey>
#include <QString>

namespace Stomp {

/** The certificate that the practice broker shows, and its key. */
struct TlsIdentity
{
    QList<QSslCertificate> chain; //!< its own first
    QSslKey key;
    QString error; //!< why there is none

    /** From PEM files; the key may stand in the certificate's file. */
    [[nodiscard]] static TlsIdentity read(const QString& certificateFile, const QString& keyFile);
    /** Self-signed, of this moment, for a year, for localhost and the loopback addresses and for
     * the given one. Clients accept it by its fingerprint. */
    [[nodiscard]] static TlsIdentity make(const QString& address);

    [[nodiscard]] bool isValid() const { return error.isEmpty(); }
    /** SHA-256, as hexadecimal pairs with colons. */
    [[nodiscard]] QString fingerprint() const;
    [[nodiscard]] QSslConfiguration configuration() const;
};

} // namespace Stomp
