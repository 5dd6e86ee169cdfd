#include "faultbook.h"

#include "faultgate.h"
#include "observatory.h"

namespace Stomp {

FaultBook::~FaultBook()
{
    for (FaultGate* gate : m_gates)
        gate->bookGoes();
}

void FaultBook::arm(FaultPlan plan, Millis now)
{
    m_plan = std::move(plan);
    m_counts.assign(m_plan.faults.size(), {});
    for (FaultGate* gate : m_gates)
        gate->planChanged(now);
}

Verdict FaultBook::add(std::string_view text, Millis now)
{
    // What is cleared on the way may come again: only what certainly stayed keeps its count.
    FaultPlan added;
    if (auto refusal = FaultPlan::parse("clear;" + std::string(text), added))
        return refusal;
    FaultPlan result = m_plan;
    if (auto refusal = FaultPlan::parse(text, result))
        return refusal; // each is one, but together they are too many
    const bool stayed = result.faults.size() == m_plan.faults.size() + added.faults.size();
    std::vector<Count> counts = stayed ? std::move(m_counts) : std::vector<Count>();
    arm(std::move(result), now);
    counts.resize(m_counts.size());
    m_counts = std::move(counts);
    return {};
}

FaultReport FaultBook::report() const
{
    FaultReport report;
    report.plan = m_plan.text();
    for (std::size_t i = 0; i < m_counts.size(); ++i)
        report.faults.push_back({textOf(m_plan.faults[i]), m_counts[i].seen, m_counts[i].hits});
    report.totals = m_totals;
    return report;
}

std::optional<FaultDice> FaultBook::roll(
    std::size_t index, std::string_view command, std::string_view destination)
{
    const Fault& fault = m_plan.faults[index];
    Count& count = m_counts[index];
    if (m_isSuspended || !fault.concerns(command, destination))
        return {};
    ++count.seen;
    if ((fault.times > 0 && count.hits >= fault.times) || count.seen <= fault.after
        || (count.seen - fault.after) % fault.every != 0)
        return {};
    FaultDice dice(m_plan.seed, index, count.seen);
    if (fault.chance < 100 && dice.below(100) >= fault.chance)
        return {};
    ++count.hits;
    // Not of the frames that tell of it: each would make the next.
    if (m_listener && !Observatory::isOwn(destination)) {
        BrokerEvent event;
        event.kind = BrokerEvent::Kind::FaultHit;
        event.destination = destination;
        event.detail = textOf(fault);
        m_listener->report(std::move(event));
    }
    return dice;
}

} // namespace Stomp
