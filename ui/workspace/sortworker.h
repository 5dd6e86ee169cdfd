#pragma once

#include <ui/models/seriallist.h>
#include <ui/models/sortedorder.h>

#include <stomp/messages/messagesort.h>

#include <atomic>
#include <condition_variable>
#include <cstdint>
#include <memory>
#include <mutex>
#include <optional>
#include <thread>
#include <vector>

namespace Ui {

/**
 * Sorts messages of a store on a thread of its own. Holds the segments with all that it sorts until
 * it is done, also those that the store lets go meanwhile. No Qt, so that a thread sanitizer sees
 * every crossing.
 */
class SortWorker
{
public:
    struct Job
    {
        Stomp::SortKey key;
        bool descending = false;
        std::vector<Stomp::NumberedRange> messages; //!< ascending
        /** Only these, ascending; unset: all. Those that are not among the messages are left out.
         */
        std::optional<SerialList> only;
    };

    SortWorker();
    /** Waits for the step under way. */
    ~SortWorker();
    SortWorker(const SortWorker&) = delete;
    SortWorker& operator=(const SortWorker&) = delete;

    /** Drops the job before. */
    void start(Job job);
    void cancel();
    /** Once there is one. */
    [[nodiscard]] std::unique_ptr<SortedOrder> take();
    /** A part of 1. */
    [[nodiscard]] double progress() const { return m_progress.load(std::memory_order_relaxed); }

private:
    void run();
    /** Null when another job has come, or the end. */
    [[nodiscard]] std::unique_ptr<SortedOrder> sort(const Job& job, std::uint64_t generation);
    /** False when the job is no longer wanted. */
    bool goOn(double part, std::uint64_t generation);

    std::mutex m_mutex;
    std::condition_variable m_changed;
    std::optional<Job> m_job; //!< not begun yet
    std::unique_ptr<SortedOrder> m_done;
    std::atomic<std::uint64_t> m_generation = 0;
    std::atomic<double> m_progress = 0;
    bool m_ends = false;
    std::thread m_thread; // begins when the rest is there
};

} // namespace Ui
