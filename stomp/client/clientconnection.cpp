#include "clientconnection.h"

#include <QTimerEvent>

#include <algorithm>
#include <chrono>
#include <utility>

namespace Stomp {

namespace {

constexpr std::size_t chunkSize = 256 * 1024;
// One event's worth of reading; then others get their turn.
constexpr std::size_t sliceBytes = 4 * 1024 * 1024;
constexpr SessionTime sliceTime = std::chrono::milliseconds(8);
constexpr std::size_t keptOutput = 1024 * 1024;
/** For the peer's acknowledgements in TCP, or its closing handshake in WebSocket. */
constexpr int longestClosingMs = 2000;

SessionTime sessionTime(std::chrono::steady_clock::time_point time)
{
    return std::chrono::duration_cast<SessionTime>(time.time_since_epoch());
}

ConnectionFailure::Stage stageOf(TransportError error)
{
    switch (error) {
    case TransportError::HostNotFound:
    case TransportError::NameTimeout:
        return ConnectionFailure::Stage::Name;
    case TransportError::Tls:
        return ConnectionFailure::Stage::Tls;
    case TransportError::Upgrade:
        return ConnectionFailure::Stage::Upgrade;
    default:
        return ConnectionFailure::Stage::Tcp;
    }
}

} // namespace

ClientConnection::ClientConnection(Client& client, MessageSink& sink,
    std::unique_ptr<Transport> transport, const ClientOptions& options, RequestId lastRequest)
    : m_client(&client), m_transport(std::move(transport)),
      m_session(effectiveSession(options), sink, *this, lastRequest)
{
    m_session.setFrameObserver(client.m_observer);
    m_session.setDialect(options.dialect);
    if (m_transport) {
        Transport* stream = m_transport.get();
        connect(stream, &Transport::opened, this, &ClientConnection::handleOpened);
        connect(stream, &Transport::failed, this, &ClientConnection::handleTransportFailed);
        connect(stream, &Transport::closed, this, &ClientConnection::handleTransportClosed);
        connect(stream, &Transport::readyRead, this, &ClientConnection::readSlice);
        connect(stream, &Transport::bytesWritten, this, [this] {
            const Busy busy(*this);
            noteWritten();
            Q_EMIT m_client->bytesWritten();
        });
    }
    // Not now: whoever connects wants to hear of it after connectToBroker() has returned.
    QMetaObject::invokeMethod(this, &ClientConnection::open, Qt::QueuedConnection);
}

ClientConnection::~ClientConnection() = default;

void ClientConnection::retire()
{
    Client* const client = std::exchange(m_client, nullptr);
    m_session.detach();
    m_timer.stop();
    if (m_wasLeft) {
        closeInOrder(*client);
        return;
    }
    if (m_transport)
        cut();
    if (m_depth == 0)
        delete this;
}

// A TLS peer hears that nothing was cut off (RFC 8446, 6.1), a WebSocket peer that it is no failure
// (RFC 6455, 7.1.1).
void ClientConnection::closeInOrder(Client& client)
{
    m_isClosing = true;
    setParent(&client);
    m_transport->disconnect(this);
    connect(m_transport.get(), &Transport::closed, this, &QObject::deleteLater);
    m_timer.start(longestClosingMs, this);
    // Not now: the transport may be in the midst of telling what it has read.
    QMetaObject::invokeMethod(
        this, [this] { m_transport->close(); }, Qt::QueuedConnection);
}

void ClientConnection::cut()
{
    m_timer.stop();
    m_transport->disconnect(this);
    m_transport->abort();
}

void ClientConnection::hurry()
{
    setParent(nullptr);
    m_isClosing = false;
    cut();
    if (m_depth == 0)
        delete this;
}

std::size_t ClientConnection::bytesToWrite() const
{
    return m_transport ? m_transport->bytesToWrite() : 0;
}

SessionTime ClientConnection::now()
{
    return sessionTime(std::chrono::steady_clock::now());
}

void ClientConnection::open()
{
    const Busy busy(*this);
    if (!m_client)
        return;
    if (m_transport)
        m_transport->open();
    else
        handleTransportFailed(
            TransportError::Unsupported, tr("this build cannot open such a connection"));
}

void ClientConnection::handleOpened()
{
    const Busy busy(*this);
    m_client->setState(Client::State::Handshaking);
    if (m_client && m_session.start(now()))
        flush();
}

void ClientConnection::handleTransportFailed(TransportError error, const QString& reason)
{
    const Busy busy(*this);
    ConnectionFailure failure;
    failure.stage = stageOf(error);
    failure.transport = error;
    failure.detail = reason;
    if (m_transport)
        failure.evidence = m_transport->evidence();
    m_client->ended(std::move(failure));
}

void ClientConnection::handleTransportClosed(const QString& reason)
{
    const Busy busy(*this);
    m_transportClosed = reason;
    readSlice();
}

void ClientConnection::readSlice()
{
    if (!m_client || m_isReading)
        return;
    const Busy busy(*this);
    m_isReading = true;
    const SessionTime started = now();
    std::size_t total = 0;
    while (m_client && !m_paused) {
        const ClientSession::Progress progress = m_session.process(now());
        if (progress == ClientSession::Progress::Closed)
            break;
        if (progress == ClientSession::Progress::Stopped) {
            setReadingPaused(true);
            break;
        }
        if (total >= sliceBytes || now() - started >= sliceTime) {
            continueReading();
            break;
        }
        const std::size_t size = m_transport->read(m_session.prepare(chunkSize));
        if (size == 0) {
            if (m_transportClosed)
                m_session.connectionClosed(m_transportClosed->toStdString());
            break;
        }
        m_session.commit(size, now());
        total += size;
    }
    m_isReading = false;
    flush();
}

void ClientConnection::continueReading()
{
    if (m_readQueued)
        return;
    m_readQueued = true;
    QMetaObject::invokeMethod(
        this,
        [this] {
            m_readQueued = false;
            readSlice();
        },
        Qt::QueuedConnection);
}

void ClientConnection::setReadingPaused(bool paused)
{
    if (paused == m_paused)
        return;
    const Busy busy(*this);
    m_paused = paused;
    m_session.setReadingPaused(paused, now());
    if (!paused)
        continueReading();
    armTimer();
    Q_EMIT m_client->readingPaused(paused);
}

void ClientConnection::disconnectFromBroker()
{
    const Busy busy(*this);
    m_session.disconnect(now());
    if (!m_client)
        return;
    flush();
    m_client->setState(Client::State::Disconnecting);
}

void ClientConnection::abort()
{
    const Busy busy(*this);
    m_isAborting = true;
    m_session.abort();
}

void ClientConnection::flush()
{
    if (!m_client)
        return;
    if (m_session.takeOutput(m_output))
        m_transport->write(m_output);
    if (m_output.capacity() > keptOutput)
        std::string().swap(m_output);
    armTimer();
}

// A large body on a slow way: the peer cannot confirm what has not reached it.
void ClientConnection::noteWritten()
{
    const bool isMoreWaiting = m_transport->bytesToWrite() > 0;
    if (std::exchange(m_isBehind, isMoreWaiting) || isMoreWaiting)
        m_session.outputDelayed(now());
}

void ClientConnection::armTimer()
{
    const auto next = m_session.nextDeadline();
    if (!next) {
        m_timer.stop();
        return;
    }
    if (m_timer.isActive() && m_timerDue <= *next)
        return; // it asks again when it fires
    m_timerDue = *next;
    const auto wait = std::chrono::ceil<std::chrono::milliseconds>(*next - now()).count();
    m_timer.start(static_cast<int>(std::max<std::int64_t>(wait, 0)), Qt::PreciseTimer, this);
}

void ClientConnection::timerEvent(QTimerEvent* event)
{
    if (event->timerId() != m_timer.timerId()) {
        QObject::timerEvent(event);
        return;
    }
    if (m_isClosing) {
        cut();
        deleteLater();
        return;
    }
    const Busy busy(*this);
    m_timer.stop();
    // If this thread was held up, the peer's answers may lie in the kernel: nobody is given up for
    // our own delay.
    if (!m_paused)
        m_transport->poll();
    if (m_client) {
        if (const auto arrived = m_transport->lastArrival())
            m_session.hear(sessionTime(*arrived));
        m_session.tick(now());
    }
    flush();
}

void ClientConnection::sessionConnected(const SessionInfo& info)
{
    const BrokerUrl::Scheme scheme = m_client->options().url.scheme;
    const Dialect named = detectDialect(
        Greeting{info.server, !info.session.empty(), info.connected.header("user-name").has_value(),
            scheme == BrokerUrl::Scheme::Ws || scheme == BrokerUrl::Scheme::Wss,
            info.connected.value("practice")});
    if (named != Dialect::Generic)
        m_client->m_dialect = named;
    m_wasConnected = true;
    m_client->setState(Client::State::Connected);
    if (m_client)
        Q_EMIT m_client->connected(info);
}

void ClientConnection::subscriptionChanged(
    SubscriptionKey key, SubscriptionState state, const std::string& reason)
{
    Q_EMIT m_client->subscriptionChanged(key, state, QString::fromStdString(reason));
}

void ClientConnection::requestConfirmed(RequestId id, SessionTime roundTrip)
{
    Q_EMIT m_client->requestConfirmed(id, roundTrip.count());
}

void ClientConnection::requestFailed(
    RequestId id, RequestFailure failure, const std::string& reason)
{
    Q_EMIT m_client->requestFailed(id, failure, QString::fromStdString(reason));
}

void ClientConnection::errorReceived(const Frame& frame)
{
    Q_EMIT m_client->errorReceived(frame);
}

void ClientConnection::stayedOpenAfterError()
{
    Q_EMIT m_client->stayedOpenAfterError();
}

void ClientConnection::unexpectedFrame(const Frame& frame)
{
    Q_EMIT m_client->unexpectedFrame(frame);
}

void ClientConnection::peerSilent(bool silent)
{
    Q_EMIT m_client->peerSilent(silent);
}

void ClientConnection::sessionClosed(CloseReason reason, const std::string& detail)
{
    if (reason == CloseReason::Requested) {
        m_wasLeft = m_wasConnected && !m_isAborting && !m_transportClosed;
        m_client->ended({});
        return;
    }
    ConnectionFailure failure;
    failure.stage =
        m_wasConnected ? ConnectionFailure::Stage::Session : ConnectionFailure::Stage::Handshake;
    failure.reason = reason;
    if (reason == CloseReason::TransportFailed)
        failure.transport = TransportError::Reset;
    failure.evidence = m_transport->evidence();
    // In TLS 1.3 we are through before the peer has looked at our certificate.
    if (!m_wasConnected && failure.evidence.tls && !failure.evidence.tls->problems.isEmpty()) {
        failure.stage = ConnectionFailure::Stage::Tls;
        failure.reason = CloseReason::TransportFailed;
        failure.transport = TransportError::Tls;
    }
    failure.detail = QString::fromStdString(detail);
    failure.greeting = m_session.greeting();
    failure.errorFrame = m_session.lastError();
    failure.parseError = m_session.parseError();
    failure.inFrame = m_session.isInFrame();
    if (m_wasConnected)
        failure.info = m_session.info();
    m_client->ended(std::move(failure));
}

} // namespace Stomp
