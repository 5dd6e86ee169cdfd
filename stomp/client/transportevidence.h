#pragma once

#include <QByteArray>
#include <QDateTime>
#include <QList>
#include <QString>
#include <QStringList>

#include <optional>

namespace Stomp {

/** One certificate of a chain, as a reader compares it. */
struct CertificateInfo
{
    QString subject; //!< its common name, or else the whole distinguished name
    QString issuer;
    QStringList names; //!< DNS names and addresses that it is good for
    QDateTime validFrom;
    QDateTime validUntil;
    QByteArray sha256; //!< of its DER form, 32 bytes
    bool isSelfSigned = false;
};

/** Why a certificate chain is not trusted; several can be true at once. */
enum class TlsProblem : std::uint8_t
{
    None,
    UnknownIssuer, //!< no authority that we trust has signed it; self-signed too
    Expired,
    NotYetValid,
    NameMismatch, //!< it is for other names than the one asked for
    Revoked,
    ClientCertificateRefused, //!< the peer wants one, or another one, of ours
    NoCommonProtocol, //!< no TLS version or cipher in common
    NotTls, //!< what answered is no TLS
    Other,
};

/** What the TLS handshake has shown. */
struct TlsEvidence
{
    QList<CertificateInfo> chain; //!< the peer's own first
    QList<TlsProblem> problems; //!< the gravest first; empty: verified, or accepted
    QStringList details; //!< Qt's and OpenSSL's words for them
    QString protocol; //!< such as "TLSv1.3"; empty: the handshake was not finished
    QString cipher;
    QString serverName; //!< the name that was asked for and verified against
    bool acceptedByFingerprint = false;
};

/** What an HTTP server answered to the WebSocket upgrade. */
struct UpgradeAnswer
{
    int status = 0; //!< 0: no HTTP answer came
    QString reason;
    QString subprotocol; //!< the one it chose; empty: none
    QString location; //!< where a redirection points to
};

/** What opening a transport has shown, whether it opened or not. */
struct TransportEvidence
{
    QString peerAddress; //!< "127.0.0.1:61613" once TCP stands; the proxy's, where one is used
    std::optional<TlsEvidence> tls;
    std::optional<UpgradeAnswer> upgrade;
};

} // namespace Stomp
