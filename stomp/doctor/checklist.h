#pragma once

#include "diagnosis.h"
#include "findings.h"

#include <QList>
#include <QString>

namespace Stomp {

/** One step on the way to a session, and what was seen there; translated. Never has a password. */
struct Check
{
    enum class Step : std::uint8_t
    {
        Name,
        Tcp,
        Tls,
        Upgrade, //!< HTTP to WebSocket
        Connect, //!< CONNECT was sent
        Connected, //!< and answered
    };
    enum class Outcome : std::uint8_t
    {
        Passed,
        Doubtful, //!< passed, with something that the reader should know
        Failed,
        NotReached,
        NotNeeded,
    };

    Step step = Step::Name;
    Outcome outcome = Outcome::NotReached;
    QString title;
    QString finding; //!< the evidence
    QString cause; //!< of a failure
    QString remedy;
};

/** The way to a session as a checklist: every step, once, in order. */
struct Checklist
{
    QList<Check> checks;
    /** Of the failed step; its what is empty when all passed. */
    Diagnosis diagnosis;

    [[nodiscard]] bool hasPassed() const { return diagnosis.what.isEmpty(); }
};

/** Judges by the findings alone; asks nobody. */
[[nodiscard]] Checklist checklistOf(const Findings& findings);

/** Which further questions to the port could tell what a failure means; none when it is clear. */
[[nodiscard]] QList<ProbeResult::Kind> probesFor(
    const ConnectionFailure& failure, const ClientOptions& options);

/** All of it as plain English lines to send to somebody who helps; secrets are masked. */
[[nodiscard]] QString supportText(const Findings& findings, const Checklist& checklist);

} // namespace Stomp
