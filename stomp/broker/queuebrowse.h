#pragma once

#include "destination.h"

#include <deque>

namespace Stomp {

/**
 * One look into a queue (`browser:true`): copies of what waited at the time of SUBSCRIBE for its
 * consumer, and then the end. Nothing is taken from the queue, and nothing that is done with the
 * copies changes it. stomp-facts 3.10.
 */
class QueueBrowse final : public Destination
{
public:
    QueueBrowse(const DestinationPath& path, BrokerBooks& books, Consumer& consumer,
        std::deque<QueuedMessage> copies);

    void publish(const MessagePtr&, Millis) override { }
    void settle(Delivery&& delivery, Outcome outcome, Millis now) override;
    void pump(Millis now) override;
    [[nodiscard]] unsigned load(Millis) const override { return 0; }

private:
    Consumer& m_consumer;
    std::deque<QueuedMessage> m_copies;
    bool m_isEnded = false;
};

} // namespace Stomp
