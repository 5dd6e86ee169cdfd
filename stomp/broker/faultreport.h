#pragma once

#include <cstdint>
#include <string>
#include <vector>

namespace Stomp {

/** A fault of the plan and what came of it. */
struct FaultHits
{
    std::string fault; //!< its text
    std::uint64_t seen = 0; //!< frames (or reads) that it is for, since it was set
    std::uint64_t hits = 0; //!< of these, those that it befell

    bool operator==(const FaultHits&) const = default;
};

/** What faults took from clients or gave them too much, since the broker began: what the counters
 * of queues and topics cannot know. */
struct FaultTotals
{
    std::uint64_t framesLost = 0; //!< written by the broker, never sent whole
    std::uint64_t messagesLost = 0; //!< of these, MESSAGE
    std::uint64_t framesAdded = 0; //!< further copies
    std::uint64_t messagesAdded = 0; //!< of these, MESSAGE
    std::uint64_t clientFramesLost = 0; //!< read, and not carried out
    std::uint64_t sendsLost = 0; //!< of these, SEND
    std::uint64_t connectionsCut = 0;

    bool operator==(const FaultTotals&) const = default;
};

struct FaultReport
{
    std::string plan; //!< FaultPlan::text()
    std::vector<FaultHits> faults;
    FaultTotals totals;

    bool operator==(const FaultReport&) const = default;
};

} // namespace Stomp
