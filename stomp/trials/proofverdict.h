#pragma once

#include "proofevidence.h"

#include <cstdint>
#include <optional>
#include <set>
#include <vector>

namespace Stomp {

using ProofNumbers = std::set<std::uint32_t>;

/** Why nothing could be said. */
enum class ProofDoubt : std::uint8_t
{
    None,
    Incomplete, //!< the run ended early: ProofEvidence::end says why
    NothingArrived,
    SomeMissing, //!< copies, but not of all; or too few to see a share
    Mixed, //!< some numbers went to both, some to one
    Repeated, //!< one subscriber got a number twice, not marked as redelivered
    NotConfirmed, //!< only one was served, and it is not known that the other had subscribed
};

/** What the evidence says. */
struct ProofVerdict
{
    enum class Kind : std::uint8_t
    {
        Inconclusive,
        Queue, //!< each message went to one subscriber
        Topic, //!< each subscriber got a copy of each message
    };

    Kind kind = Kind::Inconclusive;
    ProofDoubt doubt = ProofDoubt::None;
    /** Whether what was sent to nobody waited for the late subscriber; absent: cannot be told. */
    std::optional<bool> kept = {};
    ProofNumbers onlyA = {}, onlyB = {}, both = {}; //!< of the shared ones
    ProofNumbers missing = {}; //!< of the shared ones: came to neither
    ProofNumbers lateGot = {}; //!< of the unattended ones
    /** Sent, and not known to be acknowledged by us or gone: may still be in the destination. */
    ProofNumbers leftBehind = {};
    /** Somebody else's subscription seems to take messages here. */
    bool hasRival = false;
};

/** Judges by the sets of numbers, never by counts (two subscribers with five each may have the same
 * five). A redelivery is not a second copy. Pure. */
[[nodiscard]] ProofVerdict judge(const ProofEvidence& evidence);

} // namespace Stomp
