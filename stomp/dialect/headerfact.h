#pragma once

#include "dialectfacts.h"

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace Stomp {

/** The frames whose headers differ between brokers. */
enum class HeaderUse : std::uint8_t
{
    Connect,
    Subscribe,
    Send,
    Message
};

/** What a header's value is, and its unit. */
enum class ValueKind : std::uint8_t
{
    Text,
    Choice, //!< one of HeaderFact::allowed
    Boolean,
    Number,
    Priority, //!< 0 to 9
    Messages, //!< a number of them
    Bytes, //!< a number of them
    EpochMs, //!< a moment: milliseconds since 1970, UTC
    EpochSeconds, //!< the same in seconds
    DurationMs, //!< how long
    Selector,
    Destination
};

/** One header as one broker family understands it. Sentences are English, for display. */
struct HeaderFact
{
    std::string_view name; //!< ending in '*': all names that begin so
    std::string_view meaning; //!< one plain sentence
    ValueKind kind = ValueKind::Text;
    std::string_view standard = {}; //!< what holds without the header; empty: nothing to say
    std::string_view allowed = {}; //!< comma-separated; empty: whatever the kind allows
    Evidence evidence = Evidence::FromSource;
};

/** The unit in words ("milliseconds since 1970, UTC"); empty where there is none. */
[[nodiscard]] std::string_view unitOf(ValueKind kind);
/** What may be typed as the value, for completion; empty: anything. */
[[nodiscard]] std::vector<std::string_view> allowedValues(const HeaderFact& fact);

/** All that the dialect has for this frame, its own first, then what STOMP itself defines. */
[[nodiscard]] std::vector<HeaderFact> headersOf(Dialect dialect, HeaderUse use);
/** The header of this name (case matters); null when neither the dialect nor STOMP has it. */
[[nodiscard]] const HeaderFact* headerOf(Dialect dialect, HeaderUse use, std::string_view name);
/** Meaning, unit, default and allowed values as one text. */
[[nodiscard]] std::string describe(const HeaderFact& fact);
/** "tried live" or "from source". */
[[nodiscard]] std::string_view toString(Evidence evidence);

} // namespace Stomp
