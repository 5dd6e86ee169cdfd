#pragma once

#include <cstdint>
#include <string_view>

namespace Stomp {

/** Whose wildcards; stomp-facts 3.3 and 4.6. */
enum class PatternStyle : std::uint8_t
{
    Plain, //!< '.' and '/' part levels; * one, > or # (last) one or more
    ActiveMq, //!< '.'; * one, > the rest, which may be nothing
    Words, //!< '.'; * one word, # any number, anywhere: Artemis, RabbitMQ
    Ant, //!< '/'; ? one character, * within a level, ** any number of levels: Spring
};

[[nodiscard]] bool hasWildcards(PatternStyle style, std::string_view name);
/** Names without their prefix (Ant: whole). */
[[nodiscard]] bool matchesPattern(
    PatternStyle style, std::string_view pattern, std::string_view name);

} // namespace Stomp
