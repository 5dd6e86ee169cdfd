#pragma once

#include "brokersnapshot.h"

#include <stomp/protocol/heartbeat.h>

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace Stomp {

/** A message that waits in a queue. */
struct InspectedMessage
{
    std::string id; //!< its message-id header
    std::size_t bytes = 0; //!< headers and body
    std::uint32_t deliveries = 0; //!< begun so far: not 0, it came back
    unsigned priority = 4;
    std::string group; //!< JMSXGroupID; empty: none
    Millis expires = 0; //!< epoch; 0: never
    bool isPersistent = false;
    bool isResting = false; //!< refused more than once: not given out for the moment
};

/** A message that is put into a queue later. */
struct ScheduledMessage
{
    std::string id;
    std::size_t bytes = 0;
    Millis dueIn = 0; //!< from now
    std::uint64_t repeats = 0; //!< how often it comes again after that
};

/** A subscription to a queue. */
struct InspectedConsumer
{
    std::uint64_t session = 0;
    std::string subscription; //!< its id header; empty: none
    std::size_t prefetch = 0;
    std::size_t unacked = 0; //!< its credit is the prefetch without these
    int priority = 0;
    std::string selector;
    bool isExclusive = false;
    bool isIdle = false; //!< an exclusive consumer gets everything, or one with a higher priority
    bool hasRoom = true; //!< its connection takes bytes

    [[nodiscard]] std::size_t credit() const { return unacked < prefetch ? prefetch - unacked : 0; }
};

/** A message group, and the consumer that gets all its messages. */
struct InspectedGroup
{
    std::string group;
    std::size_t owner = 0; //!< an index of QueueInspection::consumers
    std::size_t messages = 0; //!< waiting or in flight
};

/** The inside of one queue at one moment, as a value that may cross threads. */
struct QueueInspection
{
    DestinationSnapshot state;
    std::vector<InspectedMessage> next; //!< the first that wait, in the order they go out
    std::vector<ScheduledMessage> scheduled; //!< the first that are due
    std::vector<InspectedConsumer> consumers; //!< in the order of the round robin
    /** Whose turn it is, when the first message suits it: an index of consumers. */
    std::optional<std::size_t> turn;
    std::vector<InspectedGroup> groups; //!< those with messages first
};

} // namespace Stomp
