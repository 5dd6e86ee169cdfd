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

/** A subscription to a topic that is there now: copies = delivered + waiting + discarded. Of a
 * pattern: over all its topics. */
struct InspectedSubscriber
{
    std::uint64_t session = 0;
    std::string subscription; //!< its id header; empty: none
    std::string destination; //!< as it has subscribed: a name or a pattern
    std::string selector;
    std::size_t prefetch = 0;
    std::size_t unacked = 0;
    std::uint64_t copies = 0; //!< made for it
    std::uint64_t delivered = 0;
    std::size_t waiting = 0; //!< behind it, while it is slow
    std::size_t waitingBytes = 0;
    std::uint64_t discarded = 0; //!< of those: too old, or the oldest when it took nothing at all
    bool hasRoom = true; //!< its connection takes bytes
};

/** A durable subscription, whether anybody reads it or not. */
struct InspectedDurable
{
    std::string clientId;
    std::string name;
    std::string destination; //!< a topic or a pattern
    std::string selector;
    DestinationSnapshot queue; //!< what collects for it: online while this has consumers

    [[nodiscard]] bool isOnline() const { return queue.consumers > 0; }
};

/** The inside of one topic at one moment, as a value that may cross threads. */
struct TopicInspection
{
    DestinationSnapshot state;
    std::vector<InspectedSubscriber> subscribers; //!< in the order in which they get their copies
    std::vector<InspectedDurable> durables;
};

} // namespace Stomp
