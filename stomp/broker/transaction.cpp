#include "transaction.h"

#include "broker.h"
#include "sessionconsumers.h"

namespace Stomp {

Verdict Transaction::count(std::size_t bytes, const BrokerOptions& options)
{
    if (m_operations + 1 > options.transactionOperations
        || m_bytes + bytes > options.transactionBytes) {
        return Refusal{"The transaction is too large",
            "A transaction holds at most " + std::to_string(options.transactionOperations)
                + " frames and " + std::to_string(options.transactionBytes) + " bytes.",
            {}};
    }
    ++m_operations;
    m_bytes += bytes;
    return {};
}

Verdict Transaction::add(MessagePtr message, std::string_view destination, Broker& broker)
{
    if (auto refusal = count(message->bytes(), broker.options()))
        return refusal;
    broker.reserve(message->bytes());
    m_sends.push_back({std::move(message), std::string(destination)});
    return {};
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

Destination* Transaction::commit(Broker& broker, SessionConsumers& consumers, Millis now)
{
    broker.release(m_bytes);
    for (const std::uint32_t key : m_marked)
        consumers.byKey(key)->settle(m_number, now);
    Destination* fullest = nullptr;
    for (const Send& send : m_sends) {
        Destination& destination = broker.obtain(send.destination);
        broker.deliver(destination, send.message, now);
        if (!fullest || destination.load(now) > fullest->load(now))
            fullest = &destination;
    }
    for (const std::uint32_t key : m_marked)
        broker.pump(*consumers.byKey(key), now);
    return fullest;
}

void Transaction::abort(Broker& broker, SessionConsumers& consumers)
{
    broker.release(m_bytes);
    for (const std::uint32_t key : m_marked) {
        if (Consumer* consumer = consumers.byKey(key))
            consumer->release(m_number);
    }
}

} // namespace Stomp
