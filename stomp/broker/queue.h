#pragma once

#include "destination.h"

#include <cstddef>
#include <deque>
#include <map>

namespace Stomp {

/**
 * First in, first out; each message to one consumer, round robin over those that are ready; kept
 * until a consumer acknowledges it. stomp-facts 4.3.
 *
 * What comes back (its consumer left, or refused it) goes to its old place. A message that was
 * refused comes back at once the first time; after that it rests before it is given out again, 200
 * ms, then twice as long each time up to 10 s, and those behind it pass: a consumer that refuses
 * whatever it gets cannot spin the broker, and no message is lost.
 */
class Queue final : public Destination
{
public:
    using Destination::Destination;

    void publish(const MessagePtr& message, Millis now) override;
    void detach(Consumer& consumer) override;
    void settle(Delivery&& delivery, Outcome outcome, Millis now) override;
    void pump(Millis now) override;
    [[nodiscard]] unsigned load(Millis now) const override;
    [[nodiscard]] std::optional<Millis> nextDeadline() const override;

private:
    [[nodiscard]] bool hasNext() const { return !m_fresh.empty() || !m_returned.empty(); }
    [[nodiscard]] QueuedMessage takeNext();
    [[nodiscard]] Consumer* nextReady();
    void forget(const MessagePtr& message);

    std::uint64_t m_lastPlace = 0;
    std::deque<QueuedMessage> m_fresh; //!< never given out, by place
    std::map<std::uint64_t, QueuedMessage> m_returned; //!< by place
    std::multimap<Millis, QueuedMessage> m_resting; //!< refused, by the time they come back
    std::size_t m_turn = 0;
    Millis m_progressAt = 0; //!< when the last message went out
};

} // namespace Stomp
