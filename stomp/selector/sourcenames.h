#pragma once

#include <string_view>

namespace Stomp {

// Names that an expression of the console may ask like headers: what a stored message came on. A
// header of that name is not seen.

/** The number of the connection. */
inline constexpr std::string_view connectionName = "from_connection";
/** The SubscriptionKey, 0: unsolicited. */
inline constexpr std::string_view subscriptionName = "from_subscription";

[[nodiscard]] constexpr bool isSourceName(std::string_view name)
{
    return name == connectionName || name == subscriptionName;
}

} // namespace Stomp
