#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace Stomp {

/** Milliseconds of a steady clock. Always an argument: pure code reads no clock. */
using Millis = std::int64_t;

/** The heart-beat header: what one side can send and what it wants, in ms; 0 is never. */
struct HeartBeat
{
    Millis canSend = 0;
    Millis wants = 0;

    bool operator==(const HeartBeat&) const = default;
};

/** "10000,10000"; nothing when it is not two non-negative numbers. */
[[nodiscard]] std::optional<HeartBeat> parseHeartBeat(std::string_view value);
[[nodiscard]] std::string format(const HeartBeat& heartBeat);

/** What was agreed, seen from one side; STOMP 1.2 "Heart-beating", stomp-facts 2.3. 0 is never. */
struct HeartBeatTimes
{
    Millis sendEvery = 0;
    Millis expectEvery = 0;

    [[nodiscard]] static HeartBeatTimes negotiate(const HeartBeat& ours, const HeartBeat& theirs);

    /** Send when nothing was sent for this long: half the interval, at least 100 ms. */
    [[nodiscard]] Millis sendAfter() const;
    /** Warn after this much silence: 1.5 intervals. */
    [[nodiscard]] Millis warnAfter() const;
    /** Give the peer up after this much silence: 2.5 intervals, at least the interval + 2 s. */
    [[nodiscard]] Millis deadAfter() const;
};

} // namespace Stomp
