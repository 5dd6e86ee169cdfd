#pragma once

#include "brokermessage.h"
#include "queuepolicy.h"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace Stomp {

/** Why a message is in a dead letter queue: its dlq-reason header. */
enum class DeadLetterReason : std::uint8_t
{
    Nack, //!< "nack"
    MaxRedeliveries, //!< "max-redeliveries"
    Expired, //!< "expired"
};

[[nodiscard]] std::string_view nameOf(DeadLetterReason reason);

[[nodiscard]] bool isDeadLetterQueue(const QueuePolicy& policy, std::string_view queue);

/** Where dead letters of this queue go; nothing when there is no such place, or for this message
 * none, and it is dropped. stomp-facts 4.5. */
[[nodiscard]] std::optional<std::string> deadLetterQueueOf(
    const QueuePolicy& policy, std::string_view queue, const BrokerMessage& message);

/** The message as it stands in a dead letter queue: with original-destination, dlq-reason,
 * dlq-delivery-count and dlq-time (epoch ms), without an expiry (then in original-expires); from a
 * durable subscription with original-topic. */
[[nodiscard]] MessagePtr deadLetter(const BrokerMessage& message, std::string_view queue,
    std::string_view deadLetterQueue, DeadLetterReason reason, std::uint32_t deliveries,
    Millis wallClock);

/** Where a dead letter was sent first; nothing when it is none. */
[[nodiscard]] std::optional<std::string> originalDestination(const BrokerMessage& message);
/** How its receivers saw its destination, where that is not the name of the queue it came from. */
[[nodiscard]] std::optional<std::string> originalTopic(const BrokerMessage& message);
/** The same message without what deadLetter() added. */
[[nodiscard]] MessagePtr revived(const BrokerMessage& message, std::string_view destination);

} // namespace Stomp
