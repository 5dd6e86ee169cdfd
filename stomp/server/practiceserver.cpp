#include "practiceserver.h"

#include "logging.h"
#include "trafficpacer.h"

#include <QDateTime>
#include <QHostAddress>

#include <algorithm>

namespace Stomp {

namespace {

/** Null when it is no loopback address. */
QHostAddress loopbackAddress(const QString& host)
{
    if (host.compare(QLatin1StringView("localhost"), Qt::CaseInsensitive) == 0)
        return QHostAddress(QHostAddress::LocalHost);
    const QHostAddress address(host);
    return address.isLoopback() ? address : QHostAddress();
}

} // namespace

PracticeServer::PracticeServer(PracticeOptions options, QObject* parent)
    : QObject(parent), m_options(std::move(options)), m_server(this), m_tickTimer(this)
{
    m_clock.start();
    m_tickTimer.setSingleShot(true);
    m_tickTimer.setTimerType(Qt::PreciseTimer);
    connect(&m_tickTimer, &QTimer::timeout, this, &PracticeServer::tick);
    connect(&m_server, &QTcpServer::newConnection, this, &PracticeServer::acceptClients);
}

PracticeServer::~PracticeServer()
{
    stop();
}

bool PracticeServer::start()
{
    if (isListening())
        return true;
    m_errorString.clear();
    if (!listen())
        return false;
    BrokerOptions options = m_options.broker;
    if (options.bootId.empty())
        options.bootId = QByteArray::number(QDateTime::currentMSecsSinceEpoch(), 36).toStdString();
    m_broker = std::make_unique<Broker>(std::move(options));
    setWallClock();
    m_broker->faults().arm(m_options.faults, now());
    restartTraffic();
    qCInfo(brokerLog).noquote() << "practice broker listens on" << url();
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
    const QHostAddress address = loopbackAddress(m_options.host);
    if (address.isNull()) {
        m_errorString = tr("The practice broker listens on this computer only: %1 is not a "
                           "loopback address. Use 127.0.0.1, ::1 or localhost.")
                            .arg(m_options.host);
        return false;
    }
    m_server.setMaxPendingConnections(std::max(m_options.maxClients, 1));
    if (!m_server.listen(address, m_options.port)) {
        m_errorString = tr("The practice broker cannot listen on %1, port %2: %3.")
                            .arg(address.toString())
                            .arg(m_options.port)
                            .arg(m_server.errorString());
        return false;
    }
    return true;
}

void PracticeServer::stop()
{
    if (!m_broker)
        return;
    m_server.close();
    m_tickTimer.stop();
    m_tickDue.reset();
    m_pacer.reset();
    const Refusal reason{
        "The broker is shutting down", "The practice broker has been stopped.", {}};
    for (const auto& client : m_clients)
        client->closeNow(reason);
    m_touched.clear();
    const bool hadClients = !m_clients.empty();
    for (auto& client : m_clients)
        bury(std::move(client));
    m_clients.clear();
    m_broker.reset();
    if (hadClients)
        Q_EMIT clientCountChanged(0);
    Q_EMIT stopped();
}

bool PracticeServer::isListening() const
{
    return m_server.isListening();
}

quint16 PracticeServer::port() const
{
    return m_server.serverPort();
}

QString PracticeServer::url() const
{
    if (!isListening())
        return {};
    const QHostAddress address = m_server.serverAddress();
    const bool isV6 = address.protocol() == QAbstractSocket::IPv6Protocol;
    const QString host = isV6 ? u'[' + address.toString() + u']' : address.toString();
    return QLatin1StringView("stomp://") + host + u':' + QString::number(port());
}

int PracticeServer::clientCount() const
{
    return static_cast<int>(m_clients.size());
}

BrokerSnapshot PracticeServer::snapshot() const
{
    return m_broker ? m_broker->snapshot() : BrokerSnapshot();
}

std::vector<BrokerEvent> PracticeServer::eventsSince(std::uint64_t number) const
{
    return m_broker ? m_broker->eventsSince(number) : std::vector<BrokerEvent>();
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

void PracticeServer::acceptClients()
{
    // Whoever hears of a client may stop the server.
    while (QTcpSocket* socket = m_broker ? m_server.nextPendingConnection() : nullptr) {
        Host& host = *this;
        ServerConnection& accepted = *m_clients.emplace_back(
            std::make_unique<ServerConnection>(host, *m_broker, socket, m_options.lingerMs));
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
        Q_EMIT clientCountChanged(clientCount());
    }
    flushTouched();
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
    while (!m_touched.empty()) {
        ServerConnection* client = m_touched.back();
        m_touched.pop_back();
        client->flush();
        tickBy(client->session().nextDeadline());
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
