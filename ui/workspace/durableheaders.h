#pragma once

#include "subscription.h"

#include <stomp/dialect/dialect.h>
#include <stomp/protocol/frame.h>

#include <QString>

#include <vector>

namespace Ui {

/** What makes a SUBSCRIBE durable under this name on such a broker, and what an UNSUBSCRIBE that
 * deletes it says (stomp-facts 3.9). Empty where it has no durable subscriptions, or no name. */
[[nodiscard]] std::vector<Stomp::Header> durableHeaders(
    Stomp::Dialect dialect, const QString& durableName);

/** Whether it takes messages from the broker that others would have had, or that it keeps: of
 * queues and whatever may be one, and of durable topics. */
[[nodiscard]] bool takesFromBroker(Stomp::Dialect dialect, const SubscriptionWish& wish);

} // namespace Ui
