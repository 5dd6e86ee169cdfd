#pragma once

#include "brokermessage.h"
#include "refusal.h"

#include <cstdint>
#include <string>
#include <string_view>

namespace Stomp {

/** A message that a store has kept: it waits in a queue, or is scheduled for one. */
struct PersistentMessage
{
    std::uint64_t row = 0;
    std::string queue; //!< what the queue is found by
    std::string shown; //!< its name in MESSAGE, where that is another one
    std::uint64_t id = 0;
    unsigned char priority = 4;
    Millis expires = 0; //!< epoch ms; 0: never
    std::uint32_t deliveries = 0; //!< begun so far
    std::string headers; //!< lines, with the escapes of 1.2
    std::string body;
    Millis due = 0; //!< epoch ms; 0: not scheduled
    Millis period = 0;
    std::uint64_t repeats = 0;
    bool isTopic = false; //!< it is scheduled for a topic
};

/** A durable subscription that a store has kept. */
struct StoredDurable
{
    std::string clientId;
    std::string name;
    std::string topic;
    std::string shown;
    bool isPattern = false;
    int style = 0; //!< of the pattern
    std::string selector;
    std::string queue;
};

/**
 * Where a broker's persistent messages and durable subscriptions outlive it. The broker tells what
 * changes, in order; nothing is written before the owner of the store says so, who does it before
 * anything that the broker said to its clients meanwhile leaves the house: so a RECEIPT means
 * stored. stomp-facts 4.11.
 */
class BrokerStore
{
public:
    virtual ~BrokerStore() = default;

    struct Place
    {
        std::string_view queue;
        std::string_view shown;
        Millis due = 0; //!< epoch ms; 0: not scheduled
        Millis period = 0;
        std::uint64_t repeats = 0;
        bool isTopic = false;
    };

    /** The row by which it is known from now on; ascending, never 0. */
    [[nodiscard]] virtual std::uint64_t add(const Place& place, const MessagePtr& message) = 0;
    virtual void setDeliveries(std::uint64_t row, std::uint32_t deliveries) = 0;
    virtual void remove(std::uint64_t row) = 0;
    /** Takes the place of one with the same client-id and name. */
    virtual void addDurable(const StoredDurable& durable) = 0;
    virtual void removeDurable(std::string_view clientId, std::string_view name) = 0;

    /** Why nothing persistent can be taken at the moment. */
    [[nodiscard]] virtual Verdict refusal() const = 0;
};

} // namespace Stomp
