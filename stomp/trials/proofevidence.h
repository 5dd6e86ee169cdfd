#pragma once

#include <stomp/dialect/dialect.h>

#include <cstdint>
#include <string>
#include <vector>

namespace Stomp {

/** One message of the run as a subscriber got it. */
struct ProofArrival
{
    std::uint32_t number = 0; //!< from 1
    bool redelivered = false;
    bool operator==(const ProofArrival&) const = default;
};

/** What one subscriber of a proof saw. */
struct ProofLane
{
    enum class Subscription : std::uint8_t
    {
        None, //!< not yet asked for
        Requested,
        Confirmed, //!< its RECEIPT came
        Assumed, //!< this broker confirms nothing
        Refused,
    };

    Subscription subscription = Subscription::None;
    std::vector<ProofArrival> arrivals = {}; //!< of this run, in their order
    std::uint32_t foreign = 0; //!< messages of others that it held, and gave back
    std::uint32_t unacknowledged =
        0; //!< of the arrivals, the last so many: the broker has them back
};

/** How far a proof came, and why it went no further. */
enum class ProofEnd : std::uint8_t
{
    Complete,
    NotConnected, //!< no session, or it was lost
    Refused, //!< the broker refused a subscription or a message
    NotConfirmed, //!< no RECEIPT for a message in its time: full, blocked or dead
    Crowded, //!< so many messages of others that ours were not waited for
    Stopped, //!< by the user
};

/**
 * What a proof found: pure data. Numbers 1 to shared were sent while lanes A and B listened, the
 * next unattended ones while nobody of ours did, and then the late lane came.
 */
struct ProofEvidence
{
    std::string destination = {};
    std::string run = {}; //!< what the messages of this run carry in their header runHeader
    Dialect dialect = Dialect::Generic;
    std::string server = {}; //!< as CONNECTED said
    std::uint32_t shared = 10;
    std::uint32_t unattended = 3;
    /** Sent to the late subscriber of a broker that confirms no subscription: that it comes shows
     * that there was one. The number after the unattended ones; 0: none was needed. */
    std::uint32_t probe = 0;
    std::uint32_t sent = 0; //!< numbers 1 to this one have been written
    std::uint32_t taken = 0; //!< of those, how many the broker confirmed by a RECEIPT
    bool receipts = true; //!< false: this broker confirms nothing, taken stays 0
    /** Who of ours was subscribed there beside the proof when it began: names to show. */
    std::vector<std::string> ownSubscribers = {};
    ProofLane a = {}, b = {}, late = {};
    ProofEnd end = ProofEnd::Complete;
    std::string reason = {}; //!< of an early end, in the other side's words
    bool wasError = false; //!< the broker answered ERROR after CONNECTED
};

} // namespace Stomp
