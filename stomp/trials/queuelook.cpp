#include "queuelook.h"

#include <stomp/dialect/dialectfacts.h>
#include <stomp/dialect/routingheaders.h>

#include <utility>

namespace Stomp {

namespace {

constexpr std::uint64_t bytesPerMessage = 10'240;

} // namespace

std::optional<Header> QueueLook::creditFor(Dialect dialect, std::uint32_t count)
{
    const Prefetch& prefetch = factsOf(dialect).prefetch.value;
    switch (prefetch.unit) {
    case Prefetch::Unit::None:
        return {};
    case Prefetch::Unit::Messages:
        return Header{std::string(prefetch.header), std::to_string(count)};
    case Prefetch::Unit::Bytes:
        break;
    }
    // 0 is exactly one message at a time.
    return Header{std::string(prefetch.header),
        std::to_string(count == 1 ? 0 : std::uint64_t{count} * bytesPerMessage)};
}

QueueLook::QueueLook(LookRequest request, MessageSink& sink, QObject* parent)
    : QObject(parent), m_request(std::move(request)), m_sink(sink), m_client(*this, this),
      m_quiet(this)
{
    m_quiet.setSingleShot(true);
    connect(&m_quiet, &QTimer::timeout, this, [this] { gather(End::Complete); });
    connect(&m_client, &Client::connected, this, &QueueLook::subscribe);
    connect(&m_client,
        qOverload<SubscriptionKey, SubscriptionState, const QString&>(&Client::subscriptionChanged),
        this, [this](SubscriptionKey key, SubscriptionState state, const QString& reason) {
            if (key != m_subscription || m_end)
                return;
            if (state == SubscriptionState::Refused) {
                m_end = End::Failed;
                m_reason = reason;
                m_client.disconnectFromBroker();
            } else if (m_request.way == LookRequest::Way::Peek
                && (state == SubscriptionState::Confirmed || state == SubscriptionState::Assumed)) {
                m_quiet.start(m_request.quiet);
            }
        });
    connect(&m_client, &Client::failed, this,
        [this](const ConnectionFailure& failure) { finish(End::Failed, failure.detail); });
    connect(&m_client, &Client::disconnected, this,
        [this] { finish(m_end.value_or(End::Stopped), m_reason); });
}

QueueLook::~QueueLook()
{
    m_client.disconnect(this);
}

void QueueLook::start()
{
    m_client.connectToBroker(m_request.options);
}

void QueueLook::subscribe()
{
    const Dialect dialect = m_client.dialect();
    SubscribeRequest request;
    request.destination = m_request.destination;
    if (m_request.way == LookRequest::Way::Browse) {
        const std::string_view browse = factsOf(dialect).browseHeader.value;
        if (browse.empty()) { // subscribing without it would consume
            m_end = End::Failed;
            m_reason = tr("This broker cannot browse.");
            m_client.disconnectFromBroker();
            return;
        }
        request.headers.push_back({std::string(browse), "true"});
    } else {
        // STOMP 1.0 has no client-individual; nothing is acknowledged, so client is the same.
        const bool old = m_client.info() && m_client.info()->version == Version::V10;
        request.ack = old ? AckMode::Client : AckMode::ClientIndividual;
        if (const auto credit = creditFor(dialect, m_request.count))
            request.headers.push_back(*credit);
        if (const auto routing =
                routingHeader(dialect, DestinationKind::Queue, RoutingUse::Subscribe))
            request.headers.push_back(*routing);
    }
    if (!m_request.selector.empty())
        request.headers.push_back({"selector", m_request.selector});
    m_subscription = Client::newSubscriptionKey();
    m_client.subscribe(m_subscription, request);
}

bool QueueLook::takeMessage(const FrameView& frame, const MessageOrigin& origin)
{
    MessageOrigin shown = origin;
    shown.ack = AckMode::Auto;
    shown.ackOnArrival = false;
    const bool more = m_sink.takeMessage(frame, shown);
    if (m_request.way == LookRequest::Way::Browse) {
        // The marker is no message of the queue.
        if (frame.value("browser") == "end")
            QMetaObject::invokeMethod(
                this, [this] { gather(End::Complete); }, Qt::QueuedConnection);
        else
            ++m_messages;
        return more;
    }
    ++m_messages;
    if (m_messages == m_request.count) {
        QMetaObject::invokeMethod(
            this, [this] { gather(End::CountReached); }, Qt::QueuedConnection);
    } else if (m_quiet.isActive()) {
        m_quiet.start(m_request.quiet);
    }
    return more;
}

void QueueLook::gather(End end)
{
    if (m_end || m_hasEnded)
        return;
    m_quiet.stop();
    m_end = end;
    if (m_request.way == LookRequest::Way::Browse)
        m_client.unsubscribe(m_subscription);
    Q_EMIT gathered(end);
}

void QueueLook::giveBack()
{
    m_quiet.stop();
    if (m_client.state() == Client::State::Disconnected)
        finish(m_end.value_or(End::Stopped), m_reason);
    else
        m_client.disconnectFromBroker();
}

void QueueLook::finish(End end, const QString& reason)
{
    if (std::exchange(m_hasEnded, true))
        return;
    Q_EMIT ended(end, m_messages, reason);
}

} // namespace Stomp
