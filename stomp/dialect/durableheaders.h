#pragma once

#include "dialect.h"

#include <stomp/protocol/frame.h>

#include <string>
#include <vector>

namespace Stomp {

/** What makes a SUBSCRIBE durable under this name on such a broker, and what an UNSUBSCRIBE that
 * deletes it says (stomp-facts 3.9). Empty where it has no durable subscriptions, or no name. */
[[nodiscard]] std::vector<Header> durableHeaders(Dialect dialect, const std::string& durableName);

} // namespace Stomp
