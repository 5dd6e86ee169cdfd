#include "sessionconsumers.h"

#include "broker.h"

#include <algorithm>
#include <charconv>

namespace Stomp {

namespace {

Refusal missing(const FrameView& frame, std::string_view header, std::string detail)
{
    return {std::string(frame.command) + " without " + std::string(header), std::move(detail), {}};
}

Refusal unexpected(const FrameView& frame, std::string_view reference, std::string detail)
{
    return {"Unexpected " + std::string(frame.command) + " received for message-id ["
            + std::string(reference.substr(0, 200)) + "]",
        std::move(detail), {}};
}

/** Reads a whole number and nothing after it. */
bool readNumber(std::string_view text, std::uint64_t& number)
{
    const char* end = text.data() + text.size();
    const auto result = std::from_chars(text.data(), end, number);
    return result.ec == std::errc() && result.ptr == end;
}

constexpr std::string_view s_notOutstanding =
    "No message with this id is waiting for an acknowledgement of this connection: it was "
    "acknowledged before, or its subscription has ended.";

} // namespace

SessionConsumers::SessionConsumers(Broker& broker, MessageReceiver& receiver, std::uint64_t session)
    : m_broker(broker), m_receiver(receiver), m_session(session),
      m_ackPrefix("ack-" + std::to_string(session) + '-'), m_messagePrefix(broker.messageIdPrefix())
{ }

/** Ids and, in 1.0, destinations of subscriptions without one; they cannot be mixed up. */
std::string SessionConsumers::nameOf(const ConsumerRequest& request)
{
    return request.hasId ? "id:" + request.id : "destination:" + request.path.text;
}

Verdict SessionConsumers::subscribe(
    const FrameView& subscribe, Version version, Consumer*& consumer)
{
    ConsumerRequest request;
    if (auto refusal =
            ConsumerRequest::read(subscribe, version, m_broker.options().prefetch, request))
        return refusal;
    std::string name = nameOf(request);
    if (m_byName.contains(name))
        return Refusal{request.hasId
                ? "There is a subscription with the id [" + request.id.substr(0, 200) + "] already"
                : "There is a subscription to [" + request.path.text + "] without an id already",
            "Each subscription of a connection has an id of its own.", {}};
    if (m_consumers.size() >= m_broker.options().consumersPerSession)
        return Refusal{"Too many subscriptions",
            "A connection has at most " + std::to_string(m_broker.options().consumersPerSession)
                + '.',
            {}};
    auto made =
        std::make_unique<Consumer>(m_receiver, ++m_lastKey, std::move(request), m_broker.options());
    if (auto refusal = m_broker.attach(*made))
        return refusal;
    consumer = made.get();
    m_byName.emplace(std::move(name), consumer);
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
        if (!id && candidate->request().path.text == *destination) {
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
        {}};
}

void SessionConsumers::end(Consumer& consumer, Millis now)
{
    m_byName.erase(nameOf(consumer.request()));
    const auto found = m_consumers.find(consumer.key());
    const std::unique_ptr<Consumer> ended = std::move(found->second);
    m_consumers.erase(found);
    m_broker.detach(*ended, now);
    report(BrokerEvent::Kind::Unsubscribed, ended->request());
}

void SessionConsumers::report(BrokerEvent::Kind kind, const ConsumerRequest& request)
{
    BrokerEvent event;
    event.kind = kind;
    event.session = m_session;
    event.destination = request.path.text;
    event.subscription = request.id;
    m_broker.report(std::move(event));
}

void SessionConsumers::endAll(Millis now)
{
    while (!m_consumers.empty())
        end(*m_consumers.begin()->second, now);
}

Verdict SessionConsumers::resolve(const FrameView& ack, Version version, Reference& reference)
{
    return version == Version::V12 ? resolveById(ack, reference)
                                   : resolveByMessage(ack, version, reference);
}

Verdict SessionConsumers::resolveById(const FrameView& ack, Reference& reference)
{
    const auto id = ack.header("id");
    if (!id)
        return missing(ack, "id",
            ack.header("message-id")
                ? "In STOMP 1.2 a message is named by the header id, with the value of the "
                  "MESSAGE's ack header; message-id is what 1.0 and 1.1 use."
                : "It is the value of the MESSAGE's ack header.");
    if (id->starts_with(m_messagePrefix))
        return unexpected(ack, *id,
            "This is a message-id. In STOMP 1.2 the header id is the value of the MESSAGE's ack "
            "header, which a MESSAGE has unless its subscription is auto.");
    std::string_view rest = *id;
    const std::size_t dash = rest.rfind('-');
    std::uint64_t key = 0;
    if (!rest.starts_with(m_ackPrefix) || dash < m_ackPrefix.size()
        || !readNumber(rest.substr(m_ackPrefix.size(), dash - m_ackPrefix.size()), key)
        || !readNumber(rest.substr(dash + 1), reference.number))
        return unexpected(ack, *id, "No MESSAGE of this connection had this ack header.");
    const auto found =
        key <= m_lastKey ? m_consumers.find(static_cast<std::uint32_t>(key)) : m_consumers.end();
    if (found == m_consumers.end())
        return unexpected(ack, *id, std::string(s_notOutstanding));
    reference.consumer = found->second.get();
    return {};
}

Verdict SessionConsumers::resolveByMessage(
    const FrameView& ack, Version version, Reference& reference)
{
    const auto messageId = ack.header("message-id");
    if (!messageId)
        return missing(ack, "message-id", "It is the value of the MESSAGE's message-id header.");
    const auto subscription = ack.header("subscription");
    if (!subscription && version == Version::V11)
        return missing(ack, "subscription",
            "In STOMP 1.1 a message is named by message-id and subscription together.");
    std::uint64_t message = 0;
    if (!messageId->starts_with(m_messagePrefix)
        || !readNumber(messageId->substr(m_messagePrefix.size()), message))
        return unexpected(ack, *messageId, "No MESSAGE of this broker had this message-id.");
    if (subscription) {
        const auto found = m_byName.find("id:" + std::string(*subscription));
        if (found == m_byName.end())
            return Refusal{
                "No subscription matched [" + std::string(subscription->substr(0, 200)) + "]",
                "This connection has no subscription with this id.", {}};
        reference.consumer = found->second;
        if (reference.consumer->request().ack == ConsumerRequest::Ack::Auto)
            return unexpected(ack, *messageId,
                "The subscription is in ack mode auto: its messages are acknowledged when they are "
                "sent.");
        const auto number = reference.consumer->numberOf(message);
        if (!number)
            return unexpected(ack, *messageId, std::string(s_notOutstanding));
        reference.number = *number;
        return {};
    }
    // 1.0 names only the message: the first subscription that has it.
    for (const auto& [key, consumer] : m_consumers) {
        if (const auto number = consumer->numberOf(message)) {
            reference = {consumer.get(), *number};
            return {};
        }
    }
    return unexpected(ack, *messageId, std::string(s_notOutstanding));
}

Refusal SessionConsumers::notOutstanding(const FrameView& ack) const
{
    return unexpected(
        ack, ack.header("id").value_or(ack.value("message-id")), std::string(s_notOutstanding));
}

std::string SessionConsumers::ackId(const Consumer& consumer, std::uint64_t number) const
{
    return m_ackPrefix + std::to_string(consumer.key()) + '-' + std::to_string(number);
}

Consumer* SessionConsumers::byKey(std::uint32_t key) const
{
    const auto found = m_consumers.find(key);
    return found == m_consumers.end() ? nullptr : found->second.get();
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
