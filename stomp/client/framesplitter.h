#pragma once

#include "messagepipe.h"

#include <stomp/protocol/frameparser.h>

namespace Stomp {

/**
 * Cuts what a session writes into WebSocket messages: exactly one frame each, or one line end as a
 * heart-beat, for ActiveMQ takes the first frame of a message only (stomp-facts 1.10). A frame
 * that is valid UTF-8 travels as text, else as binary.
 */
class FrameSplitter
{
public:
    FrameSplitter();
    /** What has become complete; the rest waits for the next bytes. */
    [[nodiscard]] std::vector<WebSocketMessage> split(std::string_view bytes);

private:
    FrameParser m_parser;
    std::uint64_t m_lineEnds = 0;
};

[[nodiscard]] bool isUtf8(std::string_view bytes);

} // namespace Stomp
