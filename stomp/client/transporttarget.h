#pragma once

#include <QNetworkProxy>
#include <QString>

#include <chrono>

namespace Stomp {

/** Where a transport connects to. timeout: for the name and TCP together, and again for each of TLS
 * and the WebSocket upgrade. */
struct TransportTarget
{
    QString host;
    quint16 port = 0;
    std::chrono::milliseconds timeout{10'000};
    QNetworkProxy proxy{QNetworkProxy::NoProxy};
};

} // namespace Stomp
