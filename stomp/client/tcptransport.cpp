#include "tcptransport.h"

namespace Stomp {

TcpTransport::TcpTransport(const TransportTarget& target, QObject* parent)
    : SocketTransport(std::make_unique<QTcpSocket>(), target, parent)
{
    connect(m_socket.get(), &QTcpSocket::bytesWritten, this, &TcpTransport::handleWritten);
}

void TcpTransport::connectSocket()
{
    m_socket->connectToHost(m_target.host, m_target.port);
}

void TcpTransport::tcpConnected()
{
    streamOpened();
}

} // namespace Stomp
