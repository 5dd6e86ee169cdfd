#include "prooflistener.h"

#include "queuelook.h"

#include <stomp/dialect/dialectfacts.h>

#include <charconv>
#include <utility>

namespace Stomp {

ProofListener::ProofListener(ProofLane& lane, std::string run, QObject* parent)
    : QObject(parent), m_lane(lane), m_run(std::move(run)), m_client(*this, this)
{
    connect(&m_client, &Client::connected, this, &ProofListener::connected);
    connect(&m_client,
        qOverload<SubscriptionKey, SubscriptionState, const QString&>(&Client::subscriptionChanged),
        this, &ProofListener::handleSubscription);
    connect(&m_client, &Client::errorReceived, this, &ProofListener::errorReceived);
    connect(&m_client, &Client::failed, this, &ProofListener::failed);
    connect(&m_client, &Client::disconnected, this, &ProofListener::left);
}

ProofListener::~ProofListener()
{
    m_client.disconnect(this);
}

void ProofListener::connectToBroker(const ClientOptions& options)
{
    m_client.connectToBroker(options);
}

void ProofListener::subscribe(const std::string& destination, const std::vector<Header>& headers)
{
    SubscribeRequest request;
    request.destination = destination;
    m_isCumulative = m_client.info() && m_client.info()->version == Version::V10;
    request.ack = m_isCumulative ? AckMode::Client : AckMode::ClientIndividual;
    const Dialect dialect = m_client.dialect();
    if (factsOf(dialect).selectors.value) {
        request.headers.push_back({"selector", std::string(runHeader) + " = '" + m_run + "'"});
    } else if (const auto header = QueueLook::creditFor(dialect, credit)) {
        request.headers.push_back(*header);
    }
    request.headers.insert(request.headers.end(), headers.begin(), headers.end());
    m_lane.subscription = ProofLane::Subscription::Requested;
    m_subscription = Client::newSubscriptionKey();
    m_client.subscribe(m_subscription, request);
}

void ProofListener::leave()
{
    if (m_client.state() == Client::State::Disconnected) {
        Q_EMIT left();
        return;
    }
    if (m_subscription != 0)
        m_client.unsubscribe(std::exchange(m_subscription, 0));
    m_client.disconnectFromBroker();
}

void ProofListener::abort()
{
    m_client.abort();
}

void ProofListener::handleSubscription(
    SubscriptionKey key, SubscriptionState state, const QString& reason)
{
    if (key != m_subscription || key == 0)
        return;
    switch (state) {
    case SubscriptionState::Requested:
    case SubscriptionState::Ended:
        break;
    case SubscriptionState::Confirmed:
        m_lane.subscription = ProofLane::Subscription::Confirmed;
        Q_EMIT subscribed();
        break;
    case SubscriptionState::Assumed:
        m_lane.subscription = ProofLane::Subscription::Assumed;
        Q_EMIT subscribed();
        break;
    case SubscriptionState::Refused:
        m_lane.subscription = ProofLane::Subscription::Refused;
        Q_EMIT refused(reason);
        break;
    }
}

bool ProofListener::takeMessage(const FrameView& frame, const MessageOrigin& origin)
{
    std::uint32_t number = 0;
    const std::string_view text = frame.value(numberHeader);
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
    const bool isOurs = frame.value(runHeader) == m_run && error == std::errc()
        && end == text.data() + text.size() && number > 0;
    if (!isOurs) {
        ++m_lane.foreign;
        if (m_lane.foreign > mostForeign && !std::exchange(m_isCrowded, true))
            QMetaObject::invokeMethod(this, &ProofListener::crowded, Qt::QueuedConnection);
        return !m_isCrowded; // no more is read: what waits in the socket goes back, too
    }
    m_lane.arrivals.push_back({number, frame.value("redelivered") == "true"});
    m_hasNews = true;
    if (origin.subscription == 0 || (m_isCumulative && m_lane.foreign > 0))
        ++m_lane.unacknowledged;
    else
        m_toAcknowledge.push_back(AckReference::of(frame, origin));
    return true;
}

void ProofListener::chunkDone(std::uint64_t /*received*/)
{
    for (const AckReference& reference : std::exchange(m_toAcknowledge, {}))
        m_client.acknowledge(reference, {}, false);
    if (std::exchange(m_hasNews, false))
        QMetaObject::invokeMethod(this, &ProofListener::arrived, Qt::QueuedConnection);
}

} // namespace Stomp
