#pragma once

#include "faultinjector.h"
#include "faultjudge.h"

#include <memory>

namespace Stomp {

/**
 * Where a session meets the broker's faults: leads its output straight to the outbox while there
 * are none, and through a FaultInjector of its own while there are.
 */
class FaultGate
{
public:
    FaultGate(FaultBook& book, Outbox& outbox, Millis now);
    ~FaultGate();
    FaultGate(const FaultGate&) = delete;
    FaultGate& operator=(const FaultGate&) = delete;

    [[nodiscard]] Outbox& out() const { return *m_out; }
    /** Whether there are faults; else the two below are of no use. */
    [[nodiscard]] bool isArmed() const { return m_injector != nullptr; }
    [[nodiscard]] FaultInjector& injector() const { return *m_injector; }
    [[nodiscard]] FaultJudge& judge() { return m_judge; }
    [[nodiscard]] bool isReadingPaused() const { return m_judge.isReadingPaused(); }
    /** A fault ended the connection: the session is to see it as lost. */
    [[nodiscard]] bool hasEnded() const { return m_injector && m_injector->hasEnded(); }

    void setVersion(Version version);
    void tick(Millis now);
    [[nodiscard]] std::optional<Millis> nextDeadline() const;
    /** For the book. Between two frames of the session. */
    void planChanged(Millis now);
    /** For the book, which goes first when a stopped broker's session is still to be deleted. */
    void bookGoes();

private:
    FaultBook& m_book;
    Outbox& m_outbox;
    Outbox* m_out;
    Version m_version = Version::V12;
    std::unique_ptr<FaultInjector> m_injector;
    FaultJudge m_judge;
    bool m_hasBook = true;
};

} // namespace Stomp
