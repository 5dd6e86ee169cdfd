#include "sockettransport.h"

#include "socketerrors.h"

#include <QScopedValueRollback>
#include <QTimerEvent>

#include <algorithm>
#include <cstring>

#ifdef Q_OS_LINUX
#include <sys/ioctl.h>
#endif

namespace Stomp {

namespace {

constexpr int confirmedAgainMs = 5;

/** Handed to the kernel, and not yet with the peer's; 0 where the system does not say. */
int unconfirmedBytes(const QTcpSocket& socket)
{
    int bytes = 0;
#ifdef Q_OS_LINUX
    if (::ioctl(static_cast<int>(socket.socketDescriptor()), TIOCOUTQ, &bytes) != 0)
        return 0;
#else
    Q_UNUSED(socket)
#endif
    return bytes;
}

} // namespace

SocketTransport::SocketTransport(
    std::unique_ptr<QTcpSocket> socket, const TransportTarget& target, QObject* parent)
    : Transport(parent), m_socket(std::move(socket)), m_target(target)
{
    m_socket->setProxy(m_target.proxy);
    m_socket->setReadBufferSize(readBufferSize);
    connect(m_socket.get(), &QTcpSocket::connected, this, &SocketTransport::handleConnected);
    connect(m_socket.get(), &QTcpSocket::errorOccurred, this, &SocketTransport::handleError);
    connect(m_socket.get(), &QTcpSocket::disconnected, this, &SocketTransport::handleDisconnected);
    connect(m_socket.get(), &QTcpSocket::readyRead, this, &SocketTransport::handleReadable);
}

SocketTransport::~SocketTransport()
{
    m_socket->disconnect(this); // its destructor still has things to say
}

void SocketTransport::open()
{
    m_timer.start(static_cast<int>(m_target.timeout.count()), Qt::PreciseTimer, this);
    connectSocket();
}

void SocketTransport::close()
{
    m_timer.stop();
    if (m_socket->isOpen())
        rescueUnread();
    m_closing = true;
    m_socket->setReadBufferSize(0);
    closeWhenSent();
}

void SocketTransport::abort()
{
    m_timer.stop();
    m_socket->disconnect(this);
    m_socket->abort();
}

std::size_t SocketTransport::read(std::span<char> into)
{
    if (m_rescuedRead < m_rescued.size()) {
        const std::size_t size = std::min(into.size(), m_rescued.size() - m_rescuedRead);
        std::memcpy(into.data(), m_rescued.data() + m_rescuedRead, size);
        m_rescuedRead += size;
        return size;
    }
    if (!m_socket->isOpen())
        return 0;
    const qint64 size = m_socket->read(into.data(), static_cast<qint64>(into.size()));
    return size > 0 ? static_cast<std::size_t>(size) : 0;
}

void SocketTransport::write(std::string_view bytes)
{
    if (m_isOpen && !m_closing && m_socket->state() == QAbstractSocket::ConnectedState)
        m_socket->write(bytes.data(), static_cast<qint64>(bytes.size()));
}

std::size_t SocketTransport::bytesToWrite() const
{
    return static_cast<std::size_t>(unsentBytes());
}

void SocketTransport::poll()
{
    const QScopedValueRollback polling(m_isPolling, true);
    if (m_socket->state() == QAbstractSocket::ConnectedState)
        m_socket->waitForReadyRead(0);
}

void SocketTransport::timerEvent(QTimerEvent* event)
{
    if (event->timerId() != m_timer.timerId()) {
        Transport::timerEvent(event);
        return;
    }
    if (m_closing) {
        closeWhenSent();
        return;
    }
    const bool lookingUp = m_socket->state() == QAbstractSocket::HostLookupState;
    const QString reason = noAnswerWithin(m_target.timeout);
    if (m_isConnected)
        fail(judge(TransportError::Timeout, reason), reason);
    else
        fail(lookingUp ? TransportError::NameTimeout : TransportError::Timeout, reason);
}

void SocketTransport::handleConnected()
{
    m_timer.start(static_cast<int>(m_target.timeout.count()), Qt::PreciseTimer, this);
    m_isConnected = true;
    m_evidence.peerAddress = peerAddressOf(*m_socket, m_target);
    m_socket->setSocketOption(QAbstractSocket::LowDelayOption, 1);
    m_socket->setSocketOption(QAbstractSocket::KeepAliveOption, 1);
    tcpConnected();
}

void SocketTransport::streamOpened()
{
    m_timer.stop();
    m_isOpen = true;
    Q_EMIT opened();
}

TransportError SocketTransport::judge(TransportError error, const QString&)
{
    return error;
}

void SocketTransport::handleError(QAbstractSocket::SocketError error)
{
    if (m_isPolling && error == QAbstractSocket::SocketTimeoutError)
        return; // nothing has arrived, that is all
    const QString reason = m_socket->errorString();
    if (!m_isOpen) {
        const TransportError meant = toTransportError(error, m_target);
        fail(m_isConnected ? judge(meant, reason) : meant, reason);
        return;
    }
    if (error != QAbstractSocket::RemoteHostClosedError) {
        m_brokenBy = reason;
        streamBroken(reason);
    }
    rescueUnread();
}

void SocketTransport::handleReadable()
{
    if (m_closing)
        rescueUnread();
    Q_EMIT readyRead();
}

void SocketTransport::handleWritten()
{
    if (!m_isOpen)
        return; // a handshake's
    Q_EMIT bytesWritten();
    if (m_closing)
        closeWhenSent();
}

// A socket that is closed while something of the peer's is unread, or still on its way, resets the
// connection: what the peer's system does not have by then is lost. disconnectFromHost() stops
// reading at once, so it has to wait until all is there.
void SocketTransport::closeWhenSent()
{
    if (m_isOpen && unsentBytes() > 0)
        return;
    if (m_isOpen && unconfirmedBytes(*m_socket) > 0) {
        if (!m_timer.isActive())
            m_timer.start(confirmedAgainMs, this);
        return;
    }
    m_timer.stop();
    poll();
    m_socket->disconnectFromHost();
}

void SocketTransport::handleDisconnected()
{
    if (m_closing)
        m_timer.stop();
    if (m_isOpen)
        Q_EMIT closed(m_brokenBy);
}

// When a write fails, QTcpSocket throws away what it has not delivered: a heart-beat to a broker
// that died while we were not reading would lose what it had sent.
void SocketTransport::rescueUnread()
{
    const QByteArray unread = m_socket->readAll();
    if (m_closing && m_rescued.size() - m_rescuedRead >= std::size_t(readBufferSize))
        return; // nobody is going to read it
    m_rescued.append(unread.constData(), static_cast<std::size_t>(unread.size()));
}

void SocketTransport::fail(TransportError error, const QString& reason)
{
    abort();
    Q_EMIT failed(error, reason);
}

} // namespace Stomp
