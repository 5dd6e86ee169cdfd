#include "filterworker.h"

#include <algorithm>
#include <utility>

namespace Ui {

namespace {

std::uint64_t endOf(const Stomp::NumberedRange& messages)
{
    return messages.firstSerial + messages.range.rowCount;
}

/** The part with serials from first to before end; its rows may be none. */
Stomp::NumberedRange partOf(
    const Stomp::NumberedRange& messages, std::uint64_t first, std::uint64_t end)
{
    first = std::max(first, messages.firstSerial);
    end = std::min(end, endOf(messages));
    Stomp::NumberedRange part;
    if (first >= end)
        return part;
    part.firstSerial = first;
    part.range = messages.range;
    part.range.firstRow += static_cast<std::uint32_t>(first - messages.firstSerial);
    part.range.rowCount = static_cast<std::uint32_t>(end - first);
    return part;
}

} // namespace

FilterWorker::FilterWorker() : m_thread([this] { run(); }) { }

FilterWorker::~FilterWorker()
{
    {
        const std::lock_guard lock(m_mutex);
        m_ends = true;
    }
    m_changed.notify_one();
    m_thread.join();
}

void FilterWorker::start(Stomp::MessageFilter filter,
    const std::vector<Stomp::NumberedRange>& messages, std::uint64_t end)
{
    {
        const std::lock_guard lock(m_mutex);
        ++m_generation;
        m_filter = std::move(filter);
        m_queue.assign(messages.begin(), messages.end());
        m_hits.clear();
        m_end = end;
        m_inHand.reset();
        m_isHalted = false;
    }
    m_changed.notify_one();
}

void FilterWorker::stop()
{
    start({}, {}, 0);
}

void FilterWorker::add(const Stomp::NumberedRange& messages)
{
    {
        const std::lock_guard lock(m_mutex);
        m_queue.push_back(messages);
        m_end = endOf(messages);
    }
    m_changed.notify_one();
}

void FilterWorker::forget(std::uint64_t first, std::uint64_t end)
{
    const std::lock_guard lock(m_mutex);
    std::deque<Stomp::NumberedRange> kept;
    for (const Stomp::NumberedRange& messages : m_queue) {
        for (const Stomp::NumberedRange& part :
            {partOf(messages, 0, first), partOf(messages, end, endOf(messages))})
            if (part.range.rowCount > 0)
                kept.push_back(part);
    }
    m_queue = std::move(kept);
}

void FilterWorker::setHalted(bool halted)
{
    {
        const std::lock_guard lock(m_mutex);
        m_isHalted = halted;
    }
    m_changed.notify_one();
}

FilterWorker::Verdict FilterWorker::take()
{
    const std::lock_guard lock(m_mutex);
    Verdict verdict;
    verdict.hits = std::exchange(m_hits, {});
    verdict.judged = m_end;
    if (m_inHand)
        verdict.judged = *m_inHand;
    else if (!m_queue.empty())
        verdict.judged = m_queue.front().firstSerial;
    return verdict;
}

Stomp::NumberedRange FilterWorker::nextSlice()
{
    Stomp::NumberedRange& first = m_queue.front();
    const Stomp::NumberedRange slice =
        partOf(first, first.firstSerial, first.firstSerial + sliceRows);
    if (slice.range.rowCount == first.range.rowCount)
        m_queue.pop_front();
    else
        first = partOf(first, endOf(slice), endOf(first));
    m_inHand = slice.firstSerial;
    return slice;
}

void FilterWorker::run()
{
    std::optional<Stomp::MessageJudge> judge;
    std::uint64_t generation = 0;
    std::vector<std::uint64_t> hits;
    std::unique_lock lock(m_mutex);
    for (;;) {
        m_changed.wait(lock, [this] { return m_ends || (!m_isHalted && !m_queue.empty()); });
        if (m_ends)
            return;
        if (!judge || generation != m_generation) {
            generation = m_generation;
            judge.emplace(m_filter);
        }
        {
            const Stomp::NumberedRange slice = nextSlice();
            lock.unlock();
            hits.clear();
            judge->judge(slice, hits);
        } // lets the segment go before anybody is told
        lock.lock();
        if (generation != m_generation)
            continue;
        m_hits.insert(m_hits.end(), hits.begin(), hits.end());
        m_inHand.reset();
    }
}

} // namespace Ui
