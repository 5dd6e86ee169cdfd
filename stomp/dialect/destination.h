#pragma once

#include "dialect.h"

#include <cstdint>
#include <string_view>

namespace Stomp {

enum class DestinationKind : std::uint8_t
{
    Queue,
    Topic,
    TempQueue,
    TempTopic,
    Other
};

[[nodiscard]] std::string_view toString(DestinationKind kind);

/**
 * What a destination is by its text, as this broker reads it (stomp-facts 3.3). Artemis decides by
 * its configuration: there it is the usual naming only. Spring copies to every subscriber, whatever
 * the name says.
 */
[[nodiscard]] DestinationKind kindOf(Dialect dialect, std::string_view destination);

/** True where subscribing takes the messages away from other consumers. */
[[nodiscard]] bool consumesMessages(DestinationKind kind);

} // namespace Stomp
