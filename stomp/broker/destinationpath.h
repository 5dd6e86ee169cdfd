#pragma once

#include "refusal.h"

#include <cstdint>
#include <string>
#include <string_view>

namespace Stomp {

/**
 * A destination name that passed the practice broker's rules (stomp-facts 4.1): /queue/x or
 * /topic/x, at most 255 bytes, no control characters, segments (between '.' or '/') not empty.
 * With wildcards it is a topic pattern: `*` is one segment, `>` (or `#`), as the last segment, is
 * one or more.
 */
struct DestinationPath
{
    enum class Kind : std::uint8_t
    {
        Queue,
        Topic
    };
    enum class Wildcards : std::uint8_t
    {
        Refused,
        Allowed
    };

    Kind kind = Kind::Queue;
    std::string text;
    bool isPattern = false;

    /** Fills path, or says what is wrong with the text. */
    [[nodiscard]] static Verdict parse(
        std::string_view text, Wildcards wildcards, DestinationPath& path);
    /** Of a pattern: whether it covers this topic name. Of a name: whether it is the same. */
    [[nodiscard]] bool matches(std::string_view topic) const;
};

} // namespace Stomp
