#pragma once

#include "testoutbox.h"

#include <stomp/broker/broker.h>
#include <stomp/broker/serversession.h>

#include <algorithm>
#include <map>
#include <string>
#include <utility>
#include <vector>

// What queues and their clients must be, for ModelWalk.

namespace Testing {

/** One message in the model's queue. */
struct ModelCopy
{
    std::uint64_t place = 0; //!< in the line
    bool isHeld = false; //!< by a consumer
    bool wasDelivered = false;
    unsigned refusals = 0;
    /** What was refused twice rests, and others pass. */
    [[nodiscard]] bool mayRest() const { return refusals > 1; }
};

/** What a queue must be: the messages that are neither acknowledged nor dead, by their number. */
struct ModelQueue
{
    std::map<std::uint64_t, ModelCopy> alive;
    std::uint64_t in = 0;
    std::uint64_t acked = 0;
    std::uint64_t dead = 0;
};

struct ModelHeld
{
    std::string ack;
    std::uint64_t message;
};

struct ModelSubscription
{
    std::string queue;
    std::string mode;
    std::size_t prefetch = 1;
    std::vector<ModelHeld> held;
    std::vector<ModelHeld> inTransaction; //!< acknowledged there; at its end done, or held again
};

struct ModelClient
{
    ModelClient(Stomp::Broker& broker, Stomp::Millis now) : session(broker, outbox, now)
    {
        outbox.setVersion(Stomp::Version::V12);
    }

    TestOutbox outbox;
    Stomp::ServerSession session;
    std::map<std::string, ModelSubscription> subscriptions; //!< by id; one for each queue
    bool hasTransaction = false;
    std::vector<std::pair<std::string, std::uint64_t>> sends; //!< in the transaction

    [[nodiscard]] bool couldTake(const std::string& queue) const
    {
        return std::any_of(subscriptions.begin(), subscriptions.end(), [&](const auto& entry) {
            const ModelSubscription& one = entry.second;
            return one.queue == queue && one.held.size() + one.inTransaction.size() < one.prefetch;
        });
    }
};

/** Two counters, in words. */
inline std::string difference(std::uint64_t broker, std::uint64_t model)
{
    return std::to_string(broker) + " (model: " + std::to_string(model) + ')';
}

} // namespace Testing
