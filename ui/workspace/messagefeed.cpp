#include "messagefeed.h"

#include <optional>
#include <utility>

namespace Ui {

using Stomp::SegmentPtr;
using Stomp::SegmentRange;

MessageFeed::MessageFeed(std::shared_ptr<Stomp::SegmentPool> pool)
    : MessageFeed(std::move(pool), Limits())
{ }

MessageFeed::MessageFeed(std::shared_ptr<Stomp::SegmentPool> pool, Limits limits)
    : m_pool(std::move(pool)), m_limits(limits)
{ }

bool MessageFeed::append(std::string_view frame, const Stomp::MessageRow& row)
{
    const Stomp::MessageSource source{row.connection, row.subscription};
    m_freshReceived.add(source);
    if (store(frame, row))
        m_freshStored.add(source);
    if (!isRefusing())
        return true;
    m_refused = true;
    return false;
}

bool MessageFeed::store(std::string_view frame, const Stomp::MessageRow& row)
{
    if (m_pool->isLargeFrame(frame.size())) {
        SegmentPtr large = m_pool->takeForLargeFrame(frame.size());
        if (!large->append(frame, row))
            return false;
        addFresh(large);
        m_pool->finish(std::move(large));
        return true;
    }
    if (!m_open || !m_open->append(frame, row)) {
        m_pool->finish(std::move(m_open)); // held by who has its messages
        m_open = m_pool->take();
        // Without memory for a segment the message is not stored: the ledger shows it as lost.
        if (!m_open->append(frame, row))
            return false;
    }
    addFresh(m_open);
    return true;
}

void MessageFeed::addFresh(SegmentPtr segment)
{
    const auto row = static_cast<std::uint32_t>(segment->rowCount() - 1);
    m_freshBytes += segment->row(row).length + sizeof(Stomp::MessageRow);
    ++m_freshRows;
    if (!m_fresh.empty() && m_fresh.back().segment == segment
        && m_fresh.back().firstRow + m_fresh.back().rowCount == row)
        ++m_fresh.back().rowCount;
    else
        m_fresh.push_back({std::move(segment), row, 1});
}

bool MessageFeed::isOver(std::size_t part) const
{
    const std::size_t rows = m_waitingRows.load(std::memory_order_relaxed) + m_freshRows;
    const std::size_t bytes = m_waitingBytes.load(std::memory_order_relaxed) + m_freshBytes;
    return rows >= m_limits.rows / part || bytes >= m_limits.bytes / part;
}

void MessageFeed::publish(std::uint64_t received)
{
    if (m_fresh.empty() && received == 0 && !m_refused)
        return;
    const bool lose = m_loseNext.exchange(false, std::memory_order_relaxed);
    std::optional<Wake> wake;
    bool resume = false;
    {
        const std::lock_guard lock(m_mutex);
        m_received += received;
        m_receivedBySource.add(m_freshReceived);
        if (!lose) {
            m_waitingBySource.add(m_freshStored);
            for (SegmentRange& range : m_fresh) {
                const bool goesOn = !m_published.empty()
                    && m_published.back().segment == range.segment
                    && m_published.back().firstRow + m_published.back().rowCount == range.firstRow;
                if (goesOn)
                    m_published.back().rowCount += range.rowCount;
                else
                    m_published.push_back(std::move(range));
            }
            m_waitingRows.fetch_add(m_freshRows, std::memory_order_relaxed);
            m_waitingBytes.fetch_add(m_freshBytes, std::memory_order_relaxed);
        }
        m_fresh.clear();
        m_freshRows = 0;
        m_freshBytes = 0;
        m_freshReceived.clear();
        m_freshStored.clear();
        // What refused may have been taken meanwhile; then nobody else would say "resume".
        if (std::exchange(m_refused, false)) {
            m_stopped = m_stopped || isRefusing();
            resume = !m_stopped;
        }
        if (isOver(2) && !std::exchange(m_halfTold, true))
            wake = Wake::HalfFull;
        if (std::exchange(m_armed, false))
            wake = Wake::Arrived;
    }
    if (wake && m_wake)
        m_wake(*wake);
    if (resume && m_resume)
        m_resume();
}

MessageFeed::Batch MessageFeed::take()
{
    Batch batch;
    bool resume = false;
    {
        const std::lock_guard lock(m_mutex);
        batch.ranges.swap(m_published);
        batch.rows = m_waitingRows.exchange(0, std::memory_order_relaxed);
        m_waitingBytes.store(0, std::memory_order_relaxed);
        m_waitingBySource.clear();
        m_halfTold = false;
        resume = !m_isHeld && std::exchange(m_stopped, false);
    }
    if (resume && m_resume)
        m_resume();
    return batch;
}

void MessageFeed::setHeld(bool held)
{
    bool resume = false;
    {
        const std::lock_guard lock(m_mutex);
        m_isHeld = held;
        resume = !held && m_waitingRows == 0 && std::exchange(m_stopped, false);
    }
    if (resume && m_resume)
        m_resume();
}

bool MessageFeed::armWake()
{
    const std::lock_guard lock(m_mutex);
    m_armed = m_published.empty();
    return m_armed;
}

MessageFeed::Snapshot MessageFeed::snapshot() const
{
    const std::lock_guard lock(m_mutex);
    return {m_received, m_waitingRows.load(std::memory_order_relaxed)};
}

MessageFeed::Sources MessageFeed::sources() const
{
    const std::lock_guard lock(m_mutex);
    return {{m_received, m_waitingRows.load(std::memory_order_relaxed)}, m_receivedBySource,
        m_waitingBySource};
}

} // namespace Ui
