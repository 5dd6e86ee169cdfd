#pragma once

#include <stomp/session/ackreference.h>

#include <QString>

#include <vector>

namespace Ui {

/** What the window asks for when it subscribes. */
struct SubscriptionWish
{
    QString destination;
    Stomp::AckMode ack = Stomp::AckMode::Auto;
    /** For the client modes: acknowledge each message as it arrives, or leave it to the user. */
    bool acknowledgeOnArrival = true;
    std::vector<Stomp::Header> headers;
    /** Not empty: a durable subscription of this name, in the broker's own headers. */
    QString durableName;
};

/** One subscription as the window sees it. */
struct Subscription
{
    Stomp::SubscriptionKey key = 0;
    SubscriptionWish wish;
    Stomp::SubscriptionState state = Stomp::SubscriptionState::Requested;
    QString reason; //!< why it was refused or has ended

    [[nodiscard]] bool isLive() const
    {
        return state != Stomp::SubscriptionState::Refused
            && state != Stomp::SubscriptionState::Ended;
    }
};

/** One message to acknowledge or to reject, and the store's number of it. */
struct Settlement
{
    quint64 serial = 0;
    Stomp::AckReference reference;
};

} // namespace Ui
