#pragma once

#include "segment.h"

#include <stomp/protocol/framedecoder.h>

namespace Stomp {

/**
 * Says of one message after another whether it repeats the one before: the same connection,
 * destination and body, byte by byte. Other headers do not count: no two messages share their
 * number. Holds the segment of the last one, as it may leave the store. One thread.
 */
class RepeatFinder
{
public:
    /** The next one repeats nothing. */
    void restart() { m_last = {}; }
    /** A row of the segment. */
    [[nodiscard]] bool isRepeat(const SegmentPtr& segment, const MessageRow& row);

private:
    struct Last
    {
        SegmentPtr segment;
        const MessageRow* row = nullptr;
    };

    [[nodiscard]] bool isLike(const Segment& segment, const MessageRow& row);

    Last m_last;
    FrameDecoder m_decoder;
    FrameDecoder m_lastDecoder;
};

} // namespace Stomp
