#pragma once

#include <string_view>

namespace Stomp {

// Names that an expression of the console may ask like headers: what is known of a stored message
// besides its frame. A header of that name is not seen.

/** The number of the connection. */
inline constexpr std::string_view connectionName = "from_connection";
/** The SubscriptionKey, 0: unsolicited. */
inline constexpr std::string_view subscriptionName = "from_subscription";
/** Bytes of the body, as they came. */
inline constexpr std::string_view sizeName = "body_size";
/** A time, which is compared with texts as timetext.h reads them. */
inline constexpr std::string_view timeName = "received_at";

[[nodiscard]] constexpr bool isSourceName(std::string_view name)
{
    return name == connectionName || name == subscriptionName || name == sizeName
        || name == timeName;
}

} // namespace Stomp
