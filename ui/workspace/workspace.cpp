#include "workspace.h"

#include "feedsink.h"

#include <stomp/session/frameobserver.h>

#include <algorithm>
#include <utility>

namespace Ui {
namespace {

constexpr int rateTickMs = 250;
/** Until every rate has fallen to 0 after the last message. */
constexpr qint64 rateTailMs = 4000;

Reach reachOf(Connection::State state)
{
    switch (state) {
    case Connection::State::Disconnected:
        return Reach::Offline;
    case Connection::State::Connected:
        return Reach::Online;
    case Connection::State::Waiting:
    case Connection::State::Failed:
        return Reach::Lost;
    case Connection::State::Opening:
    case Connection::State::Handshaking:
    case Connection::State::Disconnecting:
        return Reach::Connecting;
    }
    return Reach::Offline;
}

bool hasEnded(const Connection* connection)
{
    return connection->state() == Connection::State::Disconnected
        || connection->state() == Connection::State::Failed;
}

} // namespace

Workspace::Workspace(const WorkspaceOptions& options, QObject* parent)
    : QObject(parent), m_options(options), m_feed(Stomp::SegmentPool::create(), options.feed),
      m_pump(m_feed), m_gaps(m_pump),
      m_acknowledging(m_pump, [this](quint32 number) { return connection(number); }),
      m_replies(m_pump),
      m_files(m_pump, m_destinations,
          [this](quint32 count) { return std::exchange(m_lastNumber, m_lastNumber + count) + 1; }),
      m_practice(options.practice), m_thread(QStringLiteral("connections")),
      m_looks(m_thread, m_feed)
{
    m_clock.start();
    // The feed may ask from either thread; the clients are resumed where they live.
    m_feed.setResume([this] {
        QMetaObject::invokeMethod(
            this,
            [this] {
                for (const auto& connection : m_all)
                    connection->resumeReading();
                m_looks.resumeReading();
            },
            Qt::QueuedConnection);
    });
    connect(&m_looks, &QueueLooks::ended, this, &Workspace::lookEnded);
    connect(&m_practice, &PracticeBroker::started, this, &Workspace::openWaiting);
    connect(&m_practice, &PracticeBroker::failed, this, &Workspace::failWaiting);
    connect(&m_pump, &MessagePump::arrived, this, [this](const auto& arrivals) {
        for (const MessagePump::Arrival& arrival : arrivals)
            m_destinations.count(arrival.subscription, arrival.messages);
        m_lastArrivalMs = m_clock.elapsed();
        if (!m_rateTimer.isActive())
            m_rateTimer.start(rateTickMs);
    });
    connect(&m_rateTimer, &QTimer::timeout, this, [this] {
        m_destinations.tick(m_clock.elapsed());
        if (m_clock.elapsed() - m_lastArrivalMs > rateTailMs)
            m_rateTimer.stop();
    });
    m_closeTimer.setSingleShot(true);
    connect(&m_closeTimer, &QTimer::timeout, this, [this] {
        for (Connection* connection : m_leaving)
            connection->abort();
        if (m_isShuttingDown)
            finishShutDown();
    });
}

Workspace::~Workspace() = default;

Connection* Workspace::createConnection(const ConnectionProfile& profile)
{
    const quint32 number = ++m_lastNumber;
    const QString name = freeName(profile.name);
    m_all.push_back(std::make_unique<Connection>(
        number, profile, m_thread, std::make_unique<FeedSink>(m_feed, number)));
    m_all.back()->setBackoff(m_options.backoff);
    m_all.back()->setFrameObserver(m_frameLog.tap().makeObserver(number));
    m_all.back()->setName(name);
    m_frameLog.model().setConnection(number, name);
    m_names.insert(number, name);
    m_takenNames.insert(name);
    return m_all.back().get();
}

/** "localhost (2)" when there is a "localhost" already: they look different wherever they are. */
QString Workspace::freeName(const QString& wanted) const
{
    QString name = wanted;
    for (int number = 2; m_takenNames.contains(name); ++number)
        name = tr("%1 (%2)", "a second connection of one name").arg(wanted).arg(number);
    return name;
}

void Workspace::adopt(Connection* connection)
{
    m_listed.append(connection);
    watch(connection);
    mergeDestinations(connection);
    Q_EMIT connectionAdded(connection);
}

void Workspace::look(Connection* connection, const LookWish& wish)
{
    if (connection->productionLock().refuses(tr("Looking into %1").arg(wish.destination)))
        return;
    const quint32 number = ++m_lastNumber;
    const QString name = wish.way == Stomp::LookRequest::Way::Browse
        ? tr("%1, browsed").arg(connection->name())
        : tr("%1, peeked").arg(connection->name());
    m_names.insert(number, name);
    m_lookDialects.insert(number, connection->dialect());
    m_pump.model().setConnection(number, name, connection->dialect());
    m_looks.start(number, connection->options(), wish);
}

Stomp::Dialect Workspace::dialectOf(quint32 number) const
{
    const Connection* const found = connection(number);
    return found ? found->dialect() : m_lookDialects.value(number, Stomp::Dialect::Generic);
}

Stomp::ConnectionNames Workspace::savedNames() const
{
    Stomp::ConnectionNames names;
    for (auto here = m_names.cbegin(); here != m_names.cend(); ++here)
        names.emplace(here.key(), here.value().toStdString());
    const auto& ofFiles = m_files.savedNames();
    for (auto here = ofFiles.cbegin(); here != ofFiles.cend(); ++here)
        names.emplace(here.key(), here.value());
    return names;
}

void Workspace::open(Connection* connection, const QString& password)
{
    if (!connection->profile().isPractice()) {
        openAt(connection, connection->profile().url(), password);
        return;
    }
    m_waitingForPractice.insert(connection, password);
    if (m_practice.isRunning())
        openWaiting();
    else
        m_practice.start();
}

void Workspace::reopen(Connection* connection)
{
    const bool isWaiting = connection->state() == Connection::State::Waiting;
    if (isWaiting && (!connection->profile().isPractice() || m_practice.isRunning()))
        connection->reconnectNow();
    else
        open(connection, connection->password());
}

void Workspace::openAt(Connection* connection, const Stomp::BrokerUrl& url, const QString& password)
{
    connection->open(url, password);
}

Stomp::BrokerUrl Workspace::practiceUrl() const
{
    Stomp::BrokerUrl url;
    url.host = "127.0.0.1";
    url.port = m_practice.port();
    return url;
}

void Workspace::openWaiting()
{
    const auto waiting = std::exchange(m_waitingForPractice, {});
    for (auto here = waiting.cbegin(); here != waiting.cend(); ++here)
        openAt(here.key(), practiceUrl(), here.value());
    // Those that lost it: it may have come back on another port.
    for (Connection* connection : std::as_const(m_listed)) {
        if (!connection->profile().isPractice() || !connection->isReconnecting())
            continue;
        connection->setAddress(practiceUrl());
        connection->reconnectNow();
    }
}

void Workspace::failWaiting(const QString& reason)
{
    const auto waiting = std::exchange(m_waitingForPractice, {});
    for (auto here = waiting.cbegin(); here != waiting.cend(); ++here) {
        here.key()->fail({tr("The practice broker could not start."), {},
            tr("Close what uses many ports on this computer, and try again."), reason});
    }
}

void Workspace::remove(Connection* connection)
{
    m_waitingForPractice.remove(connection);
    m_takenNames.remove(connection->name());
    if (m_listed.removeOne(connection)) {
        m_destinations.remove(connection->number());
        Q_EMIT connectionRemoved(connection->number());
    }
    m_leaving.append(connection);
    connect(connection, &Connection::stateChanged, this, &Workspace::forgetLeft);
    connection->close();
    if (!m_closeTimer.isActive())
        m_closeTimer.start(m_options.closeWithin);
    forgetLeft();
}

void Workspace::forgetLeft()
{
    for (Connection* connection : QList<Connection*>(m_leaving)) {
        if (!hasEnded(connection))
            continue;
        m_leaving.removeOne(connection);
        if (m_isShuttingDown)
            continue;
        // Later: it may be its own signal that brought us here.
        QMetaObject::invokeMethod(
            this,
            [this, connection] {
                std::erase_if(
                    m_all, [connection](const auto& owned) { return owned.get() == connection; });
            },
            Qt::QueuedConnection);
    }
    if (m_isShuttingDown && m_leaving.isEmpty())
        finishShutDown();
}

Connection* Workspace::connection(quint32 number) const
{
    const auto found = std::find_if(m_listed.cbegin(), m_listed.cend(),
        [number](const Connection* c) { return c->number() == number; });
    return found == m_listed.cend() ? nullptr : *found;
}

void Workspace::watch(Connection* connection)
{
    const auto merge = [this, connection] {
        mergeDestinations(connection);
    };
    m_gaps.watch(connection);
    m_acknowledging.watch(connection);
    m_replies.watch(connection);
    connect(connection, &Connection::stateChanged, this, merge);
    connect(connection, &Connection::subscriptionAdded, this, merge);
    connect(connection, &Connection::subscriptionChanged, this, merge);
    connect(connection, &Connection::subscriptionRemoved, this, merge);
}

void Workspace::mergeDestinations(Connection* connection)
{
    if (!m_listed.contains(connection))
        return;
    ConnectionEntry entry{
        connection->number(), connection->name(), reachOf(connection->state()), {}};
    for (const Subscription& s : connection->subscriptions()) {
        const Stomp::DestinationKind kind =
            Stomp::kindOf(connection->dialect(), s.wish.destination.toStdString());
        m_pump.announce(s.key, connection->number(), s.wish.destination, kind);
        entry.subscriptions.append({s.key, s.wish.destination, kind, s.wish.ack,
            s.wish.acknowledgeOnArrival, s.state, s.reason});
    }
    m_destinations.merge(entry);
}

void Workspace::shutDown()
{
    if (m_isShuttingDown)
        return;
    m_isShuttingDown = true;
    m_waitingForPractice.clear();
    m_practice.setSampleTraffic(false);
    m_leaving.clear();
    m_listed.clear();
    for (const auto& connection : m_all) {
        m_leaving.append(connection.get());
        connect(connection.get(), &Connection::stateChanged, this, &Workspace::forgetLeft);
        connection->close();
    }
    m_closeTimer.start(m_options.closeWithin);
    QMetaObject::invokeMethod(this, &Workspace::forgetLeft, Qt::QueuedConnection);
}

void Workspace::finishShutDown()
{
    m_closeTimer.stop();
    m_isShuttingDown = false;
    Q_EMIT shutDownFinished();
}

} // namespace Ui
