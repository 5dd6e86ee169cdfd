#pragma once

#include "brokerevent.h"
#include "brokeroptions.h"
#include "brokersnapshot.h"
#include "delivery.h"
#include "destinationpath.h"

#include <algorithm>
#include <optional>
#include <string>
#include <vector>

namespace Stomp {

class BrokerStore;
class Consumer;
class Queue;
class Topic;

/** What every destination of a broker shares. */
struct BrokerBooks
{
    BrokerBooks(const BrokerOptions& brokerOptions, BrokerEventListener& listener)
        : options(brokerOptions), events(listener)
    { }

    [[nodiscard]] Millis wall(Millis steady) const { return steady + wallOffset; }
    [[nodiscard]] Millis steady(Millis wall) const { return wall - wallOffset; }

    /** Some destination's nextDeadline() is this. */
    void wake(Millis time) { wakeAt = std::min(wakeAt.value_or(time), time); }

    const BrokerOptions& options;
    BrokerEventListener& events;
    std::size_t storedBytes = 0; //!< kept by queues (waiting or in flight) and transactions
    std::optional<Millis> wakeAt; //!< no deadline is earlier
    Millis wallOffset = 0; //!< from the broker's steady clock to the epoch's ms
    std::string messageIdPrefix = {};
    /** To be put into their queues once the caller has done what it does. */
    struct DeadLetter
    {
        MessagePtr message;
        std::string queue;
    };
    std::vector<DeadLetter> deadLetters = {};
    BrokerStore* store = nullptr; //!< of what is persistent; null: nothing outlives the broker
};

/**
 * A named place that messages are sent to: a queue or a topic. Knows its consumers, not the
 * sessions behind them. One thread; time is an argument.
 */
class Destination
{
public:
    Destination(const DestinationPath& path, BrokerBooks& books);
    virtual ~Destination() = default;
    Destination(const Destination&) = delete;
    Destination& operator=(const Destination&) = delete;

    [[nodiscard]] const std::string& name() const { return m_state.name; }
    /** How MESSAGE frames name it. */
    [[nodiscard]] const std::string& shownName() const { return m_path.shownName(); }
    [[nodiscard]] const DestinationPath& path() const { return m_path; }
    [[nodiscard]] bool isQueue() const { return m_state.isQueue; }
    [[nodiscard]] bool isIdle() const;
    [[nodiscard]] bool hasConsumers() const { return !m_consumers.empty(); }
    /** It has consumers, or deliveries of such that have left. */
    [[nodiscard]] bool isInUse() const { return hasConsumers() || m_state.inFlight > 0; }
    /** Whether what is sent to it may have to be kept. */
    [[nodiscard]] virtual bool keeps() const { return isQueue(); }
    /** While somebody needs it, it is not idle: each hold() wants its letGo(). */
    void hold() { ++m_holds; }
    void letGo() { --m_holds; }
    /** A temporary one whose maker has gone, with readers that are others: they keep what they
     * have, and nobody sends to it any more. */
    void abandon() { m_isAbandoned = true; }
    [[nodiscard]] bool isAbandoned() const { return m_isAbandoned; }
    [[nodiscard]] DestinationSnapshot snapshot() const;

    virtual void publish(const MessagePtr& message, Millis now) = 0;
    /** The consumer gets nothing before the next publish() or pump(). */
    virtual void attach(Consumer& consumer);
    virtual void detach(Consumer& consumer);
    /** A delivery has ended. Gives out nothing: call pump() when all are settled. */
    virtual void settle(Delivery&& delivery, Outcome outcome, Millis now) = 0;
    /** Gives out what can be given out now. */
    virtual void pump(Millis now) = 0;

    /** A delivery has begun that the message may come back from. */
    void noteDelivery(const QueuedMessage& queued) const;
    /** What waits is gone, and counted as discarded. */
    virtual void discardWaiting() { }

    /** How full the slowest live reader's backlog is, in percent of what may wait before producers
     * are held back; a reader that takes nothing at all does not count. */
    [[nodiscard]] virtual unsigned load(Millis now) const = 0;
    /** When pump() must be called although nothing happened. */
    [[nodiscard]] virtual std::optional<Millis> nextDeadline() const { return {}; }

    /** Null when it is not the kind of queue that clients know. */
    [[nodiscard]] virtual Queue* asQueue() { return nullptr; }
    [[nodiscard]] virtual Topic* asTopic() { return nullptr; }

    /** Its time is over: nobody gets it any more. */
    [[nodiscard]] bool isTooOld(const BrokerMessage& message, Millis now) const
    {
        return message.isExpired(m_books.wall(now));
    }
    /** For its consumers, which keep these books with it. */
    [[nodiscard]] DestinationSnapshot& state() { return m_state; }

protected:
    [[nodiscard]] const std::vector<Consumer*>& consumers() const { return m_consumers; }
    [[nodiscard]] const DestinationSnapshot& state() const { return m_state; }
    [[nodiscard]] BrokerBooks& books() const { return m_books; }

private:
    BrokerBooks& m_books;
    DestinationSnapshot m_state;
    DestinationPath m_path;
    std::size_t m_holds = 0;
    bool m_isAbandoned = false;
    std::vector<Consumer*> m_consumers;
};

} // namespace Stomp
