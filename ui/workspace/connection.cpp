#include "connection.h"

#include "connectionoptions.h"
#include "connectionworker.h"
#include "durableheaders.h"
#include "examiner.h"
#include "iothread.h"
#include "lessonrunner.h"
#include "proofrunner.h"
#include "retrying.h"

#include <stomp/client/connectionfailure.h>
#include <stomp/dialect/destination.h>
#include <stomp/dialect/dialectfacts.h>
#include <stomp/doctor/diagnosis.h>
#include <stomp/session/frameobserver.h>

#include <algorithm>
#include <utility>

namespace Ui {

using Stomp::Client;
using Stomp::SubscriptionState;

namespace {
/** Connections that a broker may end with an ERROR soon after they were made. */
constexpr quint32 maxRejections = 3;
} // namespace

Connection::Connection(quint32 number, ConnectionProfile profile, IoThread& thread,
    std::unique_ptr<Stomp::MessageSink> sink, QObject* parent)
    : QObject(parent), m_number(number), m_profile(std::move(profile)),
      m_detected(m_profile.expectedDialect()), m_lock(m_profile.production), m_dialect(m_detected),
      m_thread(thread), m_worker(new ConnectionWorker(std::move(sink)))
{
    connectWorker();
    connect(&m_reconnector, &Reconnector::due, this, &Connection::tryAgain);
    connect(&m_reconnector, &Reconnector::ticked, this, &Connection::waitingTicked);
    connect(&m_lock, &ProductionLock::lockedChanged, this,
        [this](bool locked) { locked ? holdAgain() : subscribeHeld(); });
    m_thread.adopt(m_worker);
}

Connection::~Connection()
{
    m_worker->disconnect(this);
    m_worker->client().disconnect(this);
    m_worker->publisher().disconnect(this);
    m_worker->asker().disconnect(this);
    m_worker->deleteLater();
}

void Connection::setFrameObserver(std::unique_ptr<Stomp::FrameObserver> observer)
{
    const std::shared_ptr<Stomp::FrameObserver> shared = std::move(observer);
    m_thread.post([worker = m_worker, shared] { worker->observe(shared); });
}

void Connection::connectWorker()
{
    Client* client = &m_worker->client();
    connect(client, &Client::stateChanged, this, [this](Client::State state) {
        switch (state) {
        case Client::State::Disconnected: // failed() and disconnected() say how it ended
        case Client::State::Connected: // connected() says more
            break;
        case Client::State::Opening:
            setState(State::Opening);
            break;
        case Client::State::Handshaking:
            setState(State::Handshaking);
            break;
        case Client::State::Disconnecting:
            setState(State::Disconnecting);
            break;
        }
    });
    connect(m_worker, &ConnectionWorker::connected, this,
        [this](const Stomp::SessionInfo& info, Stomp::Dialect dialect) {
            m_info = info;
            m_detected = dialect;
            m_dialect = m_profile.dialect.value_or(dialect);
            m_wasConnected = true;
            m_reconnector.succeed();
            setState(State::Connected);
            subscribeAgain();
        });
    connect(client, &Client::failed, this, &Connection::handleFailure);
    connect(client, &Client::disconnected, this, [this] { setState(State::Disconnected); });
    connect(client,
        qOverload<Stomp::SubscriptionKey, SubscriptionState, const QString&>(
            &Client::subscriptionChanged),
        this, &Connection::changeSubscription);
    connect(client, &Client::errorReceived, this, [this](const Stomp::Frame& frame) {
        // Before CONNECTED it is the reason of a failure, which failed() tells.
        if (m_state == State::Connected)
            Q_EMIT problemReported(Problem::of(Stomp::explainError(frame, m_dialect)));
    });
    connect(client, &Client::readingPaused, this, [this](bool paused) {
        m_readingPaused = paused;
        Q_EMIT readingPausedChanged(paused);
    });
    connect(client, &Client::peerSilent, this, [this](bool silent) {
        m_peerSilent = silent;
        Q_EMIT peerSilentChanged(silent);
    });
    connect(&m_worker->publisher(), &Publisher::progressed, this, &Connection::publishProgressed);
    connect(&m_worker->asker(), &Asker::progressed, this, &Connection::publishProgressed);
    connect(m_worker, &ConnectionWorker::settled, this, &Connection::settled);
}

void Connection::open(const Stomp::BrokerUrl& url, const QString& password)
{
    m_url = url;
    m_password = password;
    m_problem = {};
    m_isWanted = true;
    m_reconnector.stop();
    tryAgain();
}

void Connection::tryAgain()
{
    setState(State::Opening);
    m_thread.post([worker = m_worker, options = optionsFor(m_url)] {
        worker->client().connectToBroker(options);
    });
}

void Connection::handleFailure(const Stomp::ConnectionFailure& failure)
{
    const Stomp::Diagnosis diagnosis = Stomp::explain(failure, optionsFor(m_url));
    m_problem = Problem::of(diagnosis);
    m_problem.untrusted = UntrustedPeer::of(failure);
    const bool wasLost = failure.stage == Stomp::ConnectionFailure::Stage::Session;
    if (wasLost)
        Q_EMIT lost();
    const bool mayTryAgain =
        m_isWanted && (m_reconnector.isActive() || (wasLost && m_profile.reconnect));
    // The broker ends it with an ERROR each time: something that we do on every connection.
    const bool isRejected = failure.reason == Stomp::CloseReason::ErrorFrame
        && m_reconnector.shortLives() >= maxRejections;
    if (mayTryAgain && !isRejected && isWorthRetrying(failure, diagnosis)) {
        m_reconnector.wait();
        setState(State::Waiting);
        return;
    }
    m_reconnector.stop();
    if (mayTryAgain) {
        const QString notAgain = tr("It is not tried again by itself, as it would end the same.");
        m_problem.remedy += m_problem.remedy.isEmpty() ? notAgain : u' ' + notAgain;
    }
    setState(State::Failed);
}

void Connection::stopReconnecting()
{
    if (!m_reconnector.isActive())
        return;
    m_reconnector.stop();
    m_isWanted = false;
    if (m_state == State::Waiting)
        setState(State::Failed);
    else
        m_thread.post([worker = m_worker] { worker->client().abort(); });
}

void Connection::setTransportSecrets(const QString& keyPassphrase, const QString& proxyPassword)
{
    m_keyPassphrase = keyPassphrase;
    m_proxyPassword = proxyPassword;
}

void Connection::setDialect(std::optional<Stomp::Dialect> dialect)
{
    m_profile.dialect = dialect;
    m_dialect = dialect.value_or(m_detected);
    Q_EMIT dialectChanged();
}

Stomp::ClientOptions Connection::options() const
{
    return optionsFor(m_url);
}

Stomp::ClientOptions Connection::optionsFor(const Stomp::BrokerUrl& url) const
{
    return clientOptions(m_profile, url, m_password, m_keyPassphrase, m_proxyPassword);
}

std::unique_ptr<Examiner> Connection::makeExaminer() const
{
    return std::make_unique<Examiner>(m_thread,
        optionsFor(m_url.host.empty() && !m_profile.isPractice() ? m_profile.url() : m_url));
}

std::unique_ptr<ProofRunner> Connection::makeProofRunner() const
{
    return std::make_unique<ProofRunner>(m_thread, options());
}

std::unique_ptr<LessonRunner> Connection::makeLessonRunner() const
{
    return std::make_unique<LessonRunner>(m_thread, options());
}

void Connection::fail(const Problem& problem)
{
    m_problem = problem;
    setState(State::Failed);
}

void Connection::close()
{
    if (m_state == State::Failed || m_state == State::Disconnected)
        return;
    m_isWanted = false;
    m_reconnector.stop();
    if (m_state == State::Waiting) {
        setState(State::Disconnected);
        return;
    }
    m_thread.post([worker = m_worker] { worker->client().disconnectFromBroker(); });
}

void Connection::abort()
{
    m_isWanted = false;
    m_reconnector.stop();
    m_thread.post([worker = m_worker] { worker->client().abort(); });
}

Stomp::SubscriptionKey Connection::subscribe(const SubscriptionWish& wish)
{
    const Stomp::SubscriptionKey key = Client::newSubscriptionKey();
    const auto state = isConnected() ? SubscriptionState::Requested : SubscriptionState::Ended;
    m_subscriptions.append({key, wish, state, {}});
    Q_EMIT subscriptionAdded(key);
    if (isConnected())
        post(m_subscriptions.constLast());
    return key;
}

void Connection::post(const Subscription& subscription)
{
    if (takesFromBroker(m_dialect, subscription.wish)
        && m_lock.refuses(tr("Subscribing to %1").arg(subscription.wish.destination))) {
        m_held.insert(subscription.key);
        changeSubscription(subscription.key, SubscriptionState::Refused,
            tr("This connection is marked as production: consuming is locked."));
        return;
    }
    if (const QString obstacle = obstacleTo(subscription.wish); !obstacle.isEmpty()) {
        changeSubscription(subscription.key, SubscriptionState::Refused, obstacle);
        return;
    }
    Stomp::SubscribeRequest request;
    request.destination = subscription.wish.destination.toStdString();
    request.ack = subscription.wish.ack;
    request.ackOnArrival = subscription.wish.acknowledgeOnArrival;
    request.headers = durableHeaders(m_dialect, subscription.wish.durableName);
    request.headers.insert(
        request.headers.end(), subscription.wish.headers.begin(), subscription.wish.headers.end());
    m_thread.post([worker = m_worker, key = subscription.key, request] {
        worker->client().subscribe(key, request);
    });
}

QString Connection::obstacleTo(const SubscriptionWish& wish) const
{
    if (wish.durableName.isEmpty())
        return {};
    const Stomp::DurableTopic& durable = Stomp::factsOf(m_dialect).durable.value;
    if (durable.headers.empty())
        return tr("%1 has no durable subscriptions.")
            .arg(QString::fromUtf8(Stomp::factsOf(m_dialect).displayName));
    const bool named = std::any_of(m_profile.headers.cbegin(), m_profile.headers.cend(),
        [](const Stomp::Header& header) { return header.name == "client-id"; });
    if (durable.needsClientId && !named)
        return tr("A durable subscription needs a client-id: give the connection the CONNECT "
                  "header client-id, and connect again.");
    return {};
}

void Connection::unsubscribe(Stomp::SubscriptionKey key, bool deleteDurable)
{
    const Subscription* known = subscription(key);
    if (!known)
        return;
    if (known->isLive() && isConnected())
        m_thread.post(
            [worker = m_worker, key,
                headers = deleteDurable ? durableHeaders(m_dialect, known->wish.durableName)
                                        : std::vector<Stomp::Header>(),
                second = Stomp::factsOf(m_dialect).durable.value.deletedOffline] {
                worker->unsubscribe(key, headers, second);
            });
    m_subscriptions.removeIf([key](const Subscription& s) { return s.key == key; });
    Q_EMIT subscriptionRemoved(key);
}

const Subscription* Connection::subscription(Stomp::SubscriptionKey key) const
{
    const auto found = std::find_if(m_subscriptions.cbegin(), m_subscriptions.cend(),
        [key](const Subscription& s) { return s.key == key; });
    return found == m_subscriptions.cend() ? nullptr : &*found;
}

void Connection::changeSubscription(
    Stomp::SubscriptionKey key, SubscriptionState state, const QString& reason)
{
    for (Subscription& known : m_subscriptions) {
        if (known.key != key)
            continue;
        // Refused because the session has just ended: it is made with the next one.
        const bool isLate = state == SubscriptionState::Refused && !isConnected();
        known.state = isLate ? SubscriptionState::Ended : state;
        known.reason = reason;
        Q_EMIT subscriptionChanged(key);
        return;
    }
}

void Connection::subscribeAgain()
{
    for (const Subscription& old : QList<Subscription>(m_subscriptions)) {
        if (old.state != SubscriptionState::Ended)
            continue;
        changeSubscription(old.key, SubscriptionState::Requested, {});
        post(old);
    }
}

PublishId Connection::publish(const PublishRequest& request)
{
    const PublishId id = ++m_lastPublish;
    if (m_lock.refuses(tr("Publishing"))) {
        PublishProgress refused;
        refused.id = id;
        refused.count = request.count;
        refused.failed = request.count;
        refused.withReceipt = request.withReceipt;
        refused.finished = true;
        refused.firstFailure = tr("This connection is marked as production: publishing is locked");
        QMetaObject::invokeMethod(
            this, [this, refused] { Q_EMIT publishProgressed(refused); }, Qt::QueuedConnection);
        return id;
    }
    m_thread.post([worker = m_worker, id, request] { worker->publish(id, request); });
    return id;
}

void Connection::stopPublishing(PublishId id)
{
    m_thread.post([worker = m_worker, id] { worker->stopPublishing(id); });
}

void Connection::settle(
    QList<Settlement> messages, bool accept, const std::vector<Stomp::Header>& nackHeaders)
{
    m_thread.post([worker = m_worker, messages = std::move(messages), accept, nackHeaders] {
        worker->settle(messages, accept, nackHeaders);
    });
}

void Connection::resumeReading()
{
    m_thread.post([worker = m_worker] { worker->client().resumeReading(); });
}

void Connection::setState(State state)
{
    if (state == m_state)
        return;
    m_state = state;
    if (state == State::Disconnected || state == State::Failed || state == State::Waiting) {
        m_readingPaused = m_peerSilent = false;
        m_isInTransaction = false;
    }
    Q_EMIT stateChanged(state);
}

} // namespace Ui
