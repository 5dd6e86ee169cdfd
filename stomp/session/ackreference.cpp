#include "ackreference.h"

namespace Stomp {

AckReference AckReference::of(const FrameView& message, const MessageOrigin& origin)
{
    AckReference reference;
    reference.assign(message, origin);
    return reference;
}

void AckReference::assign(const FrameView& message, const MessageOrigin& origin)
{
    subscription = origin.subscription;
    messageId = message.value("message-id");
    ackId = message.value("ack");
}

} // namespace Stomp
