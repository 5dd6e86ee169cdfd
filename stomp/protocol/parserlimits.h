#pragma once

#include <cstddef>

namespace Stomp {

/** Bounds of a FrameParser, in bytes but for the count; STOMP 1.2 "Size Limits". */
struct ParserLimits
{
    std::size_t command = 1024;
    std::size_t headerLine = 64 * 1024;
    std::size_t headerCount = 2000;
    std::size_t body = 256 * 1024 * 1024;

    /** What a server grants its clients: the practice broker's limits (as Classic's). */
    [[nodiscard]] static ParserLimits forServer()
    {
        return {1024, 10 * 1024, 1000, 64 * 1024 * 1024};
    }
};

} // namespace Stomp
