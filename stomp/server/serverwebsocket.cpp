#include "serverwebsocket.h"

#include "gatedsocket.h"

#include <algorithm>
#include <cstring>

namespace Stomp {

namespace {

constexpr qint64 s_readBuffer = 256 * 1024;
constexpr qint64 s_frameOverhead = 64; //!< at least what stands before a message's bytes
constexpr int s_quietMs = 100;

} // namespace

ServerWebSocket::ServerWebSocket(
    QWebSocket* socket, QTcpSocket& carrier, ReadGate& gate, WebSocketWays ways)
    : m_ways(ways), m_socket(socket), m_carrier(&carrier),
      m_tls(qobject_cast<QSslSocket*>(&carrier)), m_gate(gate), m_readBuffer(s_readBuffer)
{
    m_socket->setParent(nullptr);
    m_socket->setMaxAllowedIncomingFrameSize(m_ways.largestMessage);
    m_socket->setMaxAllowedIncomingMessageSize(m_ways.largestMessage);
    carrier.setReadBufferSize(m_readBuffer);
    carrier.setSocketOption(QAbstractSocket::LowDelayOption, 1);
    connect(m_socket.get(), &QWebSocket::textMessageReceived, this, [this](const QString& text) {
        const QByteArray bytes = text.toUtf8();
        take({bytes.constData(), static_cast<std::size_t>(bytes.size())});
    });
    connect(
        m_socket.get(), &QWebSocket::binaryMessageReceived, this, [this](const QByteArray& bytes) {
            if (!m_ways.isTextOnly)
                take({bytes.constData(), static_cast<std::size_t>(bytes.size())});
        });
    // Queued: inside of the signal the socket does not heed its buffer's new size.
    connect(
        &carrier, &QTcpSocket::readyRead, this,
        [this] {
            if (!std::exchange(m_lookPending, true))
                QMetaObject::invokeMethod(
                    this, &ServerWebSocket::fitReadBuffer, Qt::QueuedConnection);
        },
        Qt::DirectConnection);
    connect(m_socket.get(), &QWebSocket::bytesWritten, this, &ServerTransport::written);
    if (m_tls)
        connect(m_tls, &QSslSocket::encryptedBytesWritten, this, &ServerTransport::written);
    connect(m_socket.get(), &QWebSocket::disconnected, this, &ServerTransport::closed);
    m_quiet.setSingleShot(true);
    m_quiet.setInterval(s_quietMs);
    connect(&m_quiet, &QTimer::timeout, this, [this] { m_socket->close(); });
}

ServerWebSocket::~ServerWebSocket()
{
    m_socket->disconnect(this);
    if (m_carrier)
        m_carrier->disconnect(this);
    m_socket->abort();
}

void ServerWebSocket::take(std::string_view message)
{
    m_in += message;
    Q_EMIT readable();
    if (available() > 0)
        m_gate.setShut(true);
}

std::size_t ServerWebSocket::read(std::span<char> room)
{
    const std::size_t size = std::min(room.size(), available());
    std::memcpy(room.data(), m_in.data() + m_inBegin, size);
    m_inBegin += size;
    if (available() == 0)
        skip();
    return size;
}

void ServerWebSocket::skip()
{
    m_inBegin = 0;
    m_in.clear();
    if (m_in.capacity() > static_cast<std::size_t>(s_readBuffer))
        m_in.shrink_to_fit();
    if (m_quiet.isActive())
        m_quiet.start();
    if (m_gate.isShut())
        QMetaObject::invokeMethod(this, &ServerWebSocket::openGate, Qt::QueuedConnection);
}

void ServerWebSocket::openGate()
{
    if (!m_gate.isShut() || available() > 0 || !m_carrier)
        return;
    m_gate.setShut(false);
    Q_EMIT m_carrier->readyRead();
}

/** QWebSocket takes a frame out of its socket when it is there as a whole: so the socket's buffer
 * grows for a large one, and shrinks after it. */
void ServerWebSocket::fitReadBuffer()
{
    m_lookPending = false;
    if (!m_carrier || m_gate.isShut())
        return;
    const qint64 waiting = m_carrier->bytesAvailable();
    if (waiting >= m_readBuffer) {
        const auto most = static_cast<qint64>(m_ways.largestMessage) + s_frameOverhead;
        m_readBuffer = std::min(2 * m_readBuffer, most);
    } else if (waiting < s_readBuffer) {
        m_readBuffer = s_readBuffer;
    }
    // A socket that was full reads on when it is emptied, or its bound has changed; the rest of
    // a frame that waits for its end keeps it from being emptied.
    if (waiting > 0)
        m_carrier->setReadBufferSize(
            m_carrier->readBufferSize() == m_readBuffer ? m_readBuffer + 1 : m_readBuffer);
    if (m_tls && m_tls->encryptedBytesAvailable() > 0)
        m_tls->flush(); // decrypts, too
}

std::size_t ServerWebSocket::write(std::string_view bytes)
{
    for (const WebFrames::Message& message : m_frames.split(bytes)) {
        const QByteArrayView view(
            message.bytes.data(), static_cast<qsizetype>(message.bytes.size()));
        if (message.isText || m_ways.isTextOnly)
            m_socket->sendTextMessage(QString::fromUtf8(view));
        else
            m_socket->sendBinaryMessage(view.toByteArray());
    }
    return bytes.size();
}

void ServerWebSocket::flush()
{
    // TLS reads when it is flushed, and QWebSocket, called from inside of a message, would go on
    // to the next one and lose its place; TLS flushes by itself soon.
    if (!m_tls)
        m_socket->flush();
}

std::size_t ServerWebSocket::unsent() const
{
    const qint64 encrypted = m_tls && m_carrier ? m_tls->encryptedBytesToWrite() : 0;
    return static_cast<std::size_t>(m_socket->bytesToWrite() + encrypted);
}

void ServerWebSocket::endOutput()
{
    // Were it closed while messages still come, the system would reset the connection, and the
    // peer might never read our last one.
    m_quiet.start();
}

void ServerWebSocket::closeNow()
{
    m_quiet.stop();
    m_socket->disconnect(this);
    m_socket->flush();
    m_socket->close(QWebSocketProtocol::CloseCodeGoingAway);
}

void ServerWebSocket::abort()
{
    m_quiet.stop();
    m_socket->abort();
}

} // namespace Stomp
