#pragma once

#include <stomp/messages/segmentpool.h>
#include <stomp/messages/sourcetally.h>

#include <atomic>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <mutex>
#include <string_view>
#include <vector>

namespace Ui {

/**
 * The one crossing between threads for received messages. One I/O thread appends frames to shared
 * segments and publishes them chunk by chunk; the window's thread takes what was published as
 * references into these segments. Bounded: at the bound append() says "no more", the writer stops
 * reading its sockets, and is told to resume when the feed was taken. Drops nothing. No Qt here, so
 * that a thread sanitizer sees every crossing.
 */
class MessageFeed
{
public:
    /** Whichever is reached first. */
    struct Limits
    {
        std::size_t bytes = 64 * 1024 * 1024; //!< of frames and their rows
        std::size_t rows = 200'000;
    };

    enum class Wake : std::uint8_t
    {
        Arrived, //!< the first since armWake()
        HalfFull, //!< half of a limit is reached: take, though it may be too early to repaint
    };

    /** Of one moment: received == waiting + all that was taken, or something was lost. */
    struct Snapshot
    {
        std::uint64_t received = 0; //!< as counted at the parsers
        std::uint64_t waiting = 0; //!< published and not yet taken
    };

    /** The same by source; what came is counted before it is stored. */
    struct Sources
    {
        Snapshot sum;
        Stomp::SourceTally received;
        Stomp::SourceTally waiting;
    };

    struct Batch
    {
        std::vector<Stomp::SegmentRange> ranges; //!< in the order of arrival
        std::size_t rows = 0;
    };

    explicit MessageFeed(std::shared_ptr<Stomp::SegmentPool> pool);
    MessageFeed(std::shared_ptr<Stomp::SegmentPool> pool, Limits limits);

    /** Before the first append(). Both functions may be called by either thread, without a lock
     * held, and must only post to where they belong. */
    void setWake(std::function<void(Wake)> wake) { m_wake = std::move(wake); }
    void setResume(std::function<void()> resume) { m_resume = std::move(resume); }

    /** I/O thread: takes the frame in any case; false when no more is wanted until resume. */
    [[nodiscard]] bool append(std::string_view frame, const Stomp::MessageRow& row);
    /** I/O thread: makes what was appended visible, together with the number of messages that the
     * parser has counted since the last call. */
    void publish(std::uint64_t received);

    /** Window: all that was published since. */
    [[nodiscard]] Batch take();
    /** Window: held, no more is wanted, however little waits. */
    void setHeld(bool held);
    [[nodiscard]] Stomp::SegmentPool& pool() const { return *m_pool; }
    /** Window: asks to be woken by the next arrival. False, and nothing is armed, when something
     * waits already. */
    [[nodiscard]] bool armWake();
    [[nodiscard]] Snapshot snapshot() const;
    [[nodiscard]] Sources sources() const;

    /** For tests: the rows of the next publish() vanish, their count stays. */
    void loseNextBatch() { m_loseNext.store(true, std::memory_order_relaxed); }

private:
    /** False: there was no memory for it. */
    [[nodiscard]] bool store(std::string_view frame, const Stomp::MessageRow& row);
    void addFresh(Stomp::SegmentPtr segment);
    [[nodiscard]] bool isOver(std::size_t part) const;
    [[nodiscard]] bool isRefusing() const
    {
        return m_isHeld.load(std::memory_order_relaxed) || isOver(1);
    }

    const std::shared_ptr<Stomp::SegmentPool> m_pool;
    const Limits m_limits;
    std::function<void(Wake)> m_wake;
    std::function<void()> m_resume;

    // The I/O thread's own.
    Stomp::SegmentPtr m_open;
    std::vector<Stomp::SegmentRange> m_fresh;
    std::size_t m_freshRows = 0;
    std::size_t m_freshBytes = 0;
    Stomp::SourceTally m_freshReceived;
    Stomp::SourceTally m_freshStored;
    bool m_refused = false;

    std::atomic<bool> m_loseNext = false;
    std::atomic<bool> m_isHeld = false; //!< written as the two below
    /** Written under the mutex; read without it where a late value only moves the bound a bit. */
    std::atomic<std::size_t> m_waitingRows = 0;
    std::atomic<std::size_t> m_waitingBytes = 0;

    mutable std::mutex m_mutex;
    std::vector<Stomp::SegmentRange> m_published;
    std::uint64_t m_received = 0;
    Stomp::SourceTally m_receivedBySource;
    Stomp::SourceTally m_waitingBySource;
    bool m_armed = true;
    bool m_halfTold = false;
    bool m_stopped = false;
};

} // namespace Ui
