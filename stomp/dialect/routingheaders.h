#pragma once

#include "destination.h"
#include "dialect.h"

#include <stomp/protocol/frame.h>

#include <cstdint>
#include <optional>

namespace Stomp {

enum class RoutingUse : std::uint8_t
{
    Send,
    Subscribe,
};

/** The header that tells the broker that a destination is a queue or a topic, where it does not go
 * by the name (stomp-facts 3.3 to 3.5). Nothing where the name is enough, or for other kinds. */
[[nodiscard]] std::optional<Header> routingHeader(
    Dialect dialect, DestinationKind kind, RoutingUse use);

} // namespace Stomp
