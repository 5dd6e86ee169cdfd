#include "sessionconsumers.h"

#include "broker.h"

#include <algorithm>

namespace Stomp {

namespace {

Refusal missing(const FrameView& frame, std::string_view header, std::string detail)
{
    return {std::string(frame.command) + " without " + std::string(header), std::move(detail), {},
        Offence::NoSubscriptionId, {}};
}

constexpr std::string_view s_notOutstanding =
    "No message with this id is waiting for an acknowledgement of this connection: it was "
    "acknowledged before, or its subscription has ended.";

} // namespace

SessionConsumers::SessionConsumers(Broker& broker, MessageReceiver& receiver, std::uint64_t session)
    : m_broker(broker), m_receiver(receiver), m_session(session),
      m_names(broker.skin(), broker.bootName(), session)
{ }

/** Ids and, in 1.0, destinations of subscriptions without one; they cannot be mixed up. */
std::string SessionConsumers::nameOf(const ConsumerRequest& request)
{
    return request.hasId ? "id:" + request.id : "destination:" + request.path().shownName();
}

Verdict SessionConsumers::subscribe(const FrameView& subscribe, Version version,
    std::vector<DestinationPath> paths, Consumer*& consumer)
{
    ConsumerRequest request;
    request.paths = std::move(paths);
    const ConsumerDefaults defaults{m_broker.skin(), m_clientId, m_broker.options().prefetch};
    if (auto refusal = ConsumerRequest::read(subscribe, version, defaults, request))
        return refusal;
    if (m_broker.skin().kind == BrokerSkin::Kind::RabbitMq) {
        // The channel's: what one SUBSCRIBE has said is there for the next.
        if (subscribe.header("prefetch-count"))
            m_prefetch = request.prefetch;
        else if (m_prefetch > 0)
            request.prefetch = m_prefetch;
    }
    return this->subscribe(std::move(request), consumer);
}

Verdict SessionConsumers::subscribe(ConsumerRequest request, Consumer*& consumer)
{
    std::string name = nameOf(request);
    const auto taken = m_byName.find(name);
    if (taken != m_byName.end() && !m_broker.skin().replacesSubscriptions)
        return Refusal{request.hasId
                ? "There is a subscription with the id [" + request.id.substr(0, 200) + "] already"
                : "There is a subscription to [" + request.path().shownName()
                    + "] without an id already",
            "Each subscription of a connection has an id of its own.", {},
            Offence::SubscriptionIdTaken, request.hasId ? request.id : request.path().shownName()};
    if (m_consumers.size() >= m_broker.options().consumersPerSession)
        return Refusal{"Too many subscriptions",
            "A connection has at most " + std::to_string(m_broker.options().consumersPerSession)
                + '.',
            {}};
    auto made = std::make_unique<Consumer>(
        m_receiver, ++m_lastKey, std::move(request), m_broker.options(), m_lastNumber);
    if (auto refusal = m_broker.destinations().attach(*made))
        return refusal;
    consumer = made.get();
    m_byName.insert_or_assign(std::move(name), consumer);
    m_consumers.emplace(m_lastKey, std::move(made));
    report(BrokerEvent::Kind::Subscribed, consumer->request());
    return {};
}

Verdict SessionConsumers::find(const FrameView& unsubscribe, Version version, Consumer*& consumer)
{
    const auto id = unsubscribe.header("id");
    const auto destination = unsubscribe.header("destination");
    if (!id && version != Version::V10)
        return missing(
            unsubscribe, "id", "From STOMP 1.1 on a subscription is ended by the id of SUBSCRIBE.");
    if (!id && !destination)
        return missing(unsubscribe, "id and destination",
            "In STOMP 1.0 a subscription is ended by its id, or by its destination when it has "
            "none.");
    const auto found =
        m_byName.find(id ? "id:" + std::string(*id) : "destination:" + std::string(*destination));
    if (found != m_byName.end()) {
        consumer = found->second;
        return {};
    }
    // 1.0: also by the destination of one that has an id, if only one has it.
    std::size_t count = 0;
    for (const auto& [key, candidate] : m_consumers) {
        if (!id && candidate->request().path().shownName() == *destination) {
            consumer = candidate.get();
            ++count;
        }
    }
    if (count == 1)
        return {};
    const std::string_view name = id ? *id : *destination;
    return Refusal{"No subscription matched [" + std::string(name.substr(0, 200)) + "]",
        count > 1 ? "Several subscriptions have this destination: name one by its id."
                  : "This connection has no such subscription: it was ended before, or never made.",
        {}, Offence::NoSubscription, (id ? "id='" : "destination='") + std::string(name) + '\''};
}

void SessionConsumers::end(Consumer& consumer, Millis now)
{
    // Where a second one may take its name, the name may be the other's.
    const auto named = m_byName.find(nameOf(consumer.request()));
    if (named != m_byName.end() && named->second == &consumer)
        m_byName.erase(named);
    const auto found = m_consumers.find(consumer.key());
    std::unique_ptr<Consumer> ended = std::move(found->second);
    m_consumers.erase(found);
    const ConsumerRequest request = ended->request();
    const BrokerSkin& skin = m_broker.skin();
    const bool keepsMarked = skin.keepsMarkedAfterUnsubscribe
        && request.ack == ConsumerRequest::Ack::Individual && ended->hasMarked();
    if (keepsMarked || (skin.keepsUnackedAfterUnsubscribe && ended->inFlight() > 0)) {
        m_broker.destinations().detach(*ended);
        if (keepsMarked)
            m_broker.takeBack(*ended, Marked::Keep, now);
        m_ended.push_back(std::move(ended));
    } else {
        m_broker.detach(*ended, now);
    }
    report(BrokerEvent::Kind::Unsubscribed, request);
}

void SessionConsumers::report(BrokerEvent::Kind kind, const ConsumerRequest& request)
{
    BrokerEvent event;
    event.kind = kind;
    event.session = m_session;
    event.destination = request.path().shownName();
    event.subscription = request.id;
    m_broker.report(std::move(event));
}

void SessionConsumers::endAll(Millis now)
{
    while (!m_consumers.empty())
        end(*m_consumers.begin()->second, now);
    const auto ended = std::move(m_ended);
    m_ended.clear();
    for (const auto& consumer : ended)
        m_broker.takeBack(*consumer, Marked::Return, now);
}

void SessionConsumers::giveBackEnded(Millis now)
{
    if (m_broker.skin().keepsUnackedAfterUnsubscribe)
        return;
    std::erase_if(m_ended, [this, now](const auto& consumer) {
        if (consumer->hasMarked())
            return false;
        m_broker.takeBack(*consumer, Marked::Return, now);
        return true;
    });
}

Verdict SessionConsumers::resolve(const FrameView& ack, Version version, Reference& reference)
{
    DeliveryNames::Reference said;
    if (auto refusal = m_names.read(ack, version, said))
        return refusal;
    const std::string_view text = ack.header("id").value_or(ack.value("message-id"));
    Consumer* consumer = nullptr;
    if (said.subscription) {
        const auto found = m_byName.find(
            (said.isDestination ? "destination:" : "id:") + std::string(*said.subscription));
        if (found == m_byName.end())
            return Refusal{
                "No subscription matched [" + std::string(said.subscription->substr(0, 200)) + "]",
                "This connection has no subscription with this id.", {},
                Offence::AckOfEndedSubscription, std::string(text)};
        consumer = found->second;
        if (consumer->request().ack == ConsumerRequest::Ack::Auto)
            return unexpectedAck(ack, text,
                "The subscription is in ack mode auto: its messages are acknowledged when they are "
                "sent.",
                Offence::SettledAck);
    } else if (said.consumer) {
        consumer = byKey(*said.consumer);
    } else if (said.message) {
        // 1.0 names only the message: the first subscription that has it.
        for (const auto& [key, candidate] : m_consumers) {
            if (!consumer && candidate->numberOf(*said.message))
                consumer = candidate.get();
        }
    }
    if (!said.delivery && consumer && said.message)
        said.delivery = consumer->numberOf(*said.message);
    if (!consumer || !said.delivery)
        return notOutstanding(ack);
    reference = {consumer, *said.delivery};
    return {};
}

std::size_t SessionConsumers::acknowledge(
    const Reference& reference, Outcome outcome, std::uint32_t transaction, Millis now)
{
    Consumer& consumer = *reference.consumer;
    if (m_broker.skin().ackReach != BrokerSkin::Reach::Connection
        || consumer.request().ack != ConsumerRequest::Ack::Client)
        return consumer.acknowledge(reference.number, outcome, transaction, now);
    if (!consumer.holds(reference.number))
        return 0;
    std::size_t count = 0;
    for (const auto& [key, other] : m_consumers)
        count += other->acknowledgeUpTo(reference.number, outcome, now);
    for (const auto& other : m_ended)
        count += other->acknowledgeUpTo(reference.number, outcome, now);
    return count;
}

void SessionConsumers::pump(Consumer& consumer, Millis now)
{
    if (m_broker.skin().ackReach == BrokerSkin::Reach::Connection)
        pumpAll(now);
    else
        m_broker.pump(consumer, now);
}

Refusal SessionConsumers::notOutstanding(const FrameView& ack) const
{
    return unexpectedAck(ack, ack.header("id").value_or(ack.value("message-id")),
        std::string(s_notOutstanding), Offence::SettledAck);
}

Consumer* SessionConsumers::byKey(std::uint32_t key) const
{
    const auto found = m_consumers.find(key);
    return found == m_consumers.end() ? nullptr : found->second.get();
}

Consumer* SessionConsumers::holder(std::uint32_t key) const
{
    if (Consumer* const consumer = byKey(key))
        return consumer;
    const auto ended = std::ranges::find_if(
        m_ended, [key](const auto& consumer) { return consumer->key() == key; });
    return ended == m_ended.end() ? nullptr : ended->get();
}

bool SessionConsumers::hasInFlight() const
{
    return std::any_of(m_consumers.begin(), m_consumers.end(),
        [](const auto& entry) { return entry.second->inFlight() > 0; });
}

std::optional<Millis> SessionConsumers::oldestDelivery() const
{
    std::optional<Millis> oldest;
    for (const auto& [key, consumer] : m_consumers) {
        if (const auto since = consumer->oldestDelivery())
            oldest = std::min(oldest.value_or(*since), *since);
    }
    return oldest;
}

void SessionConsumers::returnOlder(Millis then, Millis now)
{
    for (const auto& [key, consumer] : m_consumers) {
        if (consumer->returnOlder(then, now) > 0)
            m_broker.pump(*consumer, now);
    }
}

void SessionConsumers::pumpAll(Millis now)
{
    // Whoever is first may fill the outbox: another one begins each time.
    if (m_consumers.empty())
        return;
    auto it = m_consumers.upper_bound(m_turn);
    if (it == m_consumers.end())
        it = m_consumers.begin();
    m_turn = it->first;
    for (std::size_t i = 0; i < m_consumers.size(); ++i) {
        m_broker.pump(*it->second, now);
        if (++it == m_consumers.end())
            it = m_consumers.begin();
    }
}

} // namespace Stomp
