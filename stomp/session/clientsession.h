#pragma once

#include "messagesink.h"
#include "sessiontypes.h"

#include <stomp/protocol/frameparser.h>
#include <stomp/protocol/framewriter.h>

namespace Stomp {

/** What a ClientSession tells its owner. Calls come from within the session's own methods. */
class SessionListener
{
public:
    virtual ~SessionListener() = default;
    virtual void sessionConnected(const SessionInfo& info) = 0;
    virtual void subscriptionChanged(SubscriptionKey key, SubscriptionState state) = 0;
    /** The receipt of a request came, roundTrip ms after it was written. */
    virtual void requestConfirmed(RequestId id, Millis roundTrip) = 0;
    /** No receipt in time, an ERROR with this receipt-id, or the session ended first. */
    virtual void requestFailed(RequestId id, const std::string& reason) = 0;
    /** Every ERROR frame, before what it leads to. */
    virtual void errorReceived(const Frame& frame) = 0;
    /** Silence beyond 1.5 expected heart-beats (true), and the first byte after it (false). */
    virtual void peerSilent(bool silent) = 0;
    /** Once, and last. detail: one English line with what was seen. */
    virtual void sessionClosed(CloseReason reason, const std::string& detail) = 0;
};

// ClientSession itself is laid out by the room's implementer; see the class comment there.

} // namespace Stomp
