#include "serverstream.h"

#ifdef Q_OS_UNIX
#include <sys/socket.h>
#endif

namespace Stomp {

namespace {

constexpr qint64 s_readBuffer = 256 * 1024;
constexpr int s_quietMs = 100;

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

ServerStream::ServerStream(QTcpSocket* socket)
    : m_socket(socket), m_tls(qobject_cast<QSslSocket*>(socket))
{
    m_socket->setParent(nullptr);
    m_socket->setReadBufferSize(s_readBuffer);
    m_socket->setSocketOption(QAbstractSocket::LowDelayOption, 1);
    connect(m_socket.get(), &QTcpSocket::bytesWritten, this, &ServerTransport::written);
    connect(m_socket.get(), &QTcpSocket::disconnected, this, &ServerTransport::closed);
    if (m_tls) {
        connect(m_tls, &QSslSocket::encryptedBytesWritten, this, &ServerTransport::written);
        connect(m_tls, &QSslSocket::readyRead, this, &ServerStream::noteReadable);
    } else {
        connect(m_socket.get(), &QTcpSocket::readyRead, this, &ServerTransport::readable);
    }
    m_quiet.setSingleShot(true);
    m_quiet.setInterval(s_quietMs);
    connect(&m_quiet, &QTimer::timeout, m_socket.get(), &QTcpSocket::disconnectFromHost);
}

ServerStream::~ServerStream()
{
    m_socket->disconnect(this);
}

/** TLS reads when it is flushed: whoever flushes shall not find itself reading. */
void ServerStream::noteReadable()
{
    if (std::exchange(m_readablePending, true))
        return;
    QMetaObject::invokeMethod(
        this,
        [this] {
            m_readablePending = false;
            Q_EMIT readable();
        },
        Qt::QueuedConnection);
}

std::size_t ServerStream::available() const
{
    return static_cast<std::size_t>(m_socket->bytesAvailable());
}

std::size_t ServerStream::read(std::span<char> room)
{
    const qint64 size = m_socket->read(room.data(), static_cast<qint64>(room.size()));
    return size > 0 ? static_cast<std::size_t>(size) : 0;
}

void ServerStream::skip()
{
    m_socket->skip(m_socket->bytesAvailable());
    if (m_quiet.isActive())
        m_quiet.start();
}

std::size_t ServerStream::write(std::string_view bytes)
{
    const qint64 size = m_socket->write(bytes.data(), static_cast<qint64>(bytes.size()));
    return size > 0 ? static_cast<std::size_t>(size) : 0;
}

void ServerStream::flush()
{
    m_socket->flush();
}

std::size_t ServerStream::unsent() const
{
    const qint64 encrypted = m_tls ? m_tls->encryptedBytesToWrite() : 0;
    return static_cast<std::size_t>(m_socket->bytesToWrite() + encrypted);
}

void ServerStream::endOutput()
{
    // TLS knows no half that is closed. Were it closed while bytes still come, the system would
    // reset the connection, and the peer might never read our last ones.
    if (m_tls)
        m_quiet.start();
    else if (!closeOurHalf(*m_socket))
        m_socket->disconnectFromHost();
}

void ServerStream::closeNow()
{
    m_quiet.stop();
    m_socket->disconnect(this);
    m_socket->readAll();
    m_socket->flush();
    m_socket->close();
}

void ServerStream::abort()
{
    m_quiet.stop();
    m_socket->abort();
}

} // namespace Stomp
