#include "broker.h"

#include "topic.h"

// What the broker tells of its topics.

namespace Stomp {

namespace {

InspectedDurable inspected(const DurableSubscription& durable, const Destination& queue)
{
    return {durable.clientId, durable.name, durable.path.shownName(), durable.selector,
        queue.snapshot()};
}

} // namespace

std::optional<TopicInspection> Broker::inspectTopic(std::string_view name) const
{
    Destination* found = m_destinations.lookup(name);
    const Topic* topic = found ? found->asTopic() : nullptr;
    if (!topic)
        return {};
    TopicInspection result = topic->inspect();
    for (const DurableSubscription& durable : m_destinations.durables().all()) {
        const Destination& queue = *m_destinations.lookup(durable.queue);
        if (topic->feeds(queue))
            result.durables.push_back(inspected(durable, queue));
    }
    return result;
}

std::vector<InspectedDurable> Broker::inspectDurables() const
{
    std::vector<InspectedDurable> result;
    for (const DurableSubscription& durable : m_destinations.durables().all())
        result.push_back(inspected(durable, *m_destinations.lookup(durable.queue)));
    return result;
}

} // namespace Stomp
