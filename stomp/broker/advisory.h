#pragma once

#include "brokerevent.h"

#include <stomp/protocol/frame.h>

#include <cstddef>
#include <optional>

namespace Stomp {

/**
 * What ActiveMQ Classic says on a topic of its own when a consumer of a queue or topic comes or
 * goes: the SEND of it, with the number of consumers that are left. None for other events, for
 * patterns, and for the broker's own topics. stomp-facts 3.12 and 4.12.
 */
[[nodiscard]] std::optional<Frame> consumerAdvisory(
    const BrokerEvent& event, std::size_t consumers);

} // namespace Stomp
