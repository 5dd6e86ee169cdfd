#pragma once

#include <stomp/session/ackreference.h>
#include <stomp/session/messagesink.h>

#include <cstdint>
#include <functional>
#include <limits>
#include <string>
#include <vector>

namespace Testing {

/** Keeps what it takes; wants no more after wanted messages. */
class ListSink : public Stomp::MessageSink
{
public:
    std::vector<Stomp::Frame> frames;
    std::vector<Stomp::MessageOrigin> origins;
    std::size_t wanted = std::numeric_limits<std::size_t>::max();
    std::uint64_t received = 0;
    std::function<void()> onMessage;

    bool takeMessage(const Stomp::FrameView& frame, const Stomp::MessageOrigin& origin) override
    {
        frames.push_back(Stomp::Frame::copyOf(frame));
        origins.push_back(origin);
        if (onMessage)
            onMessage();
        return frames.size() < wanted;
    }
    void chunkDone(std::uint64_t count) override { received = count; }
};

} // namespace Testing
