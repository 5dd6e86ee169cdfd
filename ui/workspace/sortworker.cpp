#include "sortworker.h"

#include <stomp/messages/backgroundthread.h>

#include <utility>

namespace Ui {

namespace {
/** Reading a body costs about as much as sorting it in three steps. */
constexpr double readingPart = 0.6;
constexpr std::uint32_t sliceRows = 1024;
} // namespace

SortWorker::SortWorker() : m_thread(Stomp::backgroundThread([this] { run(); })) { }

SortWorker::~SortWorker()
{
    {
        const std::lock_guard lock(m_mutex);
        m_ends = true;
        ++m_generation;
        m_job.reset();
    }
    m_changed.notify_one();
    m_thread.join();
}

void SortWorker::start(Job job)
{
    std::optional<Job> before;
    {
        const std::lock_guard lock(m_mutex);
        ++m_generation;
        m_done.reset();
        before = std::exchange(m_job, std::move(job));
        m_progress = 0;
    }
    m_changed.notify_one();
}

void SortWorker::cancel()
{
    const std::lock_guard lock(m_mutex);
    ++m_generation;
    m_done.reset();
    m_job.reset();
}

std::unique_ptr<SortedOrder> SortWorker::take()
{
    const std::lock_guard lock(m_mutex);
    return std::exchange(m_done, nullptr);
}

bool SortWorker::goOn(double part, std::uint64_t generation)
{
    if (m_generation.load(std::memory_order_relaxed) != generation)
        return false;
    m_progress.store(part, std::memory_order_relaxed);
    return true;
}

std::unique_ptr<SortedOrder> SortWorker::sort(const Job& job, std::uint64_t generation)
{
    std::uint64_t all = 0;
    for (const Stomp::NumberedRange& messages : job.messages)
        all += messages.range.rowCount;
    const std::uint64_t first = job.messages.empty() ? 0 : job.messages.front().firstSerial;
    Stomp::MessageSort sort(job.key, job.descending, first);
    std::optional<SerialReader> only;
    if (job.only)
        only.emplace(*job.only);
    std::uint64_t read = 0;
    for (const Stomp::NumberedRange& messages : job.messages) {
        const Stomp::SegmentRange& range = messages.range;
        const Stomp::MessageRow& last = range.segment->row(range.firstRow + range.rowCount - 1);
        const std::size_t end = std::size_t(last.offset) + last.length;
        for (std::uint32_t i = 0; i < range.rowCount; ++i, ++read) {
            if (read % sliceRows == 0
                && !goOn(readingPart * double(read) / double(all), generation))
                return nullptr;
            const std::uint64_t serial = messages.firstSerial + i;
            if (only) {
                while (!only->isAtEnd() && only->serial() < serial)
                    only->next();
                if (only->isAtEnd())
                    break;
                if (only->serial() != serial)
                    continue;
            }
            // A writer may be busy behind the range's last row.
            const Stomp::MessageRow& row = range.segment->row(range.firstRow + i);
            const bool hasSlack =
                std::size_t(row.offset) + row.length + Stomp::JsonFinder::slack <= end;
            sort.add(range.segment->bytes(row), row, serial, hasSlack);
        }
    }
    std::vector<std::uint32_t> order = sort.finish([this, generation](double part) {
        return goOn(readingPart + (1 - readingPart) * part, generation);
    });
    if (m_generation.load(std::memory_order_relaxed) != generation)
        return nullptr;
    return std::make_unique<SortedOrder>(first, std::move(order));
}

void SortWorker::run()
{
    std::unique_lock lock(m_mutex);
    for (;;) {
        m_changed.wait(lock, [this] { return m_ends || m_job; });
        if (m_ends)
            return;
        std::unique_ptr<SortedOrder> done;
        const std::uint64_t generation = m_generation;
        {
            const Job job = std::move(*m_job);
            m_job.reset();
            lock.unlock();
            done = sort(job, generation);
        } // lets the segments go before anybody is told
        lock.lock();
        if (generation == m_generation)
            m_done = std::move(done);
    }
}

} // namespace Ui
