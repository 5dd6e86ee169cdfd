#pragma once

#include "brokermessage.h"
#include "delivery.h"
#include "destinationpath.h"
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

    [[nodiscard]] Verdict add(MessagePtr message, const Destination& destination, Broker& broker);
    /** Deliveries of this consumer were marked. */
    [[nodiscard]] Verdict addMarks(std::uint32_t consumer, const BrokerOptions& options);

    /** Whether everything can still be done; nothing is changed. */
    [[nodiscard]] Verdict check(const SessionConsumers& consumers) const;
    /** Replayed: an acknowledgement that is made at COMMIT, in its turn. */
    [[nodiscard]] Verdict addLate(std::uint32_t consumer, std::uint64_t delivery, Outcome outcome,
        const BrokerOptions& options);
    /** Replayed: the receipt of the last message, which is due at COMMIT. */
    void addReceipt(std::string_view receipt) { m_operations.back().receipt = receipt; }
    /** The receipts that are due now. */
    [[nodiscard]] std::vector<std::string> receipts() const;

    /** After check(): first the acknowledgements, then the messages in their order. */
    /** fullest: the destination whose readers are furthest behind now; null without messages.
     * Refused only when a late acknowledgement cannot be made: then the rest was not done. */
    [[nodiscard]] Verdict commit(
        Broker& broker, SessionConsumers& consumers, Destination*& fullest, Millis now);
    void abort(Broker& broker, SessionConsumers& consumers);

private:
    /** A message, or a late acknowledgement. */
    struct Operation
    {
        MessagePtr message;
        DestinationPath destination = {};
        std::uint32_t consumer = 0;
        std::uint64_t delivery = 0;
        Outcome outcome = Outcome::Ack;
        std::string receipt = {};
    };

    [[nodiscard]] static Verdict acknowledge(
        const Operation& late, SessionConsumers& consumers, Millis now);
    [[nodiscard]] Verdict count(std::size_t bytes, const BrokerOptions& options);

    std::uint32_t m_number;
    std::vector<Operation> m_operations;
    /** The consumers with marked deliveries; what is marked goes only with its consumer. */
    std::set<std::uint32_t> m_marked;
    std::size_t m_count = 0;
    std::size_t m_bytes = 0;
};

} // namespace Stomp
