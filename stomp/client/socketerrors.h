#pragma once

#include "transport.h"
#include "transporttarget.h"

#include <QAbstractSocket>

namespace Stomp {

/** What Qt's error of a socket that never opened means. */
[[nodiscard]] TransportError toTransportError(
    QAbstractSocket::SocketError error, const TransportTarget& target);
/** "127.0.0.1:61613", "[::1]:61613"; the proxy's address, where one is used. */
[[nodiscard]] QString peerAddressOf(const QAbstractSocket& socket, const TransportTarget& target);
/** "no answer within 10 s". */
[[nodiscard]] QString noAnswerWithin(std::chrono::milliseconds time);

} // namespace Stomp
