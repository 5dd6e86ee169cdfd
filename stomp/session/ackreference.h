#pragma once

#include "messagesink.h"

#include <string>

namespace Stomp {

/** What ACK and NACK need of a received MESSAGE, for each version's form (stomp-facts 2.4). */
struct AckReference
{
    SubscriptionKey subscription = 0;
    std::string messageId; //!< 1.0 and 1.1
    std::string ackId; //!< 1.2: MESSAGE's ack header

    [[nodiscard]] static AckReference of(const FrameView& message, const MessageOrigin& origin);
    /** The same without allocating, where this one's strings are large enough. */
    void assign(const FrameView& message, const MessageOrigin& origin);

    bool operator==(const AckReference&) const = default;
};

} // namespace Stomp
