#pragma once

#include "consumerrequest.h"
#include "delivery.h"
#include "messagereceiver.h"
#include "topicbacklog.h"

#include <deque>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace Stomp {

class QueueBrowse;

/**
 * One subscription on the broker's side: what it was given and did not acknowledge yet, and for a
 * topic the copies it could not take yet. Does not know frames; one thread.
 */
class Consumer
{
public:
    /** key: what its session calls it, unique there and never reused. numbers: the last number
     * that any delivery of the session has. */
    Consumer(MessageReceiver& receiver, std::uint32_t key, ConsumerRequest request,
        const BrokerOptions& options, std::uint64_t& numbers);
    ~Consumer();
    Consumer(const Consumer&) = delete;
    Consumer& operator=(const Consumer&) = delete;

    [[nodiscard]] std::uint32_t key() const { return m_key; }
    [[nodiscard]] const ConsumerRequest& request() const { return m_request; }
    [[nodiscard]] std::uint64_t session() const { return m_receiver.number(); }
    /** How its MESSAGE frames begin: kept here for the session, which alone knows frames. */
    [[nodiscard]] const std::string& head() const { return m_head; }
    /** What stands before the number in its ack headers; the same. */
    [[nodiscard]] const std::string& ackHead() const { return m_ackHead; }
    void setHeads(std::string head, std::string ackHead)
    {
        m_head = std::move(head);
        m_ackHead = std::move(ackHead);
    }
    [[nodiscard]] const TopicBacklog& backlog() const { return m_backlog; }
    /** Copies of topics: made for it, and given to it. */
    [[nodiscard]] std::uint64_t copies() const { return m_copies; }
    [[nodiscard]] std::uint64_t copiesDelivered() const { return m_copiesDelivered; }
    [[nodiscard]] std::size_t inFlight() const { return m_unacked.size(); }
    [[nodiscard]] bool isReady() const
    {
        return m_unacked.size() < m_request.prefetch && m_unackedBytes < m_request.window
            && m_receiver.hasRoom();
    }
    [[nodiscard]] bool hasSelector() const { return !m_request.selector.isEmpty(); }
    /** deliveries: begun before. */
    [[nodiscard]] bool selects(const BrokerMessage& message, std::uint32_t deliveries) const
    {
        return !hasSelector() || asksSelector(message, deliveries);
    }
    [[nodiscard]] bool hasRoom() const { return m_receiver.hasRoom(); }

    /** Where a browsing consumer gets its messages from; null: it is none. */
    [[nodiscard]] QueueBrowse* browse() const { return m_browse.get(); }
    void setBrowse(std::unique_ptr<QueueBrowse> browse);
    void endBrowse(Millis now) { m_receiver.endBrowse(*this, now); }

    /** The queues that it is attached to: they keep this. */
    void addQueue(Destination& queue) { m_queues.push_back(&queue); }
    void removeQueue(Destination& queue) { std::erase(m_queues, &queue); }
    [[nodiscard]] const std::vector<Destination*>& queues() const { return m_queues; }

    void deliver(QueuedMessage&& queued, Destination& source, Millis now);
    /** From a topic: delivered now if possible, else kept in the backlog; nothing when its selector
     * does not take it. */
    void offer(const MessagePtr& message, Destination& source, Millis now);
    void takeBacklog(Millis now);

    /** The number of the oldest unacknowledged delivery of this message; nothing when none is. */
    [[nodiscard]] std::optional<std::uint64_t> numberOf(std::uint64_t messageId) const;

    /**
     * Ends a delivery (mode client: and every earlier one, with a NACK only if the policy says so),
     * or with a transaction marks it as to be
     * ended so by settle(). Returns how many: 0 when there is no such delivery or an open
     * transaction has it already. What may be given out next is the caller's to pump.
     */
    std::size_t acknowledge(
        std::uint64_t number, Outcome outcome, std::uint32_t transaction, Millis now);
    /** Every delivery with this number or an earlier one. */
    std::size_t acknowledgeUpTo(std::uint64_t number, Outcome outcome, Millis now);
    [[nodiscard]] bool holds(std::uint64_t number) const;
    void settle(std::uint32_t transaction, Millis now);
    void release(std::uint32_t transaction);

    /** When the oldest delivery that is not in a transaction began; nothing when there is none. */
    [[nodiscard]] std::optional<Millis> oldestDelivery() const;
    /** What was delivered by then and is in no transaction goes back. Returns how many. */
    std::size_t returnOlder(Millis then, Millis now);

    /** The subscription is over: what is unacknowledged goes back to the queues it gives, which
     * the caller has to pump. */
    [[nodiscard]] std::vector<Destination*> leave(Marked marked, Millis now);
    /** Whether an open transaction has any of its deliveries. */
    [[nodiscard]] bool hasMarked() const;

private:
    void settle(Delivery&& delivery, Outcome outcome, Millis now);
    [[nodiscard]] bool asksSelector(const BrokerMessage& message, std::uint32_t deliveries) const;
    [[nodiscard]] std::deque<Delivery>::iterator find(std::uint64_t number);

    MessageReceiver& m_receiver;
    std::uint32_t m_key;
    ConsumerRequest m_request;
    std::string m_head;
    std::string m_ackHead;
    std::uint64_t& m_numbers;
    std::deque<Delivery> m_unacked; //!< by number
    std::size_t m_unackedBytes = 0; //!< kept where the window is bounded
    std::uint64_t m_copies = 0;
    std::uint64_t m_copiesDelivered = 0;
    TopicBacklog m_backlog;
    const BrokerOptions& m_options;
    std::unique_ptr<QueueBrowse> m_browse;
    std::vector<Destination*> m_queues;
};

} // namespace Stomp
