#include "feedhammer.h"

/**
 * Does what the feed's contract forbids: reads the writer's view of a segment while the writer goes
 * on. The thread sanitizer must report it, or its silence about the feed means nothing.
 */
int main()
{
    FeedHammer hammer;
    std::uint64_t taken = 0;
    std::size_t seen = 0;
    while (taken < FeedHammer::total) {
        const Ui::MessageFeed::Batch batch = hammer.feed().take();
        taken += batch.rows;
        for (const Stomp::SegmentRange& range : batch.ranges)
            seen += range.segment->rowCount();
        if (batch.ranges.empty())
            hammer.waitForArrival();
    }
    std::printf("%zu\n", seen);
    return 0;
}
