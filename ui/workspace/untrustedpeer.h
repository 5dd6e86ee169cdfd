#pragma once

#include <QByteArray>
#include <QDateTime>
#include <QList>
#include <QString>
#include <QStringList>

#include <optional>

namespace Stomp {
struct ConnectionFailure;
}

namespace Ui {

/** One certificate of a peer's chain, as a reader compares it. */
struct PeerCertificate
{
    QString subject;
    QString issuer;
    QStringList names; //!< DNS names and addresses that it is good for
    QDateTime validFrom;
    QDateTime validUntil;
    QByteArray sha256; //!< 32 bytes
};

/** A peer whose certificate is not trusted, and that the user may accept by its fingerprint. */
struct UntrustedPeer
{
    QList<PeerCertificate> chain; //!< the peer's own first
    QString serverName; //!< as asked for

    /** Nothing where the certificate was not what the connection failed of. */
    [[nodiscard]] static std::optional<UntrustedPeer> of(const Stomp::ConnectionFailure& failure);
};

} // namespace Ui
