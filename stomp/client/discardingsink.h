#pragma once

#include <stomp/session/messagesink.h>

namespace Stomp {

/** Takes messages and forgets them: for connections that subscribe to nothing. */
class DiscardingSink final : public MessageSink
{
public:
    [[nodiscard]] bool takeMessage(
        const FrameView& /*frame*/, const MessageOrigin& /*origin*/) override
    {
        return true;
    }
    void chunkDone(std::uint64_t /*received*/) override { }
};

} // namespace Stomp
