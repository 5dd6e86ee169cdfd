#include "durablesubscriptions.h"

#include "brokerstore.h"
#include "destinationregistry.h"
#include "topic.h"

#include <algorithm>

namespace Stomp {

namespace {

constexpr std::string_view s_queues = "/dsub/";

} // namespace

bool isDurableQueue(std::string_view name)
{
    return name.starts_with(s_queues);
}

Verdict DurableSubscriptions::open(const DurableRequest& request, const DestinationPath& path,
    std::string_view selector, Destination*& queue)
{
    const DurableSubscription* known = find(request.clientId, request.name);
    if (known) {
        queue = m_registry.lookup(known->queue);
        const bool isInUse = queue->snapshot().consumers > 0;
        if (isInUse && !request.isShared)
            return Refusal{"Durable consumer is in use for client: " + request.clientId
                    + " and subscriptionName: " + request.name,
                "Only one consumer at a time reads a durable subscription. End the other one "
                "first, "
                "or subscribe under another name.",
                {}, Offence::DurableInUse, request.name};
        if (known->path.text == path.text && known->selector == selector)
            return {};
        const DurableSubscription old = *known;
        erase(old);
    }
    DurableSubscription made{request.clientId, request.name, path, std::string(selector), {}};
    made.queue = std::string(s_queues) + request.clientId + '/' + request.name;
    if (BrokerStore* store = m_registry.store())
        store->addDurable({made.clientId, made.name, path.text, path.shown, path.isPattern,
            static_cast<int>(path.style), made.selector, made.queue});
    create(std::move(made));
    queue = m_registry.lookup(m_all.back().queue);
    return {};
}

Verdict DurableSubscriptions::checkRemoval(
    std::string_view clientId, std::string_view name, std::size_t leaving) const
{
    const DurableSubscription* known = find(clientId, name);
    if (!known)
        return Refusal{"No durable subscription exists for: " + std::string(name),
            "It was deleted before, or made with another client-id.", {}, Offence::NoSubscription,
            std::string(name)};
    if (m_registry.lookup(known->queue)->snapshot().consumers > leaving)
        return Refusal{"Durable consumer is in use",
            "Somebody reads this durable subscription: it can be deleted when the consumer has "
            "gone.",
            {}, Offence::DurableInUse, std::string(name)};
    return {};
}

Verdict DurableSubscriptions::remove(std::string_view clientId, std::string_view name)
{
    if (auto refusal = checkRemoval(clientId, name, 0))
        return refusal;
    const DurableSubscription known = *find(clientId, name);
    erase(known);
    return {};
}

void DurableSubscriptions::feedFrom(Topic& topic) const
{
    for (const DurableSubscription& one : m_all) {
        if (one.path.matches(topic.name()))
            topic.feed(*m_registry.lookup(one.queue), one.selector);
    }
}

const DurableSubscription* DurableSubscriptions::find(
    std::string_view clientId, std::string_view name) const
{
    const auto found = std::ranges::find_if(m_all, [&](const DurableSubscription& one) {
        return one.clientId == clientId && one.name == name;
    });
    return found == m_all.end() ? nullptr : &*found;
}

void DurableSubscriptions::restore(const DurableSubscription& subscription)
{
    if (!find(subscription.clientId, subscription.name))
        create(subscription);
}

void DurableSubscriptions::create(DurableSubscription subscription)
{
    DestinationPath backing;
    backing.text = subscription.queue;
    Destination& queue = *m_registry.obtain(backing);
    queue.hold();
    if (!subscription.path.isPattern)
        static_cast<void>(m_registry.obtain(subscription.path));
    m_registry.forEachTopic(
        subscription.path, [&](Topic& topic) { topic.feed(queue, subscription.selector); });
    m_all.push_back(std::move(subscription));
}

void DurableSubscriptions::erase(const DurableSubscription& subscription)
{
    Destination& queue = *m_registry.lookup(subscription.queue);
    m_registry.forEachTopic(subscription.path, [&](Topic& topic) { topic.stopFeeding(queue); });
    std::erase(m_all, subscription);
    if (BrokerStore* store = m_registry.store())
        store->removeDurable(subscription.clientId, subscription.name);
    queue.discardWaiting();
    queue.letGo();
    // What is in flight keeps it until it comes back: then it is idle.
    m_registry.dropIfIdle(queue);
}

} // namespace Stomp
