#include "proofverdict.h"

#include <algorithm>

namespace Stomp {

namespace {

struct Seen
{
    ProofNumbers numbers;
    bool hasRepeated = false;
};

/** The numbers of first..last that a lane got. A number that comes redelivered is not new where
 * another lane had it before: that one has not acknowledged it. */
Seen seenBy(const ProofLane& lane, std::uint32_t first, std::uint32_t last)
{
    Seen seen;
    for (const ProofArrival& arrival : lane.arrivals) {
        if (arrival.number < first || arrival.number > last)
            continue;
        if (!seen.numbers.insert(arrival.number).second && !arrival.redelivered)
            seen.hasRepeated = true;
    }
    return seen;
}

bool hasFresh(const ProofLane& lane, std::uint32_t number)
{
    return std::any_of(
        lane.arrivals.begin(), lane.arrivals.end(), [&](const ProofArrival& arrival) {
            return arrival.number == number && !arrival.redelivered;
        });
}

bool isConfirmed(const ProofLane& lane)
{
    return lane.subscription == ProofLane::Subscription::Confirmed;
}

void decide(const ProofEvidence& evidence, bool hasRepeated, ProofVerdict& verdict)
{
    using Kind = ProofVerdict::Kind;
    const std::size_t some = verdict.onlyA.size() + verdict.onlyB.size();
    if (hasRepeated) {
        verdict.doubt = ProofDoubt::Repeated;
    } else if (some == 0 && verdict.both.empty()) {
        verdict.doubt = ProofDoubt::NothingArrived;
    } else if (some > 0 && !verdict.both.empty()) {
        verdict.doubt = ProofDoubt::Mixed;
    } else if (!verdict.both.empty()) {
        if (verdict.missing.empty())
            verdict.kind = Kind::Topic;
        else
            verdict.doubt = ProofDoubt::SomeMissing;
    } else if (!verdict.onlyA.empty() && !verdict.onlyB.empty()) {
        // What is missing went to somebody else; that none went to both is plain all the same.
        verdict.kind = Kind::Queue;
    } else if (!verdict.missing.empty()) {
        verdict.doubt = ProofDoubt::SomeMissing;
    } else if (isConfirmed(evidence.a) && isConfirmed(evidence.b)) {
        verdict.kind = Kind::Queue; // all to one of two who both had subscribed
    } else {
        verdict.doubt = ProofDoubt::NotConfirmed;
    }
    verdict.hasRival = verdict.kind == Kind::Queue && !verdict.missing.empty();
}

void decideKept(const ProofEvidence& evidence, ProofVerdict& verdict)
{
    const bool hadSubscribed = isConfirmed(evidence.late)
        || (evidence.probe != 0
            && !seenBy(evidence.late, evidence.probe, evidence.probe).numbers.empty());
    if (verdict.lateGot.size() == evidence.unattended)
        verdict.kept = true;
    else if (verdict.lateGot.empty() && !verdict.hasRival && hadSubscribed
        && verdict.kind != ProofVerdict::Kind::Inconclusive)
        verdict.kept = false;
}

} // namespace

ProofVerdict judge(const ProofEvidence& evidence)
{
    ProofVerdict verdict;
    const std::uint32_t all = evidence.shared + evidence.unattended;
    const Seen a = seenBy(evidence.a, 1, evidence.shared);
    const Seen b = seenBy(evidence.b, 1, evidence.shared);
    for (std::uint32_t number = 1; number <= evidence.shared; ++number) {
        const bool toA = a.numbers.contains(number);
        const bool toB = b.numbers.contains(number);
        // Redelivered to one after the other had it: one message that moved on.
        const bool moved =
            toA && toB && (hasFresh(evidence.a, number) != hasFresh(evidence.b, number));
        if (toA && toB && !moved)
            verdict.both.insert(number);
        else if (toA && (!moved || hasFresh(evidence.a, number)))
            verdict.onlyA.insert(number);
        else if (toB)
            verdict.onlyB.insert(number);
        else if (number <= evidence.sent)
            verdict.missing.insert(number);
    }
    verdict.lateGot = seenBy(evidence.late, evidence.shared + 1, all).numbers;
    if (evidence.end == ProofEnd::Complete) {
        decide(evidence, a.hasRepeated || b.hasRepeated, verdict);
        decideKept(evidence, verdict);
    } else {
        verdict.doubt = ProofDoubt::Incomplete;
    }

    // A copy that a topic had for nobody is gone; of anything else we cannot know.
    const bool isGone = verdict.kind == ProofVerdict::Kind::Topic && verdict.kept == false;
    const ProofNumbers byLate = seenBy(evidence.late, 1, evidence.sent).numbers;
    for (std::uint32_t number = 1; number <= evidence.sent; ++number) {
        const bool arrived = verdict.onlyA.contains(number) || verdict.onlyB.contains(number)
            || verdict.both.contains(number) || byLate.contains(number);
        if (!arrived && !isGone)
            verdict.leftBehind.insert(number);
    }
    for (const ProofLane* lane : {&evidence.a, &evidence.b, &evidence.late}) {
        // Not acknowledged: the last ones that it was given.
        const std::size_t back = std::min<std::size_t>(lane->unacknowledged, lane->arrivals.size());
        for (std::size_t i = lane->arrivals.size() - back; i < lane->arrivals.size(); ++i)
            verdict.leftBehind.insert(lane->arrivals[i].number);
    }
    return verdict;
}

} // namespace Stomp
