#include "deadletter.h"

#include "durablesubscriptions.h"

#include <array>
#include <vector>

namespace Stomp {

namespace {

constexpr std::size_t s_longestName = 255;

constexpr std::string_view s_original = "original-destination";
constexpr std::string_view s_originalTopic = "original-topic";
constexpr std::string_view s_originalExpires = "original-expires";
constexpr std::string_view s_reason = "dlq-reason";
constexpr std::string_view s_count = "dlq-delivery-count";
constexpr std::string_view s_time = "dlq-time";

constexpr std::array<std::string_view, 6> s_added{
    s_original, s_originalTopic, s_originalExpires, s_reason, s_count, s_time};
constexpr std::array<std::string_view, 9> s_removed{s_original, s_originalTopic, s_originalExpires,
    s_reason, s_count, s_time, "expires", "expiration", "x-message-ttl"};

std::string_view shortName(std::string_view queue)
{
    constexpr std::string_view prefix = "/queue/";
    return queue.substr(queue.starts_with(prefix) ? prefix.size() : queue.starts_with('/') ? 1 : 0);
}

std::optional<std::string> headerOf(const BrokerMessage& message, std::string_view name)
{
    std::string scratch;
    const auto value = message.header(name, scratch);
    return value ? std::optional<std::string>(*value) : std::nullopt;
}

} // namespace

std::string_view nameOf(DeadLetterReason reason)
{
    switch (reason) {
    case DeadLetterReason::Nack:
        return "nack";
    case DeadLetterReason::MaxRedeliveries:
        return "max-redeliveries";
    case DeadLetterReason::Expired:
        return "expired";
    }
    return {};
}

bool isDeadLetterQueue(const QueuePolicy& policy, std::string_view queue)
{
    return policy.deadLetters != QueuePolicy::DeadLetters::None
        && (queue == policy.sharedQueue || queue.starts_with(policy.individualPrefix));
}

std::optional<std::string> deadLetterQueueOf(
    const QueuePolicy& policy, std::string_view queue, const BrokerMessage& message)
{
    if (policy.deadLetters == QueuePolicy::DeadLetters::None
        || (policy.dropNonPersistent && !message.isPersistent()))
        return {};
    if (policy.deadLetters == QueuePolicy::DeadLetters::Individual) {
        std::string name = policy.individualPrefix + std::string(shortName(queue));
        if (name.size() <= s_longestName)
            return name;
    }
    return policy.sharedQueue;
}

MessagePtr deadLetter(const BrokerMessage& message, std::string_view queue,
    std::string_view deadLetterQueue, DeadLetterReason reason, std::uint32_t deliveries,
    Millis wallClock)
{
    const std::string count = std::to_string(deliveries);
    const std::string time = std::to_string(wallClock);
    const std::string expires = std::to_string(message.expires());
    std::vector<HeaderView> added{
        {s_original, queue}, {s_reason, nameOf(reason)}, {s_count, count}, {s_time, time}};
    if (message.expires() != 0)
        added.push_back({s_originalExpires, expires});
    std::string scratch;
    if (isDurableQueue(queue))
        added.push_back(
            {s_originalTopic, message.header("destination", scratch).value_or(std::string_view())});
    BrokerMessage::Changes changes;
    changes.id = message.id();
    changes.destination = deadLetterQueue;
    changes.without = s_removed;
    changes.with = added;
    return BrokerMessage::make(message, changes);
}

std::optional<std::string> originalDestination(const BrokerMessage& message)
{
    return headerOf(message, s_original);
}

std::optional<std::string> originalTopic(const BrokerMessage& message)
{
    return headerOf(message, s_originalTopic);
}

MessagePtr revived(const BrokerMessage& message, std::string_view destination)
{
    BrokerMessage::Changes changes;
    changes.id = message.id();
    changes.destination = destination;
    changes.without = s_added;
    return BrokerMessage::make(message, changes);
}

} // namespace Stomp
