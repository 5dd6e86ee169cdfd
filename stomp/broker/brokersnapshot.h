#pragma once

#include "faultreport.h"

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

namespace Stomp {

/** What happened to the messages of one destination since the broker began. */
struct DestinationCounters
{
    std::uint64_t in = 0; //!< messages sent to it
    std::uint64_t out = 0; //!< deliveries begun: a topic counts each copy, a queue each attempt
    std::uint64_t acked = 0; //!< by ACK, or handed over in auto mode
    std::uint64_t nacked = 0;
    std::uint64_t redelivered = 0; //!< deliveries that were not the first
    std::uint64_t noConsumer = 0; //!< topic: nobody was there; the message is gone
    std::uint64_t discarded = 0; //!< dropped: for a stalled topic subscriber, too old behind a slow
                                 //!< one, or by a NACK that discards
    std::uint64_t abandoned = 0; //!< topic: copies whose subscriber left before it took them

    // Queue: how else messages left it.
    std::uint64_t deadNacked = 0; //!< to the dead letter queue: refused
    std::uint64_t deadRedelivered = 0; //!< ... delivered too often
    std::uint64_t deadExpired = 0; //!< ... too old
    std::uint64_t expired = 0; //!< dropped: too old
    std::uint64_t undeliverable = 0; //!< dropped: a dead letter for which there is no queue, or
                                     //!< that is not persistent
    std::uint64_t movedBack = 0; //!< from a dead letter queue to where it was sent first

    [[nodiscard]] std::uint64_t dead() const { return deadNacked + deadRedelivered + deadExpired; }
    /** Of a queue. */
    [[nodiscard]] std::uint64_t dropped() const { return discarded + undeliverable + movedBack; }
};

struct DestinationSnapshot
{
    std::string name; //!< as clients write it: /queue/orders
    bool isQueue = true;
    DestinationCounters counters;
    std::size_t consumers = 0;
    std::size_t waiting = 0; //!< held for a consumer (topic: copies behind slow subscribers)
    std::size_t waitingBytes = 0;
    std::size_t inFlight = 0; //!< delivered and not yet acknowledged
    std::size_t scheduled = 0; //!< to be put in at a later time

    /** Of a queue: whether every message that ever came in is accounted for. */
    [[nodiscard]] bool addsUp() const
    {
        return counters.in
            == counters.acked + waiting + inFlight + scheduled + counters.dead() + counters.expired
            + counters.dropped();
    }
};

/** The practice broker at one moment, as a value that may cross threads. */
struct BrokerSnapshot
{
    std::vector<DestinationSnapshot> destinations; //!< ordered by name
    std::size_t sessions = 0;
    std::size_t heldBackProducers = 0;
    std::uint64_t messagesIn = 0;
    std::uint64_t storedBytes = 0;
    FaultReport faults; //!< what clients were not given, or too often
};

} // namespace Stomp
