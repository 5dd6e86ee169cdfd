#include "socketerrors.h"

#include <QHostAddress>

namespace Stomp {

TransportError toTransportError(QAbstractSocket::SocketError error, const TransportTarget& target)
{
    // So Qt puts an HTTP proxy's 403.
    if (error == QAbstractSocket::SocketAccessError
        && target.proxy.type() != QNetworkProxy::NoProxy)
        return TransportError::Proxy;
    switch (error) {
    case QAbstractSocket::ConnectionRefusedError:
        return TransportError::Refused;
    case QAbstractSocket::HostNotFoundError:
        return TransportError::HostNotFound;
    case QAbstractSocket::SocketTimeoutError:
        return TransportError::Timeout;
    case QAbstractSocket::NetworkError:
        return TransportError::Unreachable;
    case QAbstractSocket::RemoteHostClosedError:
        return TransportError::Reset;
    case QAbstractSocket::SslHandshakeFailedError:
    case QAbstractSocket::SslInternalError:
    case QAbstractSocket::SslInvalidUserDataError:
        return TransportError::Tls;
    case QAbstractSocket::ProxyAuthenticationRequiredError:
        return TransportError::ProxyLogin;
    case QAbstractSocket::ProxyConnectionRefusedError:
    case QAbstractSocket::ProxyConnectionClosedError:
    case QAbstractSocket::ProxyConnectionTimeoutError:
    case QAbstractSocket::ProxyNotFoundError:
    case QAbstractSocket::ProxyProtocolError:
        return TransportError::Proxy;
    default:
        return TransportError::Other;
    }
}

QString peerAddressOf(const QAbstractSocket& socket, const TransportTarget& target)
{
    const bool isProxied = target.proxy.type() != QNetworkProxy::NoProxy;
    QString host = isProxied ? target.proxy.hostName() : socket.peerAddress().toString();
    if (host.contains(u':'))
        host = u'[' + host + u']';
    return host + u':' + QString::number(isProxied ? target.proxy.port() : socket.peerPort());
}

QString noAnswerWithin(std::chrono::milliseconds time)
{
    return Transport::tr("no answer within %1 s").arg(static_cast<double>(time.count()) / 1000);
}

} // namespace Stomp
