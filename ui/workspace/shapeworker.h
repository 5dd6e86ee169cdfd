#pragma once

#include <stomp/messages/shapebook.h>

#include <condition_variable>
#include <cstdint>
#include <deque>
#include <memory>
#include <mutex>
#include <thread>
#include <vector>

namespace Ui {

/**
 * Learns shapes from the messages of a store, in their order, on a thread of its own: those that
 * are there and those that come, each once. Holds the segments that it has not looked through; what
 * leaves the store must be forgotten here too, and is counted. No Qt, so that a thread sanitizer
 * sees every crossing.
 */
class ShapeWorker
{
public:
    /** Looked at in one go: what the end waits for. */
    static constexpr std::uint32_t sliceRows = 256;

    ShapeWorker();
    /** Waits for the slice under way. */
    ~ShapeWorker();
    ShapeWorker(const ShapeWorker&) = delete;
    ShapeWorker& operator=(const ShapeWorker&) = delete;

    /** Begins anew with these. */
    void start(const std::vector<Stomp::NumberedRange>& messages);
    /** Looks at nothing, holds nothing, has learnt nothing. */
    void stop();
    /** Further messages, in the order of their serials. */
    void add(const Stomp::NumberedRange& messages);
    /** Those from first to before end have left the store. */
    void forget(std::uint64_t first, std::uint64_t end);

    struct State
    {
        std::vector<Stomp::ShapeNews> news; //!< not taken yet
        std::uint64_t behind = 0; //!< messages that are still to be looked at
        std::uint64_t missed = 0; //!< that have left before their turn, or of too many destinations
    };
    /** The news may be those of some slices ago while it is behind; the next call has them. */
    [[nodiscard]] State take();

private:
    void run();
    /** Of the queue's first; the lock is held. */
    [[nodiscard]] Stomp::NumberedRange nextSlice();

    std::mutex m_mutex;
    std::condition_variable m_changed;
    std::deque<Stomp::NumberedRange> m_queue;
    std::vector<Stomp::ShapeNews> m_news;
    std::uint64_t m_behind = 0;
    std::uint64_t m_left = 0; //!< the store, before their turn
    std::uint64_t m_unwatched = 0;
    std::uint64_t m_generation = 0;
    bool m_isAsked = false; //!< for news
    bool m_ends = false;
    std::thread m_thread; // begins when the rest is there
};

} // namespace Ui
