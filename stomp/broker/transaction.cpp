#include "transaction.h"

#include "broker.h"
#include "consumer.h"
#include "sessionconsumers.h"

namespace Stomp {

Verdict Transaction::count(std::size_t bytes, const BrokerOptions& options)
{
    if (m_count + 1 > options.transactionOperations || m_bytes + bytes > options.transactionBytes) {
        return Refusal{"The transaction is too large",
            "A transaction holds at most " + std::to_string(options.transactionOperations)
                + " frames and " + std::to_string(options.transactionBytes) + " bytes.",
            {}};
    }
    ++m_count;
    m_bytes += bytes;
    return {};
}

Verdict Transaction::add(MessagePtr message, const Destination& destination, Broker& broker)
{
    if (auto refusal = count(message->bytes(), broker.options()))
        return refusal;
    broker.reserve(message->bytes());
    m_operations.push_back({std::move(message), destination.path()});
    return {};
}

Verdict Transaction::addLate(
    std::uint32_t consumer, std::uint64_t delivery, Outcome outcome, const BrokerOptions& options)
{
    if (auto refusal = count(0, options))
        return refusal;
    m_operations.push_back({MessagePtr(), {}, consumer, delivery, outcome});
    return {};
}

std::vector<std::string> Transaction::receipts() const
{
    std::vector<std::string> all;
    for (const Operation& operation : m_operations) {
        if (!operation.receipt.empty())
            all.push_back(operation.receipt);
    }
    return all;
}

Verdict Transaction::addMarks(std::uint32_t consumer, const BrokerOptions& options)
{
    m_marked.insert(consumer);
    return count(0, options);
}

Verdict Transaction::check(const SessionConsumers& consumers) const
{
    for (const std::uint32_t key : m_marked) {
        if (!consumers.byKey(key)) {
            return Refusal{"The transaction cannot be committed",
                "A message that it acknowledges is not outstanding any more: its subscription has "
                "ended. Nothing of the transaction was done.",
                {}};
        }
    }
    // The messages were checked, and room for them reserved, when they came.
    return {};
}

Verdict Transaction::commit(
    Broker& broker, SessionConsumers& consumers, Destination*& fullest, Millis now)
{
    broker.release(m_bytes);
    for (const std::uint32_t key : m_marked) {
        if (Consumer* const consumer = consumers.holder(key))
            consumer->settle(m_number, now);
    }
    for (const Operation& operation : m_operations) {
        if (!operation.message) {
            if (auto refusal = acknowledge(operation, consumers, now))
                return refusal;
            continue;
        }
        Destination* destination = broker.destinations().obtain(operation.destination);
        if (!destination)
            continue; // a temporary one, which has gone meanwhile
        broker.deliver(*destination, operation.message, now);
        if (!fullest || destination->load(now) > fullest->load(now))
            fullest = destination;
    }
    for (const std::uint32_t key : m_marked) {
        if (Consumer* const consumer = consumers.byKey(key))
            broker.pump(*consumer, now);
    }
    return {};
}

Verdict Transaction::acknowledge(const Operation& late, SessionConsumers& consumers, Millis now)
{
    Consumer* consumer = consumers.holder(late.consumer);
    if (!consumer || consumers.acknowledge({consumer, late.delivery}, late.outcome, 0, now) == 0)
        return Refusal{"The transaction cannot be committed",
            "A message that it acknowledges is not outstanding any more.", {}, Offence::SettledAck,
            std::to_string(late.delivery)};
    consumers.pump(*consumer, now);
    return {};
}

void Transaction::abort(Broker& broker, SessionConsumers& consumers)
{
    broker.release(m_bytes);
    for (const std::uint32_t key : m_marked) {
        if (Consumer* consumer = consumers.holder(key))
            consumer->release(m_number);
    }
}

} // namespace Stomp
