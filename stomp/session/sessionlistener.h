#pragma once

#include "sessiontypes.h"

#include <string>

namespace Stomp {

/**
 * What a ClientSession tells its owner. Calls come from within the session's own methods; the owner
 * may call the session back from them. Texts are English, for people who know STOMP.
 */
class SessionListener
{
public:
    virtual ~SessionListener() = default;
    virtual void sessionConnected(const SessionInfo& info) = 0;
    /** reason: why it was refused or has ended; else empty. */
    virtual void subscriptionChanged(
        SubscriptionKey key, SubscriptionState state, const std::string& reason) = 0;
    /** The receipt of a request came, roundTrip after it was written. */
    virtual void requestConfirmed(RequestId id, SessionTime roundTrip) = 0;
    virtual void requestFailed(RequestId id, RequestFailure failure, const std::string& reason) = 0;
    /** Every ERROR frame, before what it leads to. */
    virtual void errorReceived(const Frame& frame) = 0;
    /** An ERROR came, and SessionOptions::errorLinger later the broker has not closed: the session
     * goes on (stomp-facts 3.7). */
    virtual void stayedOpenAfterError() = 0;
    /** A frame that answers nothing of ours: late or repeated receipts, commands of clients. */
    virtual void unexpectedFrame(const Frame& frame) = 0;
    /** Silence beyond 1.5 expected heart-beats (true), and the first byte after it (false). */
    virtual void peerSilent(bool silent) = 0;
    /** Once, and last. detail: one line with what was seen. */
    virtual void sessionClosed(CloseReason reason, const std::string& detail) = 0;
};

} // namespace Stomp
