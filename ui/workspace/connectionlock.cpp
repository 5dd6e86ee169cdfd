#include "connection.h"

#include "connectionworker.h"
#include "durableheaders.h"
#include "iothread.h"

#include <utility>

// What a connection to production does when its lock opens and closes.

namespace Ui {

using Stomp::SubscriptionState;

void Connection::subscribeHeld()
{
    for (const Stomp::SubscriptionKey key : std::exchange(m_held, {})) {
        if (!subscription(key))
            continue;
        if (isConnected()) {
            changeSubscription(key, SubscriptionState::Requested, {});
            post(*subscription(key));
        } else {
            changeSubscription(key, SubscriptionState::Ended, {}); // made with the next session
        }
    }
}

void Connection::holdAgain()
{
    m_thread.post([worker = m_worker] { worker->stopAllPublishing(); });
    for (const Subscription& one : QList<Subscription>(m_subscriptions)) {
        // One that is acknowledged by hand takes nothing more: ACK is locked, too.
        const bool takesByItself =
            one.wish.ack == Stomp::AckMode::Auto || one.wish.acknowledgeOnArrival;
        if (!one.isLive() || !takesByItself || !takesFromBroker(m_dialect, one.wish))
            continue;
        unsubscribe(one.key);
        subscribe(one.wish); // which is held until it is unlocked again
        (void)m_lock.refuses(tr("Reading on from %1").arg(one.wish.destination));
    }
}

} // namespace Ui
