#include "practiceserver.h"

#include "logging.h"
#include "sqlitestore.h"
#include "trafficpacer.h"

#include <QDateTime>
#include <QHostAddress>

#include <algorithm>
#include <memory>

namespace Stomp {

namespace {

constexpr int s_storeRetry = 1000;

/** Null when it is no address. */
QHostAddress addressOf(const QString& host)
{
    if (host.compare(QLatin1StringView("localhost"), Qt::CaseInsensitive) == 0)
        return QHostAddress(QHostAddress::LocalHost);
    return QHostAddress(host);
}

} // namespace

PracticeServer::PracticeServer(PracticeOptions options, QObject* parent)
    : QObject(parent), m_options(std::move(options)), m_tickTimer(this), m_storeRetry(this),
      m_drainTimer(this)
{
    m_clock.start();
    m_tickTimer.setSingleShot(true);
    m_tickTimer.setTimerType(Qt::PreciseTimer);
    connect(&m_tickTimer, &QTimer::timeout, this, &PracticeServer::tick);
    m_storeRetry.setInterval(s_storeRetry);
    connect(&m_storeRetry, &QTimer::timeout, this, &PracticeServer::tryStoreAgain);
    m_drainTimer.setSingleShot(true);
    connect(&m_drainTimer, &QTimer::timeout, this, &PracticeServer::stop);
}

PracticeServer::~PracticeServer()
{
    stop();
}

bool PracticeServer::start()
{
    if (isListening())
        return true;
    if (m_drainTimer.isActive())
        stop();
    m_errorString.clear();
    m_failure = Failure::Options;
    // The store first: another broker may have it, and then nobody shall find a port open.
    if (!openStore())
        return false;
    if (!listen()) {
        m_store.reset();
        return false;
    }
    if (!startBroker()) {
        closeListeners();
        m_store.reset();
        return false;
    }
    m_failure = Failure::None;
    qCInfo(brokerLog).noquote() << "practice broker listens on" << urls().join(u' ');
    Q_EMIT started(port());
    return true;
}

bool PracticeServer::startAt(quint16 wantedPort)
{
    m_options.port = wantedPort;
    return start();
}

bool PracticeServer::listen()
{
    QHostAddress address;
    if (!checkHost(address) || !prepareIdentity(address))
        return false;
    const FurtherPorts& further = m_options.further;
    const std::pair<Listener::Kind, std::optional<quint16>> wanted[] = {
        {Listener::Kind::Tcp, m_options.port},
        {Listener::Kind::Tls, further.tls},
        {Listener::Kind::WebSocket, further.webSocket},
        {Listener::Kind::SecureWebSocket, further.secureWebSocket},
    };
    for (const auto& [kind, wantedPort] : wanted) {
        if (wantedPort && !addListener(kind, address, *wantedPort)) {
            closeListeners();
            return false;
        }
    }
    return true;
}

bool PracticeServer::checkHost(QHostAddress& address)
{
    address = addressOf(m_options.host);
    if (address.isNull()) {
        m_errorString = tr("%1 is not an address to listen on. Use 127.0.0.1, ::1, localhost or, "
                           "for a classroom, an address of this computer or 0.0.0.0.")
                            .arg(m_options.host.isEmpty() ? tr("Nothing") : m_options.host);
        return false;
    }
    if (!address.isLoopback() && m_options.broker.users.empty()) {
        m_errorString = tr("Others can reach %1, and this practice broker would let everybody in. "
                           "Give it users first, or listen on 127.0.0.1.")
                            .arg(address.toString());
        return false;
    }
    return true;
}

bool PracticeServer::prepareIdentity(const QHostAddress& address)
{
    const FurtherPorts& further = m_options.further;
    if (!further.tls && !further.secureWebSocket)
        return true;
    if (!further.certificateFile.isEmpty())
        m_identity = TlsIdentity::read(further.certificateFile, further.keyFile);
    else if (!m_identity.isValid() || m_identity.chain.isEmpty())
        m_identity = TlsIdentity::make(address.toString());
    m_errorString = m_identity.error;
    return m_identity.isValid();
}

bool PracticeServer::addListener(
    Listener::Kind kind, const QHostAddress& address, quint16 wantedPort)
{
    Listener::Options options;
    options.kind = kind;
    if (!m_identity.chain.isEmpty())
        options.tls = m_identity.configuration();
    options.webSocket.isTextOnly = m_options.broker.skin == BrokerSkin::Kind::ActiveMq;
    options.webSocket.largestMessage = m_options.broker.parser.body + m_options.broker.headerBlock;
    options.maxWaiting = m_options.maxClients;
    options.takesAnyOrigin = !m_options.broker.users.empty();
    auto* listener = new Listener(
        std::move(options),
        [this](std::unique_ptr<ServerTransport> transport) { accept(std::move(transport)); }, this);
    m_listeners.push_back(listener);
    if (listener->listen(address, wantedPort))
        return true;
    m_failure = Failure::Port;
    m_errorString = tr("The practice broker cannot listen on %1, port %2: %3.")
                        .arg(address.toString())
                        .arg(wantedPort)
                        .arg(listener->errorString());
    return false;
}

/** They go later: one may be in the middle of accepting a client. */
void PracticeServer::closeListeners()
{
    for (Listener* listener : m_listeners) {
        listener->close();
        listener->deleteLater();
    }
    m_listeners.clear();
}

void PracticeServer::stop()
{
    if (!m_broker)
        return;
    closeListeners();
    m_pacer.reset();
    m_storeRetry.stop();
    m_drainTimer.stop();
    closeClients();
    m_touched.clear();
    const bool hadClients = !m_clients.empty();
    for (auto& client : m_clients)
        bury(std::move(client));
    m_clients.clear();
    m_broker.reset();
    m_store.reset();
    // Last: farewells that a fault delays ask to be woken.
    m_tickTimer.stop();
    m_tickDue.reset();
    if (hadClients)
        Q_EMIT clientCountChanged(0);
    Q_EMIT stopped();
}

void PracticeServer::drain()
{
    if (!m_broker || m_drainTimer.isActive())
        return;
    closeListeners();
    m_pacer.reset();
    if (m_clients.empty()) {
        stop();
        return;
    }
    m_drainTimer.start(m_options.drainMs);
    for (const auto& client : m_clients)
        client->session().shutDown(goodbye(), now());
    flushTouched();
}

bool PracticeServer::isListening() const
{
    return !m_listeners.empty();
}

quint16 PracticeServer::port() const
{
    return isListening() ? m_listeners.front()->port() : quint16{0};
}

QString PracticeServer::url() const
{
    return isListening() ? m_listeners.front()->url() : QString();
}

QStringList PracticeServer::urls() const
{
    QStringList urls;
    for (const Listener* listener : m_listeners)
        urls << listener->url();
    return urls;
}

int PracticeServer::clientCount() const
{
    return static_cast<int>(m_clients.size());
}

void PracticeServer::setTraffic(const TrafficOptions& traffic)
{
    m_options.traffic = traffic;
    if (m_broker)
        restartTraffic();
}

void PracticeServer::setFaults(const FaultPlan& plan)
{
    m_options.faults = plan;
    if (!m_broker)
        return;
    m_broker->faults().arm(plan, now());
    flushTouched();
}

void PracticeServer::restartTraffic()
{
    const TrafficOptions& traffic = m_options.traffic;
    if (traffic.ordersPerSecond <= 0 && traffic.pricesPerSecond <= 0) {
        m_pacer.reset();
        return;
    }
    if (!m_pacer || m_pacer->seed() != traffic.seed) {
        m_pacer = std::make_unique<TrafficPacer>(*m_broker, m_clock, traffic.seed);
        connect(m_pacer.get(), &TrafficPacer::published, this, &PracticeServer::flushTouched);
    }
    m_pacer->setRates(traffic);
}

void PracticeServer::accept(std::unique_ptr<ServerTransport> transport)
{
    if (!m_broker || m_drainTimer.isActive())
        return;
    Host& host = *this;
    ServerConnection& accepted = *m_clients.emplace_back(std::make_unique<ServerConnection>(
        host, m_broker, std::move(transport), m_options.lingerMs));
    if (clientCount() > m_options.maxClients) {
        qCWarning(brokerLog) << "refused a client:" << m_options.maxClients << "are connected";
        accepted.session().shutDown(
            {"Too many connections",
                "This broker serves at most " + std::to_string(m_options.maxClients)
                    + " clients at a time.",
                {}},
            now());
    }
    tickBy(accepted.session().nextDeadline());
    flushTouched();
    Q_EMIT clientCountChanged(clientCount());
}

void PracticeServer::touch(ServerConnection& client)
{
    m_touched.push_back(&client);
}

void PracticeServer::afterInput(ServerConnection& client)
{
    flushTouched();
    tickBy(client.session().nextDeadline());
    tickBy(m_broker->nextDeadline(now()));
}

void PracticeServer::ended(ServerConnection& client)
{
    const auto found = std::find_if(m_clients.begin(), m_clients.end(),
        [&](const auto& candidate) { return candidate.get() == &client; });
    if (found == m_clients.end())
        return;
    if (const Verdict& refusal = client.session().refusal())
        qCInfo(brokerLog).noquote()
            << "client refused:" << QString::fromStdString(refusal->message);
    bury(std::move(*found));
    m_clients.erase(found);
    std::erase(m_touched, &client);
    flushTouched();
    tickBy(m_broker->nextDeadline(now()));
    Q_EMIT clientCountChanged(clientCount());
    // Later: this client is in the middle of its socket's signal.
    if (m_clients.empty() && m_drainTimer.isActive())
        m_drainTimer.start(0);
}

/** Deletes it later: it may be in the middle of a signal of its socket. */
void PracticeServer::bury(std::unique_ptr<ServerConnection> client)
{
    if (m_buried.empty())
        QMetaObject::invokeMethod(
            this, [this] { m_buried.clear(); }, Qt::QueuedConnection);
    m_buried.push_back(std::move(client));
}

void PracticeServer::flushTouched()
{
    // Flushing can make room, and so touch further clients.
    if (!mayWrite())
        commitSoon();
    while (!m_touched.empty() && mayWrite()) {
        ServerConnection* client = m_touched.back();
        m_touched.pop_back();
        client->flush();
        tickBy(client->session().nextDeadline());
        if (!mayWrite())
            commitSoon();
    }
}

/** Again and again: it may be set while the broker runs. */
void PracticeServer::setWallClock()
{
    m_broker->setWallOffset(QDateTime::currentMSecsSinceEpoch() - now());
}

void PracticeServer::tick()
{
    m_tickDue.reset();
    const Millis time = now();
    setWallClock();
    m_broker->tick(time);
    for (const auto& client : m_clients)
        client->session().tick(time);
    flushTouched();
    std::optional<Millis> earliest = m_broker->nextDeadline(now());
    for (const auto& client : m_clients) {
        const auto due = client->session().nextDeadline();
        if (due && (!earliest || *due < *earliest))
            earliest = due;
    }
    tickBy(earliest);
}

void PracticeServer::tickBy(std::optional<Millis> deadline)
{
    if (!deadline || (m_tickDue && *m_tickDue <= *deadline))
        return;
    m_tickDue = deadline;
    m_tickTimer.start(
        static_cast<int>(std::clamp<Millis>(*deadline - now(), 0, 24 * 3600 * Millis{1000})));
}

} // namespace Stomp
