#pragma once

#include "brokerevent.h"
#include "consumer.h"

#include <stomp/protocol/frame.h>
#include <stomp/protocol/version.h>

#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

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
    /** session makes ack ids unique in the broker. */
    SessionConsumers(Broker& broker, MessageReceiver& receiver, std::uint64_t session);

    /** What an ACK or NACK is about. */
    struct Reference
    {
        Consumer* consumer = nullptr;
        std::uint64_t number = 0;
    };

    /** The consumer is attached but gets nothing before the caller pumps it. */
    [[nodiscard]] Verdict subscribe(
        const FrameView& subscribe, Version version, Consumer*& consumer);
    /** Which subscription an UNSUBSCRIBE ends. */
    [[nodiscard]] Verdict find(const FrameView& unsubscribe, Version version, Consumer*& consumer);
    void end(Consumer& consumer, Millis now);
    void endAll(Millis now);

    [[nodiscard]] Verdict resolve(const FrameView& ack, Version version, Reference& reference);
    /** For a reference that resolved, but whose delivery has ended. */
    [[nodiscard]] Refusal notOutstanding(const FrameView& ack) const;
    [[nodiscard]] std::string ackId(const Consumer& consumer, std::uint64_t number) const;

    [[nodiscard]] Consumer* byKey(std::uint32_t key) const;
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
    [[nodiscard]] Verdict resolveById(const FrameView& ack, Reference& reference);
    [[nodiscard]] Verdict resolveByMessage(
        const FrameView& ack, Version version, Reference& reference);
    [[nodiscard]] static std::string nameOf(const ConsumerRequest& request);
    void report(BrokerEvent::Kind kind, const ConsumerRequest& request);

    Broker& m_broker;
    MessageReceiver& m_receiver;
    std::uint64_t m_session;
    std::string m_ackPrefix;
    std::string m_messagePrefix;
    std::uint32_t m_lastKey = 0;
    std::uint32_t m_turn = 0;
    std::map<std::uint32_t, std::unique_ptr<Consumer>> m_consumers;
    std::map<std::string, Consumer*, std::less<>> m_byName;
};

} // namespace Stomp
