#pragma once

#include "brokerinspection.h"
#include "destination.h"

#include <stomp/selector/selector.h>

#include <string>
#include <vector>

namespace Stomp {

/**
 * A copy of each message to every consumer that is there at that moment; nothing is kept for later
 * ones, and what is refused or not acknowledged is gone. Copies that a slow consumer cannot take
 * yet wait in its TopicBacklog. The queues of durable subscriptions get theirs, whoever is there.
 * stomp-facts 4.6 and 4.7.
 */
class Topic final : public Destination
{
public:
    using Destination::Destination;

    void publish(const MessagePtr& message, Millis now) override;
    void settle(Delivery&& delivery, Outcome outcome, Millis now) override;
    void pump(Millis now) override;
    [[nodiscard]] unsigned load(Millis now) const override;
    [[nodiscard]] bool keeps() const override { return !m_fed.empty(); }

    /** From now on this queue gets a copy of each message that the selector (may be empty) takes.
     */
    void feed(Destination& queue, const std::string& selector);
    void stopFeeding(const Destination& queue);

    [[nodiscard]] Topic* asTopic() override { return this; }
    /** Without the durable subscriptions, which the registry knows. */
    [[nodiscard]] TopicInspection inspect() const;
    [[nodiscard]] bool feeds(const Destination& queue) const;

private:
    struct Fed
    {
        Destination* queue;
        Selector selector;
    };

    std::vector<Fed> m_fed;
};

} // namespace Stomp
