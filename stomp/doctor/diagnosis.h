#pragma once

#include <stomp/client/clientoptions.h>
#include <stomp/client/connectionfailure.h>
#include <stomp/dialect/dialect.h>

#include <QString>

namespace Stomp {

/** What is wrong, as the reader sees it; translated. Never contains a password. */
struct Diagnosis
{
    /** Stable, for tests and for a button that mends it. */
    enum class Kind : std::uint8_t
    {
        HostNotFound,
        NameTimeout,
        NobodyListens,
        ConnectTimeout, //!< no answer to the TCP connection
        Unreachable,
        UnsupportedUrl,
        SpeaksTls,
        SpeaksHttp,
        SpeaksOpenWire,
        SpeaksAmqp,
        SpeaksPlainStomp, //!< where TLS or WebSocket was looked for
        UnknownIssuer, //!< of the peer's certificate
        CertificateExpired,
        CertificateNotYetValid,
        CertificateRevoked,
        NameMismatch,
        ClientCertificateRefused, //!< or none was shown
        NoCommonTls,
        NotTls,
        TlsFiles, //!< of the CA, the certificate or the key
        TlsFailed,
        UpgradeNotFound,
        UpgradeForbidden,
        UpgradeNeedsLogin,
        UpgradeRedirected,
        NoWebSocket,
        ProxyFailed,
        NoAddress, //!< none of several leads to a broker
        ClosedAtOnce, //!< no byte came: probably TLS, or not a broker
        NoAnswer, //!< open, but no CONNECTED in time
        WrongCredentials,
        LoopbackOnly, //!< RabbitMQ's guest from another machine
        UnknownVirtualHost,
        ClientIdInUse,
        VersionRefused,
        RefusedByBroker, //!< another ERROR instead of CONNECTED
        ErrorFromBroker, //!< ERROR after CONNECTED
        HeartBeatLost,
        ClosedInFrame,
        ConnectionLost,
        LimitExceeded,
        Garbage,
        CannotSend, //!< CONNECT cannot be written with these values
        Other,
    };

    Kind kind = Kind::Other;
    QString what; //!< what failed, in one sentence
    QString cause; //!< the likely one, in one or two sentences
    QString remedy; //!< what to do; may be empty
    QString details; //!< the other side's own words, or the bytes; may be empty
};

/** Why a connection could not be made, or was lost. Judges by the evidence alone; asks nobody. */
[[nodiscard]] Diagnosis explain(const ConnectionFailure& failure, const ClientOptions& options);
/** What an ERROR after CONNECTED means on this broker. */
[[nodiscard]] Diagnosis explainError(const Frame& error, Dialect dialect);

} // namespace Stomp
