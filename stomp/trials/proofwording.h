#pragma once

#include "proof.h"
#include "proofverdict.h"

#include <QString>
#include <QStringList>

#include <string>
#include <vector>

namespace Stomp {

/** "1 to 5, 8 and 10"; numbers of the run, translated. */
[[nodiscard]] QString numbersText(const ProofNumbers& numbers);

/** The verdict with its evidence, in one or two sentences: "A received 1, 3 and 5, B the other 3:
 * shared, it behaves as a queue." Why nothing can be said is a verdict too. */
[[nodiscard]] QString verdictText(const ProofEvidence& evidence, const ProofVerdict& verdict);
/** What became of the messages that were sent while nobody listened; empty before it is known. */
[[nodiscard]] QString keptText(const ProofEvidence& evidence, const ProofVerdict& verdict);
/** What its name, or the usual way of such a destination, would have led one to expect; empty when
 * nothing is odd. */
[[nodiscard]] QString oddText(const ProofEvidence& evidence, const ProofVerdict& verdict);
/** That subscribers of our own beside the proof may have what came to none of its lanes; empty when
 * there were none, or nothing is missing. */
[[nodiscard]] QString ownShareText(const ProofEvidence& evidence, const ProofVerdict& verdict);
/** What is not as it was before, one sentence each; empty when nothing is. */
[[nodiscard]] QStringList leftBehindTexts(
    const ProofEvidence& evidence, const ProofVerdict& verdict);
/** "subscribed, confirmed"; empty before a lane has anything to do. */
[[nodiscard]] QString stateText(ProofLane::Subscription state);
/** What goes on in a step; empty when it is done. */
[[nodiscard]] QString stepText(Proof::Step step);
/** What a proof is about to do to the destination: to be read before it starts. */
[[nodiscard]] QString proofWarning(const QString& destination);
/** The same, of subscribers of our own that listen there; empty without any. */
[[nodiscard]] QString ownSubscribersWarning(
    const QString& destination, const std::vector<std::string>& names);

} // namespace Stomp
