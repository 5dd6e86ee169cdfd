#pragma once

#include "brokersnapshot.h"

#include <stomp/protocol/heartbeat.h>

#include <string>

namespace Stomp {

/**
 * The broker's numbers as one JSON object: the whole, then each destination with its counters,
 * which add up (stomp-facts 4.12). Names at most so many destinations, those with something in them
 * first, and says how many are left out.
 */
[[nodiscard]] std::string statsJson(
    const BrokerSnapshot& snapshot, std::size_t mostDestinations, Millis now);

} // namespace Stomp
