#include "feedhammer.h"

#include <stomp/messages/messagestore.h>

/**
 * One writer, one taker that keeps, reads, retires and clears, and one that only reads snapshots:
 * every message arrives once and in order, every snapshot adds up, and the thread sanitizer has
 * nothing to say.
 */
int main()
{
    FeedHammer hammer;
    Ui::MessageFeed& feed = hammer.feed();

    std::atomic<bool> done = false;
    std::thread watcher([&] {
        std::uint64_t received = 0;
        while (!done.load()) {
            const Ui::MessageFeed::Snapshot now = feed.snapshot();
            FeedHammer::check(now.received >= received, "received never goes back");
            FeedHammer::check(now.waiting <= now.received, "no more waits than was received");
            received = now.received;
            std::this_thread::yield();
        }
    });

    Stomp::MessageStore store;
    store.setRetention(512 * 1024);
    std::uint64_t taken = 0;
    for (std::uint64_t round = 0; taken < FeedHammer::total; ++round) {
        const Ui::MessageFeed::Batch batch = feed.take();
        for (const Stomp::SegmentRange& range : batch.ranges) {
            store.append(range);
            for (std::uint32_t i = 0; i < range.rowCount; ++i) {
                const Stomp::MessageRow& row = range.segment->row(range.firstRow + i);
                const std::string frame(range.segment->bytes(row));
                FeedHammer::check(std::stoull(frame) == taken++, "frames come once and in order");
            }
        }
        while (const auto span = store.excess())
            store.retire(*span);
        if (round % 20 == 19)
            store.clear(store.rowCount() / 2);
        store.releaseMemory(8);
        const Ui::MessageFeed::Snapshot now = feed.snapshot();
        FeedHammer::check(now.received == now.waiting + taken, "the snapshot adds up");
        FeedHammer::check(taken == store.rowCount() + store.clearedCount() + store.retiredCount(),
            "the store adds up");
        if (batch.ranges.empty())
            hammer.waitForArrival();
    }
    done.store(true);
    watcher.join();
    FeedHammer::check(feed.snapshot().received == FeedHammer::total, "all were received");
    std::printf("%llu messages, %llu retired, %llu cleared\n",
        static_cast<unsigned long long>(taken),
        static_cast<unsigned long long>(store.retiredCount()),
        static_cast<unsigned long long>(store.clearedCount()));
    return 0;
}
