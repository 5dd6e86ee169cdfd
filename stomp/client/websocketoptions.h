#pragma once

#include "clientoptions.h"
#include "transporttarget.h"

#include <QNetworkRequest>
#include <QStringList>

namespace Stomp {

/** What opening a WebSocket takes, ready to use on any thread. */
struct WebSocketOptions
{
    TransportTarget target;
    bool isSecure = false;
    TlsOptions tls;
    QNetworkRequest request;
    QStringList subprotocols; //!< the highest version's first
    quint64 largestMessage = 0; //!< bytes; what is larger ends the connection
    QString error; //!< why there is no request
};

[[nodiscard]] WebSocketOptions webSocketOptions(const ClientOptions& options);

} // namespace Stomp
