#pragma once

#include "brokerinspection.h"
#include "deadletter.h"
#include "destination.h"
#include "messagegroups.h"
#include "queueroster.h"
#include "waitingline.h"

#include <cstddef>
#include <deque>
#include <map>
#include <string_view>
#include <vector>

namespace Stomp {

/**
 * First in, first out; each message to one consumer, round robin over those that are ready; kept
 * until a consumer acknowledges it. stomp-facts 4.3 to 4.5.
 *
 * What comes back (its consumer left, or refused it) goes to its old place. A message that was
 * refused comes back at once the first time; after that it rests before it is given out again, 200
 * ms, then twice as long each time up to 10 s, and those behind it pass: a consumer that refuses
 * whatever it gets cannot spin the broker. What comes back too often becomes a dead letter, as
 * QueuePolicy says; so does what is too old.
 *
 * A queue is choosy while a consumer has a selector or a message a group. Then each consumer
 * remembers how far it has looked, so that it looks at each message only once, however many wait
 * that suit nobody.
 *
 * A message comes in by publish() and leaves by forget(); in between only settle() changes it.
 */
class Queue final : public Destination
{
public:
    Queue(const DestinationPath& path, BrokerBooks& books);

    void publish(const MessagePtr& message, Millis now) override;
    void attach(Consumer& consumer) override;
    void detach(Consumer& consumer) override;
    void settle(Delivery&& delivery, Outcome outcome, Millis now) override;
    void pump(Millis now) override;
    void discardWaiting() override;
    [[nodiscard]] unsigned load(Millis now) const override;
    [[nodiscard]] std::optional<Millis> nextDeadline() const override;
    [[nodiscard]] Queue* asQueue() override { return this; }

    /** What a store has kept, to the end of the line; its place is given here. Nobody may be
     * attached. */
    void restore(QueuedMessage&& queued);
    /** What waits and suits this browsing consumer, in order. */
    [[nodiscard]] std::deque<QueuedMessage> copiesFor(const Consumer& browser) const;
    /** Takes the waiting dead letters that accept() wants; they are counted as moved back. */
    [[nodiscard]] std::vector<MessagePtr> takeDeadLetters(
        const std::function<bool(const BrokerMessage&)>& accept);
    /** The queue with the next messages, at most so many; without what is scheduled. */
    [[nodiscard]] QueueInspection inspect(std::size_t most, std::string_view idPrefix) const;

private:
    /** Those that wait and are accepted leave the queue, and are counted there. */
    std::vector<MessagePtr> takeWaiting(
        const std::function<bool(const BrokerMessage&)>& accept, std::uint64_t& counter);
    [[nodiscard]] bool isChoosy() const { return m_selectors > 0 || !m_groups.isEmpty(); }
    [[nodiscard]] bool suits(const Consumer& consumer, const QueuedMessage& queued) const;
    [[nodiscard]] const QueuedMessage* firstFor(QueueRoster::Member& member);
    void lookAgain();
    void lookAtReturned(const QueuedMessage& queued);
    void unlist(WaitingLine::Place place);

    void pumpInOrder(Millis now);
    void pumpChoosy(Millis now);
    void giveGroup(const BrokerMessage& message, Consumer& consumer);
    void giveOut(Consumer& consumer, QueuedMessage&& queued, Millis now);
    void endRests(Millis now);
    void sweep(Millis now);
    [[nodiscard]] Millis sweepDue() const;

    void stand(const QueuedMessage& queued);
    void leaveLine(const QueuedMessage& queued);
    void putBack(QueuedMessage&& queued);
    void bury(QueuedMessage&& queued, DeadLetterReason reason, Millis now);
    void forget(const QueuedMessage& queued);

    WaitingLine m_line;
    std::multimap<Millis, QueuedMessage> m_resting; //!< refused, by the time they come back
    QueueRoster m_roster;
    MessageGroups m_groups;
    std::size_t m_selectors = 0; //!< consumers that have one
    bool m_isDeadLetterQueue;
    Millis m_progressAt = 0; //!< when the last message went out
    Millis m_sweptAt = 0;
};

} // namespace Stomp
