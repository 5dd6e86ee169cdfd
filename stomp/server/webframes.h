#pragma once

#include <stomp/protocol/frameparser.h>

#include <string>
#include <string_view>
#include <vector>

namespace Stomp {

/**
 * Cuts what a server session writes into WebSocket messages: exactly one frame each, or one line
 * end as a heart-beat; so does every broker, and clients count on it (stomp-facts 1.10). Bytes that
 * are no frames, which only a fault makes, go out as they come.
 */
class WebFrames
{
public:
    struct Message
    {
        std::string bytes;
        bool isText; //!< valid UTF-8
    };

    WebFrames();
    /** What has become complete; the rest waits for the next bytes. */
    [[nodiscard]] std::vector<Message> split(std::string_view bytes);

private:
    FrameParser m_parser;
    std::uint64_t m_heartBeats = 0;
    bool m_isBroken = false;
};

} // namespace Stomp
