#pragma once

#include "benchframes.h"

#include <atomic>
#include <cstdint>
#include <thread>

namespace Stomp {
class MessageStore;
}

namespace Ui {
class MessageFeed;
}

namespace Bench {

/**
 * Messages into a feed as an I/O thread does it, at full speed and without the network: one thread
 * for each write(), which stops while the feed wants no more. The frames are those of the benches,
 * going on where the last write() has ended. Outlives its writing; one writer a feed.
 */
class FeedWriter
{
public:
    explicit FeedWriter(Ui::MessageFeed& feed);
    ~FeedWriter();
    FeedWriter(const FeedWriter&) = delete;
    FeedWriter& operator=(const FeedWriter&) = delete;

    /** After the one before is done; returns at once. */
    void write(std::uint64_t messages);
    [[nodiscard]] bool isDone() const { return m_isDone.load(); }
    /** All that were ever written, once they are. */
    [[nodiscard]] std::uint64_t written() const { return m_written; }

    /** Whether each message of the store is the one that was written under its serial. */
    [[nodiscard]] bool isKeptUnchanged(const Stomp::MessageStore& store) const;

private:
    void run(std::uint64_t messages);
    [[nodiscard]] std::string_view frame(std::uint64_t number) const;

    Ui::MessageFeed& m_feed;
    const FrameSet m_frames = FrameSet::make({{}});
    std::uint64_t m_written = 0;
    std::atomic<int> m_resumes = 0;
    std::atomic<bool> m_isDone = true;
    std::thread m_thread;
};

} // namespace Bench
