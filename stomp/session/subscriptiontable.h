#pragma once

#include "ackreference.h"
#include "messagesink.h"
#include "sessiontypes.h"

#include <cstddef>
#include <deque>
#include <string>
#include <string_view>
#include <vector>

namespace Stomp {

/** One subscription of a session, also after its end: late messages still belong to it. */
struct Subscription
{
    std::string id; //!< the id header
    std::string destination;
    MessageOrigin origin; //!< what its messages are handed over with
    SubscriptionState state = SubscriptionState::Requested;
    RequestId request = 0; //!< its SUBSCRIBE
    bool ackOnArrival = false;
    bool unsubscribing = false; //!< UNSUBSCRIBE is sent
    bool ackDue = false; //!< a cumulative ACK of lastTaken is owed
    AckReference lastTaken;

    [[nodiscard]] bool isActive() const
    {
        return state != SubscriptionState::Refused && state != SubscriptionState::Ended;
    }
};

/**
 * A session's subscriptions, found by the id header of a MESSAGE without hashing: ids of our own
 * making are small numbers. References stay valid.
 */
class SubscriptionTable
{
public:
    /** Null when an active subscription has that id already. */
    Subscription* add(SubscriptionKey key, const SubscribeRequest& request, Version version);

    [[nodiscard]] Subscription* find(std::string_view id);
    [[nodiscard]] Subscription* byKey(SubscriptionKey key);
    [[nodiscard]] const Subscription* byKey(SubscriptionKey key) const;
    /** The active subscription of a destination where there is exactly one; 1.0 names no other. */
    [[nodiscard]] Subscription* onlyOneOf(std::string_view destination);

    [[nodiscard]] std::deque<Subscription>& all() { return m_all; }
    [[nodiscard]] const std::deque<Subscription>& all() const { return m_all; }

private:
    [[nodiscard]] bool isKnown(std::string_view id) const;

    std::deque<Subscription> m_all;
    std::vector<Subscription*> m_numbered; //!< by our own id, which counts from 1; null: not used
    std::vector<Subscription*> m_named; //!< those with an id from elsewhere, oldest first
};

} // namespace Stomp
