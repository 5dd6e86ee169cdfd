#include "tcptransport.h"

#include <QNetworkProxy>
#include <QTimerEvent>

#include <algorithm>
#include <cstring>

namespace Stomp {

namespace {

TransportError toTransportError(QAbstractSocket::SocketError error)
{
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
    default:
        return TransportError::Other;
    }
}

} // namespace

TcpTransport::TcpTransport(
    const QString& host, quint16 port, std::chrono::milliseconds timeout, QObject* parent)
    : Transport(parent), m_host(host), m_port(port), m_timeout(timeout)
{
    m_socket.setProxy(QNetworkProxy::NoProxy);
    m_socket.setReadBufferSize(readBufferSize);
    connect(&m_socket, &QTcpSocket::connected, this, &TcpTransport::handleConnected);
    connect(&m_socket, &QTcpSocket::errorOccurred, this, &TcpTransport::handleError);
    connect(&m_socket, &QTcpSocket::disconnected, this, &TcpTransport::handleDisconnected);
    connect(&m_socket, &QTcpSocket::readyRead, this, &TcpTransport::readyRead);
    connect(&m_socket, &QTcpSocket::bytesWritten, this, &TcpTransport::bytesWritten);
}

TcpTransport::~TcpTransport()
{
    m_socket.disconnect(this); // its destructor still has things to say
}

void TcpTransport::open()
{
    m_timer.start(static_cast<int>(m_timeout.count()), Qt::PreciseTimer, this);
    m_socket.connectToHost(m_host, m_port);
}

void TcpTransport::close()
{
    m_timer.stop();
    m_socket.disconnectFromHost();
}

void TcpTransport::abort()
{
    m_timer.stop();
    m_socket.disconnect(this);
    m_socket.abort();
}

std::size_t TcpTransport::read(std::span<char> into)
{
    if (m_rescuedRead < m_rescued.size()) {
        const std::size_t size = std::min(into.size(), m_rescued.size() - m_rescuedRead);
        std::memcpy(into.data(), m_rescued.data() + m_rescuedRead, size);
        m_rescuedRead += size;
        return size;
    }
    if (!m_socket.isOpen())
        return 0;
    const qint64 size = m_socket.read(into.data(), static_cast<qint64>(into.size()));
    return size > 0 ? static_cast<std::size_t>(size) : 0;
}

void TcpTransport::write(std::string_view bytes)
{
    if (m_socket.state() == QAbstractSocket::ConnectedState)
        m_socket.write(bytes.data(), static_cast<qint64>(bytes.size()));
}

std::size_t TcpTransport::bytesToWrite() const
{
    return static_cast<std::size_t>(m_socket.bytesToWrite());
}

void TcpTransport::poll()
{
    if (m_socket.state() == QAbstractSocket::ConnectedState)
        m_socket.waitForReadyRead(0);
}

void TcpTransport::timerEvent(QTimerEvent* event)
{
    if (event->timerId() != m_timer.timerId()) {
        Transport::timerEvent(event);
        return;
    }
    const bool lookingUp = m_socket.state() == QAbstractSocket::HostLookupState;
    fail(lookingUp ? TransportError::NameTimeout : TransportError::Timeout,
        tr("no answer within %1 s").arg(static_cast<double>(m_timeout.count()) / 1000));
}

void TcpTransport::handleConnected()
{
    m_timer.stop();
    m_isOpen = true;
    m_socket.setSocketOption(QAbstractSocket::LowDelayOption, 1);
    m_socket.setSocketOption(QAbstractSocket::KeepAliveOption, 1);
    Q_EMIT opened();
}

void TcpTransport::handleError(QAbstractSocket::SocketError error)
{
    if (!m_isOpen) {
        fail(toTransportError(error), m_socket.errorString());
        return;
    }
    if (error != QAbstractSocket::RemoteHostClosedError)
        m_brokenBy = m_socket.errorString();
    rescueUnread();
}

void TcpTransport::handleDisconnected()
{
    if (m_isOpen)
        Q_EMIT closed(m_brokenBy);
}

// When a write fails, QTcpSocket throws away what it has not delivered: a heart-beat to a broker
// that died while we were not reading would lose what it had sent.
void TcpTransport::rescueUnread()
{
    const QByteArray unread = m_socket.readAll();
    m_rescued.append(unread.constData(), static_cast<std::size_t>(unread.size()));
}

void TcpTransport::fail(TransportError error, const QString& reason)
{
    abort();
    Q_EMIT failed(error, reason);
}

} // namespace Stomp
