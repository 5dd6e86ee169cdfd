#include "practiceserver.h"

#include "sqlitestore.h"
#include "trafficpacer.h"

#include <stomp/broker/deadletter.h>
#include <stomp/broker/statswriter.h>

// What the practice broker tells of its inside, and what is done there.

namespace Stomp {

BrokerSnapshot PracticeServer::snapshot() const
{
    return m_broker ? m_broker->snapshot() : BrokerSnapshot();
}

std::string PracticeServer::statsJson() const
{
    return m_broker ? Stomp::statsJson(*m_broker, m_options.broker.statsDestinations, now())
                    : std::string();
}

std::optional<QueueInspection> PracticeServer::inspectQueue(
    std::string_view name, std::size_t messages) const
{
    return m_broker ? m_broker->inspectQueue(name, messages, now()) : std::nullopt;
}

std::optional<TopicInspection> PracticeServer::inspectTopic(std::string_view name) const
{
    return m_broker ? m_broker->inspectTopic(name) : std::nullopt;
}

bool PracticeServer::isDeadLetterQueue(std::string_view name) const
{
    return Stomp::isDeadLetterQueue(m_options.broker.queues, name);
}

Verdict PracticeServer::moveBack(std::string_view deadLetterQueue, std::size_t& moved)
{
    moved = 0;
    if (!m_broker)
        return Refusal{"The broker does not run", {}, {}};
    Verdict verdict = m_broker->moveBack(deadLetterQueue, {}, now(), moved);
    flushTouched();
    tickBy(m_broker->nextDeadline(now()));
    return verdict;
}

std::vector<BrokerEvent> PracticeServer::eventsSince(std::uint64_t number) const
{
    return m_broker ? m_broker->eventsSince(number) : std::vector<BrokerEvent>();
}

} // namespace Stomp
