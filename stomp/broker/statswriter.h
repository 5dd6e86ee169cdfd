#pragma once

#include <stomp/protocol/heartbeat.h>

#include <cstddef>
#include <string>

namespace Stomp {

class Broker;

/**
 * What is inside the broker as one JSON object: its numbers as a whole and of its faults, then each
 * destination with its counters, which add up, who reads it and what is next (stomp-facts 4.12).
 * Names at most so many destinations, those with something in them first, and says how many are
 * left out.
 */
[[nodiscard]] std::string statsJson(const Broker& broker, std::size_t mostDestinations, Millis now);

} // namespace Stomp
