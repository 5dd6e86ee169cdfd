#pragma once

#include <stomp/protocol/heartbeat.h>

#include <cstdint>

namespace Stomp {

/**
 * How long to wait before the next attempt to connect again: longer after each one, up to a cap,
 * and never the same for everybody, so that a thousand clients of a broker that comes back do not
 * come at once. Knows no clock and no random numbers of its own. Milliseconds.
 */
struct Backoff
{
    Millis first = 1'000; //!< before the first attempt
    double factor = 2; //!< from one attempt to the next
    Millis cap = 30'000;
    /** The part of the delay that is left to chance: 0.5 is from half of the delay to all of it. */
    double jitter = 0.5;

    /** attempt counts from 1; random is from 0 to 1, and new each time. */
    [[nodiscard]] Millis delay(std::uint32_t attempt, double random) const;
};

} // namespace Stomp
