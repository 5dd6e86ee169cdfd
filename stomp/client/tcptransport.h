#pragma once

#include "sockettransport.h"

namespace Stomp {

/** Plain TCP. */
class TcpTransport final : public SocketTransport
{
    Q_OBJECT

public:
    explicit TcpTransport(const TransportTarget& target, QObject* parent = nullptr);

private:
    void connectSocket() override;
    void tcpConnected() override;
};

} // namespace Stomp
