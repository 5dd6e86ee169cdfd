#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <string_view>

namespace Stomp {

/** One way of the practice broker to misbehave; what each does is said in faultcatalogue.h. */
enum class FaultKind : std::uint8_t
{
    Delay,
    Drop,
    Duplicate,
    Reorder,
    Cut,
    Split,
    Trickle,
    NoHeartBeats,
    Error,
    Refuse,
    Close,
    RefuseVersions,
    BadJson,
    BigHeader,
    SlowConsumer,
    LineEnds,
    Crlf,
    ShuffleHeaders,
    UnknownHeaders,
};

/** A fault and the frames that it befalls; a value. stomp-facts 4.12. */
struct Fault
{
    /** With the catalogue's defaults. */
    [[nodiscard]] static Fault of(FaultKind kind);

    FaultKind kind = FaultKind::Delay;
    /** Of the kind's parameters, in the catalogue's order and units. */
    std::array<std::int64_t, 2> values{};
    /** A command of the kind's, or ANY of those that the broker sends (or, where the kind is for
     * frames of clients only, of those that it reads). */
    std::string command;
    /** Empty: any. `*` stands for any characters. Only frames with a destination have one. */
    std::string destination;
    std::uint64_t after = 0; //!< so many matching frames are spared first
    std::uint64_t every = 1; //!< of the others each n-th
    std::uint64_t chance = 100; //!< percent of those, by the plan's seed
    std::uint64_t times = 0; //!< then it is over; 0: never

    /** Whether the fault is for such a frame; destination is empty for frames without one. */
    [[nodiscard]] bool concerns(std::string_view frameCommand, std::string_view place) const;

    bool operator==(const Fault&) const = default;
};

/** Whether the text is what the pattern says, `*` standing for any characters. */
[[nodiscard]] bool matchesPattern(std::string_view pattern, std::string_view text);

} // namespace Stomp
