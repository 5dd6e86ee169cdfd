#pragma once

#include "destinationpath.h"

#include <cstddef>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace Stomp {

class Destination;
class DestinationRegistry;
class Topic;

/** What a SUBSCRIBE that is to outlive its connection asks for. */
struct DurableRequest
{
    std::string clientId; //!< RabbitMQ: the topic, which is part of the identity there
    std::string name;
    bool isShared = false; //!< several may read it at a time
};

/** Whether a queue of this name collects for a durable subscription. */
[[nodiscard]] bool isDurableQueue(std::string_view name);

/** A durable subscription as a value: for the store, which keeps them over a restart. */
struct DurableSubscription
{
    std::string clientId;
    std::string name;
    DestinationPath path; //!< of the topic, or a pattern
    std::string selector;
    std::string queue; //!< the name of the queue that collects for it

    bool operator==(const DurableSubscription& other) const
    {
        return clientId == other.clientId && name == other.name;
    }
};

/**
 * The durable subscriptions of a broker: each has a queue of its own in the registry, /dsub/...,
 * that its topics fill and its consumers read, whether anybody is there or not. stomp-facts 3.9 and
 * 4.7.
 */
class DurableSubscriptions
{
public:
    explicit DurableSubscriptions(DestinationRegistry& registry) : m_registry(registry) { }

    /** The queue of this subscription, which is made when it is new, and emptied and made again
     * when topic or selector are not those it had. */
    [[nodiscard]] Verdict open(const DurableRequest& request, const DestinationPath& path,
        std::string_view selector, Destination*& queue);
    /** Whether remove() can be done once so many of its consumers have gone. */
    [[nodiscard]] Verdict checkRemoval(
        std::string_view clientId, std::string_view name, std::size_t leaving) const;
    /** Deletes it with all that waits for it. */
    [[nodiscard]] Verdict remove(std::string_view clientId, std::string_view name);
    /** A topic is new: those that want it get its messages. */
    void feedFrom(Topic& topic) const;

    [[nodiscard]] const std::vector<DurableSubscription>& all() const { return m_all; }
    [[nodiscard]] const DurableSubscription* find(
        std::string_view clientId, std::string_view name) const;
    /** From the store. */
    void restore(const DurableSubscription& subscription);

private:
    void create(DurableSubscription subscription);
    void erase(const DurableSubscription& subscription);

    DestinationRegistry& m_registry;
    std::vector<DurableSubscription> m_all;
};

} // namespace Stomp
