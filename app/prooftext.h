#pragma once

#include <stomp/trials/proofverdict.h>

#include <QByteArray>

namespace App {

/** Of prove without --json: lanes, verdict, what was kept and what is left; for people. */
[[nodiscard]] QByteArray proofText(
    const Stomp::ProofEvidence& evidence, const Stomp::ProofVerdict& verdict);
/** Of prove --json: one object with a line end; the README lists its members. */
[[nodiscard]] QByteArray proofJson(
    const Stomp::ProofEvidence& evidence, const Stomp::ProofVerdict& verdict);

} // namespace App
