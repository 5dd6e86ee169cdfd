#pragma once

#include "transport.h"

#include <stomp/dialect/dialect.h>
#include <stomp/protocol/brokerurl.h>
#include <stomp/session/sessiontypes.h>

#include <QByteArray>
#include <QList>
#include <QNetworkProxy>
#include <QString>

#include <memory>

namespace Stomp {

/** TLS of stomps: and wss:. Verification is always on; fingerprint is the only way round it. */
struct TlsOptions
{
    QString caFile; //!< PEM; these authorities instead of the system's
    QString certificateFile; //!< PEM, ours, with its chain; goes with keyFile
    QString keyFile; //!< PEM
    QString keyPassphrase;
    QString serverName; //!< asked for (SNI) and verified against; empty: the URL's host
    QByteArray fingerprint; //!< SHA-256 (32 bytes) of the one peer certificate that is accepted
                            //!< whatever else is wrong with it; empty: none
};

/** Where to connect and how. What session leaves open is filled in from url and dialect. */
struct ClientOptions
{
    BrokerUrl url;
    /** What the user says it is; decides the host header where the URL names no virtual host. */
    Dialect dialect = Dialect::Generic;
    SessionOptions session;
    Millis tcpTimeout = 10'000; //!< for the name and the connection, together; TLS and the
                                //!< WebSocket upgrade have the same time again, each
    TlsOptions tls;
    std::vector<Header> httpHeaders; //!< of the WebSocket upgrade: Authorization, Origin, ...
    QNetworkProxy proxy{QNetworkProxy::NoProxy};
};

/**
 * What CONNECT will say: login and passcode default to the URL's user and password, the host header
 * to its virtual host, else to the dialect's default.
 */
[[nodiscard]] SessionOptions effectiveSession(const ClientOptions& options);

/** Null when this build has no transport for the URL's scheme. */
[[nodiscard]] std::unique_ptr<Transport> makeTransport(const ClientOptions& options);

} // namespace Stomp
