#pragma once

#include "brokermessage.h"
#include "refusal.h"

#include <stomp/protocol/heartbeat.h>

#include <cstddef>
#include <cstdint>
#include <set>
#include <string>
#include <vector>

namespace Stomp {

struct BrokerOptions;
class Broker;
class Destination;
class SessionConsumers;

/**
 * What a client did inside one open transaction: its messages wait here (their bytes count as the
 * broker's), its acknowledgements are marked at the deliveries. Applied as a whole or not at all,
 * and then over. stomp-facts 4.10.
 */
class Transaction
{
public:
    /** number: not 0 and never reused in its session; deliveries are marked with it. */
    explicit Transaction(std::uint32_t number) : m_number(number) { }

    [[nodiscard]] std::uint32_t number() const { return m_number; }

    [[nodiscard]] Verdict add(MessagePtr message, std::string_view destination, Broker& broker);
    /** Deliveries of this consumer were marked. */
    [[nodiscard]] Verdict addMarks(std::uint32_t consumer, const BrokerOptions& options);

    /** Whether everything can still be done; nothing is changed. */
    [[nodiscard]] Verdict check(const SessionConsumers& consumers) const;
    /** After check(): first the acknowledgements, then the messages in their order. */
    /** Returns the destination whose readers are furthest behind now; null without messages. */
    Destination* commit(Broker& broker, SessionConsumers& consumers, Millis now);
    void abort(Broker& broker, SessionConsumers& consumers);

private:
    struct Send
    {
        MessagePtr message;
        std::string destination;
    };

    [[nodiscard]] Verdict count(std::size_t bytes, const BrokerOptions& options);

    std::uint32_t m_number;
    std::vector<Send> m_sends;
    /** The consumers with marked deliveries; what is marked goes only with its consumer. */
    std::set<std::uint32_t> m_marked;
    std::size_t m_operations = 0;
    std::size_t m_bytes = 0;
};

} // namespace Stomp
