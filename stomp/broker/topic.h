#pragma once

#include "destination.h"

namespace Stomp {

/**
 * A copy of each message to every consumer that is there at that moment; nothing is kept for later
 * ones, and what is refused or not acknowledged is gone. Copies that a slow consumer cannot take
 * yet wait in its TopicBacklog. stomp-facts 4.6.
 */
class Topic final : public Destination
{
public:
    using Destination::Destination;

    void publish(const MessagePtr& message, Millis now) override;
    void settle(Delivery&& delivery, Outcome outcome, Millis now) override;
    void pump(Millis now) override;
    [[nodiscard]] unsigned load(Millis now) const override;
};

} // namespace Stomp
