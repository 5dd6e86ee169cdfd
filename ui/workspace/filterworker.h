#pragma once

#include <stomp/messages/messagefilter.h>

#include <condition_variable>
#include <cstdint>
#include <deque>
#include <mutex>
#include <optional>
#include <thread>
#include <vector>

namespace Ui {

/**
 * Asks a filter about the messages of a store, in their order, on a thread of its own: those that
 * are there and those that come. Its owner, on one other thread, takes the hits from time to time.
 * Holds the segments that it has not looked through; what leaves the store must be forgotten here
 * too. No Qt, so that a thread sanitizer sees every crossing.
 */
class FilterWorker
{
public:
    /** Judged at a time: what a new filter, or the end, waits for. */
    static constexpr std::uint32_t sliceRows = 512;

    FilterWorker();
    /** Waits for the slice under way. */
    ~FilterWorker();
    FilterWorker(const FilterWorker&) = delete;
    FilterWorker& operator=(const FilterWorker&) = delete;

    /** Drops all of the filter before. end: the serial behind all of them. */
    void start(Stomp::MessageFilter filter, const std::vector<Stomp::NumberedRange>& messages,
        std::uint64_t end);
    /** No filter: looks at nothing and holds nothing. */
    void stop();
    /** Further messages, in the order of their serials. */
    void add(const Stomp::NumberedRange& messages);
    /** Those from first to before end have left the store. */
    void forget(std::uint64_t first, std::uint64_t end);
    /** Halted, it looks at nothing until it is told to go on. */
    void setHalted(bool halted);

    struct Verdict
    {
        std::vector<std::uint64_t> hits; //!< serials that were not taken yet, ascending
        std::uint64_t judged = 0; //!< all below were looked at, or forgotten
    };
    [[nodiscard]] Verdict take();

private:
    void run();
    /** Of the queue's first; the lock is held. */
    [[nodiscard]] Stomp::NumberedRange nextSlice();

    std::mutex m_mutex;
    std::condition_variable m_changed;
    std::deque<Stomp::NumberedRange> m_queue;
    Stomp::MessageFilter m_filter;
    std::vector<std::uint64_t> m_hits;
    std::uint64_t m_end = 0; //!< behind the last one that was added
    std::optional<std::uint64_t> m_inHand; //!< the slice under way begins here
    std::uint64_t m_generation = 0; //!< of the filter
    bool m_isHalted = false;
    bool m_ends = false;
    std::thread m_thread; // begins when the rest is there
};

} // namespace Ui
