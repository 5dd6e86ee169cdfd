#pragma once

#include "benchframes.h"

#include <atomic>
#include <chrono>
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
 * Messages into a feed as an I/O thread does it, without the network: one thread for each write()
 * or flow(), which waits while the feed wants no more. The frames are those of the benches, going
 * on where the last ones have ended. Outlives its writing; one writer a feed.
 */
class FeedWriter
{
public:
    explicit FeedWriter(Ui::MessageFeed& feed, std::uint32_t connection = 1);
    ~FeedWriter();
    FeedWriter(const FeedWriter&) = delete;
    FeedWriter& operator=(const FeedWriter&) = delete;

    /** At full speed, after the one before is done; returns at once. */
    void write(std::uint64_t messages);
    /** At so many a second, until stop(); what the feed holds up is not made up for. Returns at
     * once. */
    void flow(std::uint64_t perSecond);
    /** Returns when it has written its last. */
    void stop();
    [[nodiscard]] bool isDone() const { return m_isDone.load(); }
    /** All that were ever written, once they are. */
    [[nodiscard]] std::uint64_t written() const { return m_written; }

    /** Whether each message of the store is the one that was written under its serial. */
    [[nodiscard]] bool isKeptUnchanged(const Stomp::MessageStore& store) const;

private:
    struct Pace
    {
        std::uint64_t chunk; //!< messages
        std::chrono::nanoseconds period; //!< of a chunk; 0: full speed
    };
    void start(std::uint64_t messages, Pace pace);
    void run(std::uint64_t messages, Pace pace);
    [[nodiscard]] std::string_view frame(std::uint64_t number) const;

    Ui::MessageFeed& m_feed;
    const std::uint32_t m_connection;
    const FrameSet m_frames = FrameSet::make({{}});
    std::uint64_t m_written = 0;
    std::atomic<int> m_resumes = 0;
    std::atomic<bool> m_isDone = true;
    std::atomic<bool> m_stops = false;
    std::thread m_thread;
};

} // namespace Bench
