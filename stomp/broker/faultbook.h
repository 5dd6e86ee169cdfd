#pragma once

#include "brokerevent.h"
#include "faultdice.h"
#include "faultplan.h"
#include "faultreport.h"

#include <stomp/protocol/heartbeat.h>

#include <optional>
#include <string_view>
#include <vector>

namespace Stomp {

class FaultGate;

/**
 * The broker's faults: the plan in force, whose turn it is, and what came of it. Frames are counted
 * over all connections, so that `once` is once although a client connects again. Tells the gates of
 * the sessions when faults begin and end; sends nothing itself. stomp-facts 4.12.
 */
class FaultBook
{
public:
    /** listener: hears of each hit. */
    explicit FaultBook(BrokerEventListener* listener = nullptr) : m_listener(listener) { }
    /** Gates that are still there (of sessions that are over) forget it. */
    ~FaultBook();
    FaultBook(const FaultBook&) = delete;
    FaultBook& operator=(const FaultBook&) = delete;

    /** Takes the place of the plan before; what that held back is sent. Its hits begin anew. */
    void arm(FaultPlan plan, Millis now);
    /** Adds to the plan in force, whose hits go on, what the text says (FaultPlan::parse). */
    [[nodiscard]] Verdict add(std::string_view text, Millis now);

    [[nodiscard]] const FaultPlan& plan() const { return m_plan; }
    [[nodiscard]] FaultReport report() const;

    /** Whether the fault of this index befalls the next such frame: then its dice. */
    [[nodiscard]] std::optional<FaultDice> roll(
        std::size_t index, std::string_view command, std::string_view destination);
    [[nodiscard]] FaultTotals& totals() { return m_totals; }

    /** While suspended, no fault befalls what is sent or read, nor is it counted. */
    void setSuspended(bool suspended) { m_isSuspended = suspended; }

    // For gates.
    void enter(FaultGate& gate) { m_gates.push_back(&gate); }
    void leave(FaultGate& gate) { std::erase(m_gates, &gate); }

private:
    struct Count
    {
        std::uint64_t seen = 0;
        std::uint64_t hits = 0;
    };

    BrokerEventListener* m_listener;
    FaultPlan m_plan;
    std::vector<Count> m_counts;
    FaultTotals m_totals;
    std::vector<FaultGate*> m_gates;
    bool m_isSuspended = false;
};

} // namespace Stomp
