#pragma once

#include "sessiontypes.h"

namespace Stomp {

/** What a received MESSAGE belongs to. */
struct MessageOrigin
{
    /** 0: the broker named no subscription of ours ("unsolicited"). */
    SubscriptionKey subscription = 0;
    AckMode ack = AckMode::Auto;
    Version version = Version::V12;
    bool ackOnArrival = false; //!< the session acknowledges it once it was taken
    bool isReply = false; //!< answers a request of ours; set by who asked
};

/**
 * Takes messages on the I/O thread, as they are parsed. The view is valid during the call only.
 * Where every message goes exactly once: the table's feed, a verb's output, a test's list.
 */
class MessageSink
{
public:
    virtual ~MessageSink() = default;
    /** Takes the message. False: it was taken, but no more is wanted now; reading stops until the
     * client is told to resume. */
    [[nodiscard]] virtual bool takeMessage(const FrameView& frame, const MessageOrigin& origin) = 0;
    /** After each chunk of bytes; received is the number of MESSAGE frames that the parser has seen
     * on this session, counted before they were handed to takeMessage(). Every session begins
     * with 0. */
    virtual void chunkDone(std::uint64_t received) = 0;
};

} // namespace Stomp
