#pragma once

#include "brokerevent.h"
#include "consumer.h"
#include "deliverynames.h"

#include <stomp/protocol/frame.h>
#include <stomp/protocol/version.h>

#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace Stomp {

class Broker;

/**
 * The subscriptions of one session: by the names the client gave them, and by the references its
 * ACK and NACK frames make, which differ by version (stomp-facts 2.4). Attaches and detaches them
 * at the broker.
 */
class SessionConsumers
{
public:
    SessionConsumers(Broker& broker, MessageReceiver& receiver, std::uint64_t session);

    /** What an ACK or NACK is about. */
    struct Reference
    {
        Consumer* consumer = nullptr;
        std::uint64_t number = 0;
    };

    /** The consumer is attached but gets nothing before the caller pumps it. paths: what its
     * destination means. */
    [[nodiscard]] Verdict subscribe(const FrameView& subscribe, Version version,
        std::vector<DestinationPath> paths, Consumer*& consumer);
    /** One that the broker makes by itself. */
    [[nodiscard]] Verdict subscribe(ConsumerRequest request, Consumer*& consumer);
    /** The name under which CONNECT has come, for durable subscriptions. */
    void setClientId(std::string clientId) { m_clientId = std::move(clientId); }

    /** Which subscription an UNSUBSCRIBE ends. */
    [[nodiscard]] Verdict find(const FrameView& unsubscribe, Version version, Consumer*& consumer);
    void end(Consumer& consumer, Millis now);
    void endAll(Millis now);
    /** What a transaction that is over has left with ended subscriptions goes back. */
    void giveBackEnded(Millis now);

    [[nodiscard]] Verdict resolve(const FrameView& ack, Version version, Reference& reference);
    /** Ends the delivery, and those that the skin lets go with it; returns how many, as
     * Consumer::acknowledge(). What may be given out next is pumped by pump(). */
    std::size_t acknowledge(
        const Reference& reference, Outcome outcome, std::uint32_t transaction, Millis now);
    void pump(Consumer& consumer, Millis now);
    /** For a reference that resolved, but whose delivery has ended. */
    [[nodiscard]] Refusal notOutstanding(const FrameView& ack) const;
    [[nodiscard]] const DeliveryNames& names() const { return m_names; }

    [[nodiscard]] Consumer* byKey(std::uint32_t key) const;
    /** Also one that has ended, as long as it holds deliveries. */
    [[nodiscard]] Consumer* holder(std::uint32_t key) const;
    [[nodiscard]] bool hasInFlight() const;
    [[nodiscard]] std::size_t count() const { return m_consumers.size(); }
    /** When the oldest delivery was begun that is not acknowledged, nor about to be in a
     * transaction; nothing when there is none. */
    [[nodiscard]] std::optional<Millis> oldestDelivery() const;
    /** Gives back what was delivered by then. */
    void returnOlder(Millis then, Millis now);
    /** The client took bytes: gives it what waits for it. */
    void pumpAll(Millis now);

private:
    [[nodiscard]] static std::string nameOf(const ConsumerRequest& request);
    void report(BrokerEvent::Kind kind, const ConsumerRequest& request);

    Broker& m_broker;
    MessageReceiver& m_receiver;
    std::uint64_t m_session;
    DeliveryNames m_names;
    std::string m_clientId;
    std::size_t m_prefetch = 0; //!< what the last SUBSCRIBE has said, where that stays
    std::uint64_t m_lastNumber = 0; //!< of a delivery
    std::uint32_t m_lastKey = 0;
    std::uint32_t m_turn = 0;
    std::map<std::uint32_t, std::unique_ptr<Consumer>> m_consumers;
    std::map<std::string, Consumer*, std::less<>> m_byName;
    /** Ended, but with deliveries that are kept until the connection or a transaction ends. */
    std::vector<std::unique_ptr<Consumer>> m_ended;
};

} // namespace Stomp
