#pragma once

#include "fault.h"

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>

namespace Stomp {

enum class FaultUnit : std::uint8_t
{
    Milliseconds,
    Bytes,
    BytesPerSecond,
    Number, //!< of what the parameter's label says
    Versions, //!< a set: 1 is STOMP 1.0, 2 is 1.1, 4 is 1.2, added up
};

struct FaultParameter
{
    std::string_view name; //!< as in `pause=20ms`; of the first one empty: `split=3`
    std::string_view label; //!< "Pause between the pieces"
    FaultUnit unit = FaultUnit::Number;
    std::int64_t least = 0;
    std::int64_t most = 0;
    std::int64_t standard = 0;

    /** "200ms", "1000", "1.1,1.2" */
    [[nodiscard]] std::string text(std::int64_t value) const;
    /** Nothing when it is none, or out of bounds. The unit may be missing, and of ms may be s. */
    [[nodiscard]] std::optional<std::int64_t> read(std::string_view text) const;
};

/** What the window, the command line and the README need to know of a fault. */
struct FaultInfo
{
    FaultKind kind;
    std::string_view name; //!< in plans: "no-heart-beats"
    std::string_view title; //!< "No heart-beats"
    std::string_view effect; //!< one sentence: what it does to a client
    std::string_view advice; //!< one sentence: what a good client does about it
    std::span<const FaultParameter> parameters;
    /** The frames that it can befall, the default first; empty: no frames, but the connection. */
    std::span<const std::string_view> commands;
};

/** All of them, in the order in which they are offered. */
[[nodiscard]] std::span<const FaultInfo> faultCatalogue();
[[nodiscard]] const FaultInfo& infoOf(FaultKind kind);
/** Null when there is no fault of this name. */
[[nodiscard]] const FaultInfo* findFault(std::string_view name);
/** "delay, drop, ..." */
[[nodiscard]] std::string faultNames();

/** Whether frames of this command carry a destination. */
[[nodiscard]] bool hasDestination(std::string_view command);
/** Whether clients send it, and not the broker. */
[[nodiscard]] bool isClientCommand(std::string_view command);

} // namespace Stomp
