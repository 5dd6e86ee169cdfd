#pragma once

#include "destinationpattern.h"
#include "refusal.h"

#include <cstdint>
#include <string>
#include <string_view>

namespace Stomp {

/**
 * A destination as the broker knows it. parse() reads the practice broker's own names (stomp-facts
 * 4.1): /queue/x or /topic/x, at most 255 bytes, no control characters, segments (between '.' or
 * '/') not empty; with wildcards it is a topic pattern. Those of other brokers: skinnames.h.
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
    std::string text; //!< what it is found by: unique in a broker
    std::string shown; //!< how MESSAGE names it; empty: by the text
    bool isPattern = false;
    bool isTemporary = false; //!< goes with its connection
    PatternStyle style = PatternStyle::Plain;

    /** Fills path, or says what is wrong with the text. */
    [[nodiscard]] static Verdict parse(
        std::string_view text, Wildcards wildcards, DestinationPath& path);
    /** Of a pattern: whether it covers this name. Of a name: whether it is the same. */
    [[nodiscard]] bool matches(std::string_view name) const;
    [[nodiscard]] const std::string& shownName() const { return shown.empty() ? text : shown; }
};

/** "/temp-queue/", "/temp-topic/" and, as others see them, "/remote-temp-queue/..." */
[[nodiscard]] bool isTemporaryAlias(std::string_view text);
[[nodiscard]] bool isRemoteTemporary(std::string_view text);

} // namespace Stomp
