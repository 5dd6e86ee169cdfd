#include "serverconnection.h"

#include <stomp/broker/broker.h>

#include <algorithm>

#ifdef Q_OS_UNIX
#include <sys/socket.h>
#endif

namespace Stomp {

namespace {

constexpr qint64 s_readBuffer = 256 * 1024;
constexpr std::size_t s_readPiece = 64 * 1024;
/** QTcpSocket copies what it cannot write at once: it gets no more than this ahead. */
constexpr std::size_t s_writeAhead = 256 * 1024;

/** Ends our half of the connection, which Qt cannot: the peer sees the end, and may still write. */
bool closeOurHalf(const QTcpSocket& socket)
{
#ifdef Q_OS_UNIX
    return ::shutdown(static_cast<int>(socket.socketDescriptor()), SHUT_WR) == 0;
#else
    Q_UNUSED(socket)
    return false;
#endif
}

} // namespace

ServerConnection::ServerConnection(Host& host, Broker& broker, QTcpSocket* socket, int lingerMs)
    : m_host(host), m_socket(socket), m_session(broker, *this, host.now())
{
    m_socket->setParent(nullptr);
    m_socket->setReadBufferSize(s_readBuffer);
    m_socket->setSocketOption(QAbstractSocket::LowDelayOption, 1);
    connect(m_socket.get(), &QTcpSocket::readyRead, this, &ServerConnection::read);
    connect(m_socket.get(), &QTcpSocket::bytesWritten, this, &ServerConnection::drained);
    connect(m_socket.get(), &QTcpSocket::disconnected, this, &ServerConnection::lost);
    m_linger.setSingleShot(true);
    m_linger.setInterval(lingerMs);
    connect(&m_linger, &QTimer::timeout, m_socket.get(), &QTcpSocket::abort);
}

ServerConnection::~ServerConnection()
{
    m_socket->disconnect(this);
}

void ServerConnection::read()
{
    while (const qint64 available = m_socket->bytesAvailable()) {
        if (m_isClosing) {
            // Unread bytes would make the system reset the connection, and the ERROR be lost.
            m_socket->skip(available);
            continue;
        }
        if (!m_session.wantsInput())
            break;
        const auto piece =
            std::min({static_cast<std::size_t>(available), s_readPiece, m_session.inputAtOnce()});
        const std::span<char> room = m_session.prepare(piece);
        const qint64 size = m_socket->read(room.data(), static_cast<qint64>(piece));
        m_session.commit(static_cast<std::size_t>(std::max<qint64>(size, 0)), m_host.now());
        if (size <= 0)
            break;
    }
    m_isInputStalled = !m_session.wantsInput();
    m_host.afterInput(*this);
}

void ServerConnection::resumeInput()
{
    if (std::exchange(m_resumePending, true))
        return;
    QMetaObject::invokeMethod(this, &ServerConnection::resume, Qt::QueuedConnection);
}

void ServerConnection::resume()
{
    m_resumePending = false;
    if (!m_session.wantsInput())
        return;
    m_session.resume(m_host.now());
    read();
}

void ServerConnection::send(std::string_view bytes)
{
    m_out += bytes;
    if (!std::exchange(m_isTouched, true))
        m_host.touch(*this);
}

void ServerConnection::close()
{
    m_isClosing = true;
    if (!std::exchange(m_isTouched, true))
        m_host.touch(*this);
}

void ServerConnection::abort()
{
    QMetaObject::invokeMethod(m_socket.get(), &QTcpSocket::abort, Qt::QueuedConnection);
}

std::size_t ServerConnection::pendingBytes() const
{
    return m_out.size() - m_outBegin + m_inSocket;
}

void ServerConnection::flush()
{
    m_isTouched = false;
    const bool wasBlocked = m_session.isBlocked();
    // The socket says when what stays in it has gone; but inside its own signal it does not say so
    // again, and then nobody else would come back for the rest.
    while (true) {
        const bool hadSome = writeMore() || m_inSocket > 0;
        m_socket->flush();
        m_inSocket = static_cast<std::size_t>(m_socket->bytesToWrite());
        if (!hadSome || m_inSocket > 0 || m_outBegin == m_out.size())
            break;
    }
    endAfterWriting();
    // For the same reason; later, because a reader that takes everything at once must not keep the
    // others waiting.
    if (wasBlocked && !m_session.isBlocked() && !std::exchange(m_drainPending, true))
        QMetaObject::invokeMethod(this, &ServerConnection::drained, Qt::QueuedConnection);
}

bool ServerConnection::writeMore()
{
    bool wrote = false;
    while (m_outBegin < m_out.size() && m_inSocket < s_writeAhead) {
        const std::size_t size = std::min(m_out.size() - m_outBegin, s_writeAhead - m_inSocket);
        const qint64 taken = m_socket->write(m_out.data() + m_outBegin, static_cast<qint64>(size));
        if (taken <= 0)
            break;
        wrote = true;
        m_outBegin += static_cast<std::size_t>(taken);
        m_inSocket += static_cast<std::size_t>(taken);
    }
    if (m_outBegin == m_out.size()) {
        m_outBegin = 0;
        m_out.clear();
        if (m_out.capacity() > 4 * s_writeAhead)
            m_out.shrink_to_fit();
    } else if (m_outBegin > m_out.size() / 2) {
        m_out.erase(0, m_outBegin);
        m_outBegin = 0;
    }
    return wrote;
}

void ServerConnection::drained()
{
    m_drainPending = false;
    m_inSocket = static_cast<std::size_t>(m_socket->bytesToWrite());
    writeMore();
    m_session.outboxDrained(m_host.now());
    if (m_isInputStalled && m_session.wantsInput())
        resumeInput();
    endAfterWriting();
    m_host.afterInput(*this);
}

void ServerConnection::endAfterWriting()
{
    if (!m_isClosing || m_isHalfClosed || pendingBytes() > 0)
        return;
    m_isHalfClosed = true;
    m_linger.start();
    if (!closeOurHalf(*m_socket))
        m_socket->disconnectFromHost();
}

void ServerConnection::lost()
{
    m_linger.stop();
    m_session.connectionLost(m_host.now());
    m_host.ended(*this);
}

void ServerConnection::closeNow(const Refusal& reason)
{
    m_session.shutDown(reason, m_host.now());
    m_session.connectionLost(m_host.now());
    m_socket->disconnect(this);
    m_linger.stop();
    m_socket->readAll();
    writeMore();
    m_socket->flush();
    m_socket->close();
}

} // namespace Stomp
