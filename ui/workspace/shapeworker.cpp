#include "shapeworker.h"

#include <algorithm>
#include <iterator>
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

ShapeWorker::ShapeWorker() : m_thread([this] { run(); }) { }

ShapeWorker::~ShapeWorker()
{
    {
        const std::lock_guard lock(m_mutex);
        m_ends = true;
    }
    m_changed.notify_one();
    m_thread.join();
}

void ShapeWorker::start(const std::vector<Stomp::NumberedRange>& messages)
{
    {
        const std::lock_guard lock(m_mutex);
        ++m_generation;
        m_queue.assign(messages.begin(), messages.end());
        m_news.clear();
        m_behind = 0;
        for (const Stomp::NumberedRange& range : messages)
            m_behind += range.range.rowCount;
        m_left = 0;
        m_unwatched = 0;
    }
    m_changed.notify_one();
}

void ShapeWorker::stop()
{
    start({});
}

void ShapeWorker::add(const Stomp::NumberedRange& messages)
{
    {
        const std::lock_guard lock(m_mutex);
        m_queue.push_back(messages);
        m_behind += messages.range.rowCount;
    }
    m_changed.notify_one();
}

void ShapeWorker::forget(std::uint64_t first, std::uint64_t end)
{
    const std::lock_guard lock(m_mutex);
    std::deque<Stomp::NumberedRange> kept;
    for (const Stomp::NumberedRange& messages : m_queue) {
        const std::uint32_t gone = partOf(messages, first, end).range.rowCount;
        m_left += gone;
        m_behind -= gone;
        for (const Stomp::NumberedRange& part :
            {partOf(messages, 0, first), partOf(messages, end, endOf(messages))})
            if (part.range.rowCount > 0)
                kept.push_back(part);
    }
    m_queue = std::move(kept);
}

ShapeWorker::State ShapeWorker::take()
{
    const std::lock_guard lock(m_mutex);
    m_isAsked = true;
    return {std::exchange(m_news, {}), m_behind, m_left + m_unwatched};
}

Stomp::NumberedRange ShapeWorker::nextSlice()
{
    Stomp::NumberedRange& first = m_queue.front();
    const Stomp::NumberedRange slice =
        partOf(first, first.firstSerial, first.firstSerial + sliceRows);
    if (slice.range.rowCount == first.range.rowCount)
        m_queue.pop_front();
    else
        first = partOf(first, endOf(slice), endOf(first));
    return slice;
}

void ShapeWorker::run()
{
    auto book = std::make_unique<Stomp::ShapeBook>();
    std::uint64_t generation = 0;
    std::unique_lock lock(m_mutex);
    for (;;) {
        m_changed.wait(
            lock, [&] { return m_ends || !m_queue.empty() || generation != m_generation; });
        if (m_ends)
            return;
        if (generation != m_generation) {
            generation = m_generation;
            book = std::make_unique<Stomp::ShapeBook>();
            continue;
        }
        std::uint32_t rows = 0;
        {
            const Stomp::NumberedRange slice = nextSlice();
            rows = slice.range.rowCount;
            lock.unlock();
            book->look(slice);
        } // lets the segment go before anybody is told
        lock.lock();
        if (generation != m_generation)
            continue;
        m_behind -= rows;
        m_unwatched = book->unwatched();
        // Reports are copied when somebody wants them, not after each slice.
        if (!m_queue.empty() && !m_isAsked)
            continue;
        m_isAsked = false;
        std::vector<Stomp::ShapeNews> news = book->takeNews();
        m_news.insert(m_news.end(), std::make_move_iterator(news.begin()),
            std::make_move_iterator(news.end()));
    }
}

} // namespace Ui
