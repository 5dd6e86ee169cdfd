#include "websocketworker.h"

#include "socketerrors.h"

#include <QSslCipher>
#include <QTimerEvent>
#include <QWebSocketHandshakeOptions>

namespace Stomp {

namespace {

// Artemis takes no larger frame by default.
constexpr quint64 largestFrameSent = 64 * 1024;
// While we wait and the kernel has not taken everything, nobody tells us when it can.
constexpr std::chrono::milliseconds flushAgain{20};
constexpr qint64 longestAnswer = 64 * 1024;

} // namespace

WebSocketWorker::WebSocketWorker(MessagePipe& pipe, const WebSocketOptions& options)
    : m_pipe(pipe), m_options(options), m_handshake(options.tls, options.target.host),
      m_socket(QString(), QWebSocketProtocol::VersionLatest, this)
{
    m_socket.setProxy(m_options.target.proxy);
    m_socket.setMaxAllowedIncomingFrameSize(m_options.largestMessage);
    m_socket.setMaxAllowedIncomingMessageSize(m_options.largestMessage);
    m_socket.setOutgoingFrameSize(largestFrameSent);
    connect(&m_socket, &QWebSocket::connected, this, &WebSocketWorker::handleOpened);
    connect(&m_socket, QOverload<QAbstractSocket::SocketError>::of(&QWebSocket::error), this,
        &WebSocketWorker::handleError);
    connect(&m_socket, &QWebSocket::aboutToClose, this, [this] { m_sawClose = true; });
    // Queued, as QWebSocket's own look at what has arrived is: that comes first.
    connect(&m_socket, &QWebSocket::disconnected, this, &WebSocketWorker::handleClosed,
        Qt::QueuedConnection);
    connect(&m_socket, &QWebSocket::textMessageReceived, this, [this](const QString& message) {
        const QByteArray bytes = message.toUtf8();
        takeMessage({bytes.constData(), static_cast<std::size_t>(bytes.size())});
    });
    connect(&m_socket, &QWebSocket::binaryMessageReceived, this, [this](const QByteArray& message) {
        takeMessage({message.constData(), static_cast<std::size_t>(message.size())});
    });
    connect(&m_socket, &QWebSocket::bytesWritten, this, [this] {
        noteUnsent();
        closeWhenSent();
    });
}

WebSocketWorker::~WebSocketWorker()
{
    m_socket.disconnect(this);
    m_socket.abort();
}

void WebSocketWorker::open()
{
    if (!m_options.error.isEmpty()) {
        fail(TransportError::Upgrade, m_options.error);
        return;
    }
    if (m_options.isSecure) {
        const std::optional<QSslConfiguration> configuration = m_handshake.configuration();
        if (!configuration) {
            m_stage = Stage::Tls;
            fail(TransportError::Tls, m_handshake.error());
            return;
        }
        m_socket.setSslConfiguration(*configuration);
    }
    QWebSocketHandshakeOptions handshake;
    handshake.setSubprotocols(m_options.subprotocols);
    startTimer();
    m_socket.open(m_options.request, handshake);
    // QWebSocket hides its socket, but not that it is its child: the stages of the opening, the
    // name that TLS asks for, and the HTTP answer are to be had there only.
    m_tcp = m_socket.findChild<QTcpSocket*>();
    if (m_tcp)
        watchSocket(*m_tcp);
}

void WebSocketWorker::watchSocket(QTcpSocket& socket)
{
    connect(&socket, &QTcpSocket::connected, this, [this, &socket] {
        m_peerAddress = peerAddressOf(socket, m_options.target);
        m_arrivals.watch(socket);
        socket.setSocketOption(QAbstractSocket::LowDelayOption, 1);
        socket.setSocketOption(QAbstractSocket::KeepAliveOption, 1);
        m_stage = Stage::Tls;
        startTimer();
        if (!m_options.isSecure)
            expectAnswer(socket);
    });
    if (auto* secure = qobject_cast<QSslSocket*>(&socket))
        watchTls(*secure);
}

void WebSocketWorker::watchTls(QSslSocket& socket)
{
    socket.setPeerVerifyName(m_handshake.serverName());
    connect(&socket, &QSslSocket::sslErrors, this, [this, &socket](const auto& errors) {
        if (m_handshake.accepts(errors, socket.peerCertificateChain()))
            socket.ignoreSslErrors();
    });
    connect(&socket, &QSslSocket::encrypted, this, [this, &socket] {
        m_handshake.finished(socket.sslConfiguration());
        startTimer();
        expectAnswer(socket);
    });
}

// QWebSocket reads the HTTP answer and tells little of it. In a transaction what it has read can
// be read once more.
void WebSocketWorker::expectAnswer(QTcpSocket& socket)
{
    m_stage = Stage::Upgrade;
    socket.startTransaction();
}

void WebSocketWorker::readAnswer()
{
    if (!m_tcp || !m_tcp->isTransactionStarted())
        return;
    m_tcp->rollbackTransaction();
    const QList<QByteArray> lines = m_tcp->peek(longestAnswer).split('\n');
    const QList<QByteArray> words = lines.first().trimmed().split(' ');
    if (!words.first().startsWith("HTTP/"))
        return;
    m_answer.status = words.value(1).toInt();
    m_answer.reason = QString::fromLatin1(words.mid(2).join(' '));
    for (const QByteArray& line : lines.mid(1)) {
        if (line.trimmed().isEmpty())
            return;
        if (line.toLower().startsWith("location:"))
            m_answer.location = QString::fromUtf8(line.mid(line.indexOf(':') + 1).trimmed());
    }
}

void WebSocketWorker::startTimer()
{
    m_timer.start(static_cast<int>(m_options.target.timeout.count()), Qt::PreciseTimer, this);
}

void WebSocketWorker::timerEvent(QTimerEvent* event)
{
    if (event->timerId() != m_timer.timerId()) {
        QObject::timerEvent(event);
        return;
    }
    const QString reason = noAnswerWithin(m_options.target.timeout);
    const bool lookingUp = m_tcp && m_tcp->state() == QAbstractSocket::HostLookupState;
    switch (m_stage) {
    case Stage::Tcp:
        fail(lookingUp ? TransportError::NameTimeout : TransportError::Timeout, reason);
        break;
    case Stage::Tls:
        failTls(TransportError::Timeout, reason);
        break;
    default:
        readAnswer();
        fail(TransportError::Upgrade, reason);
        break;
    }
}

void WebSocketWorker::handleOpened()
{
    if (m_tcp && m_tcp->isTransactionStarted())
        m_tcp->commitTransaction();
    m_timer.stop();
    m_stage = Stage::Open;
    m_answer.status = 101;
    m_answer.subprotocol = m_socket.subprotocol();
    Q_EMIT opened(evidence());
}

void WebSocketWorker::handleError(QAbstractSocket::SocketError error)
{
    const QString reason = m_socket.errorString();
    switch (m_stage) {
    case Stage::Tcp:
        fail(toTransportError(error, m_options.target), reason);
        break;
    case Stage::Tls:
        failTls(toTransportError(error, m_options.target), reason);
        break;
    case Stage::Upgrade:
        m_handshake.brokeLater(reason);
        if (!m_handshake.evidence().problems.isEmpty()) {
            fail(TransportError::Tls, reason);
            break;
        }
        readAnswer();
        fail(TransportError::Upgrade,
            m_answer.status == 0 || m_answer.status == 101
                ? reason
                : Transport::tr("HTTP %1 %2").arg(m_answer.status).arg(m_answer.reason));
        break;
    case Stage::Open:
        if (error != QAbstractSocket::RemoteHostClosedError)
            m_brokenBy = reason;
        m_handshake.brokeLater(reason);
        break;
    case Stage::Ended:
        break;
    }
}

void WebSocketWorker::handleClosed()
{
    if (m_stage != Stage::Open) {
        fail(TransportError::Upgrade, m_socket.errorString());
        return;
    }
    m_stage = Stage::Ended;
    Q_EMIT closed(closeWords(), evidence());
}

QString WebSocketWorker::closeWords() const
{
    if (!m_brokenBy.isEmpty())
        return m_brokenBy;
    if (!m_sawClose)
        return Transport::tr("the stream ended without the WebSocket's closing handshake");
    const QWebSocketProtocol::CloseCode code = m_socket.closeCode();
    if (code == QWebSocketProtocol::CloseCodeNormal
        || code == QWebSocketProtocol::CloseCodeGoingAway
        || code == QWebSocketProtocol::CloseCodeMissingStatusCode)
        return {};
    const QString words = m_socket.closeReason();
    return words.isEmpty() ? Transport::tr("the WebSocket was closed with code %1").arg(code)
                           : Transport::tr("the WebSocket was closed with code %1: %2")
                                 .arg(QString::number(code), words);
}

void WebSocketWorker::takeMessage(std::string_view bytes)
{
    if (m_closing && !m_pipe.hasRoom())
        return; // nobody is going to read it
    if (m_pipe.store(bytes))
        Q_EMIT stored();
    while (!m_closing && m_brokenBy.isEmpty()) {
        const bool all = unsentBytes() == 0;
        switch (m_pipe.waitForRoom(all ? std::nullopt : std::optional(flushAgain))) {
        case MessagePipe::Wake::Room:
        case MessagePipe::Wake::Stopped:
            return;
        case MessagePipe::Wake::Send:
            sendOutgoing();
            flushWhileWaiting();
            break;
        }
    }
}

// TLS reads when it is flushed; and QWebSocket, when it hears of it, would go on to the next
// message inside of this one, and lose its place.
void WebSocketWorker::flushWhileWaiting()
{
    if (!m_tcp)
        return;
    const QSignalBlocker silence(m_tcp);
    m_socket.flush();
    noteUnsent();
    if (m_tcp->state() == QAbstractSocket::UnconnectedState) {
        m_brokenBy = m_tcp->errorString();
        QMetaObject::invokeMethod(this, &WebSocketWorker::handleClosed, Qt::QueuedConnection);
    }
}

void WebSocketWorker::noteUnsent()
{
    m_pipe.setUnsent(unsentBytes());
    Q_EMIT sent();
}

std::size_t WebSocketWorker::unsentBytes() const
{
    const auto* secure = qobject_cast<const QSslSocket*>(m_tcp.data());
    const qint64 encrypted = secure ? secure->encryptedBytesToWrite() : 0;
    return static_cast<std::size_t>(m_socket.bytesToWrite() + encrypted);
}

void WebSocketWorker::sendOutgoing()
{
    const MessagePipe::Outgoing outgoing = m_pipe.takeOutgoing();
    if (m_stage != Stage::Open)
        return;
    for (const WebSocketMessage& message : outgoing.messages) {
        if (message.isText)
            m_socket.sendTextMessage(QString::fromStdString(message.bytes));
        else
            m_socket.sendBinaryMessage(QByteArray::fromStdString(message.bytes));
    }
    m_pipe.setUnsent(unsentBytes());
    m_closing = m_closing || outgoing.close;
    closeWhenSent();
}

void WebSocketWorker::closeWhenSent()
{
    if (m_closing && m_stage == Stage::Open && unsentBytes() == 0)
        m_socket.close();
}

void WebSocketWorker::abort()
{
    m_timer.stop();
    m_stage = Stage::Ended;
    m_socket.abort();
}

void WebSocketWorker::failTls(TransportError error, const QString& reason)
{
    const auto* secure = qobject_cast<const QSslSocket*>(m_tcp.data());
    m_handshake.failed(error, reason, secure && !secure->sessionCipher().isNull());
    fail(TransportError::Tls, reason);
}

void WebSocketWorker::fail(TransportError error, const QString& reason)
{
    if (m_stage == Stage::Ended)
        return;
    const TransportEvidence shown = evidence();
    abort();
    Q_EMIT failed(error, reason, shown);
}

TransportEvidence WebSocketWorker::evidence() const
{
    TransportEvidence evidence;
    evidence.peerAddress = m_peerAddress;
    if (m_options.isSecure && (!m_peerAddress.isEmpty() || !m_handshake.error().isEmpty()))
        evidence.tls = m_handshake.evidence();
    if (m_stage == Stage::Upgrade || m_stage == Stage::Open || m_stage == Stage::Ended)
        evidence.upgrade = m_answer;
    return evidence;
}

} // namespace Stomp
