#include "messagestore.h"

#include <algorithm>

namespace Stomp {

AckState ackStateOnArrival(const MessageRow& row)
{
    if ((row.flags & AckedOnArrivalFlag) != 0)
        return AckState::Acked;
    return (row.flags & NeedsAckFlag) != 0 ? AckState::Waiting : AckState::NotNeeded;
}

bool isOutstanding(AckState state)
{
    return state == AckState::Waiting || state == AckState::AckedInTransaction
        || state == AckState::NackedInTransaction;
}

AckState MessageStore::Run::ackAt(std::size_t index) const
{
    return acks.empty() ? ackStateOnArrival(rowAt(index)) : acks[index];
}

void MessageStore::append(const SegmentRange& range)
{
    if (range.rowCount == 0)
        return;
    const std::size_t bytes = range.bytes();
    Run* last = m_runs.empty() ? nullptr : &m_runs.back();
    if (last && last->range.segment == range.segment
        && last->range.firstRow + last->range.rowCount == range.firstRow) {
        const std::size_t known = last->range.rowCount;
        last->range.rowCount += range.rowCount;
        last->bytes += bytes;
        if (!last->acks.empty()) {
            last->acks.resize(last->range.rowCount);
            for (std::size_t i = known; i < last->acks.size(); ++i)
                last->acks[i] = ackStateOnArrival(last->rowAt(i));
        }
    } else {
        Run run;
        run.range = range;
        run.firstSerial = m_nextSerial;
        run.firstRow = m_rowCount;
        run.bytes = bytes;
        m_runs.push_back(std::move(run));
    }
    countSources(range, m_runs.back().sources);
    m_rowCount += range.rowCount;
    m_nextSerial += range.rowCount;
    m_keptBytes += bytes;
    m_diskBytes += range.segment->isOnDisk() ? bytes : 0;
}

std::size_t MessageStore::runOfRow(std::size_t row) const
{
    const auto after = std::upper_bound(m_runs.begin(), m_runs.end(), row,
        [](std::size_t wanted, const Run& run) { return wanted < run.firstRow; });
    return static_cast<std::size_t>(after - m_runs.begin()) - 1;
}

const MessageStore::Run* MessageStore::runOfSerial(std::uint64_t serial) const
{
    const auto after = std::upper_bound(m_runs.begin(), m_runs.end(), serial,
        [](std::uint64_t wanted, const Run& run) { return wanted < run.firstSerial; });
    if (after == m_runs.begin())
        return nullptr;
    const Run& run = *(after - 1);
    return serial - run.firstSerial < run.range.rowCount ? &run : nullptr;
}

StoredMessage MessageStore::messageAt(std::size_t row) const
{
    if (row >= m_rowCount)
        return {};
    const Run& run = m_runs[runOfRow(row)];
    const std::size_t index = row - run.firstRow;
    return {run.range.segment, &run.rowAt(index), run.firstSerial + index, run.ackAt(index)};
}

const MessageRow& MessageStore::rowAt(std::size_t row) const
{
    const Run& run = m_runs[runOfRow(row)];
    return run.rowAt(row - run.firstRow);
}

std::uint64_t MessageStore::serialAt(std::size_t row) const
{
    const Run& run = m_runs[runOfRow(row)];
    return run.firstSerial + (row - run.firstRow);
}

std::optional<std::size_t> MessageStore::rowOf(std::uint64_t serial) const
{
    const Run* run = runOfSerial(serial);
    if (!run)
        return std::nullopt;
    return run->firstRow + static_cast<std::size_t>(serial - run->firstSerial);
}

std::size_t MessageStore::rowFrom(std::uint64_t serial) const
{
    const auto after = std::upper_bound(m_runs.begin(), m_runs.end(), serial,
        [](std::uint64_t wanted, const Run& run) { return wanted < run.firstSerial; });
    if (after == m_runs.begin())
        return 0;
    const Run& run = *(after - 1);
    const std::uint64_t index = serial - run.firstSerial;
    return run.firstRow
        + static_cast<std::size_t>(std::min<std::uint64_t>(index, run.range.rowCount));
}

std::vector<NumberedRange> MessageStore::ranges() const
{
    std::vector<NumberedRange> ranges;
    ranges.reserve(m_runs.size());
    for (const Run& run : m_runs)
        ranges.push_back({run.range, run.firstSerial});
    return ranges;
}

AckState MessageStore::ackStateAt(std::size_t row) const
{
    const Run& run = m_runs[runOfRow(row)];
    return run.ackAt(row - run.firstRow);
}

void MessageStore::setAckState(std::size_t row, AckState state)
{
    Run& run = m_runs[runOfRow(row)];
    setAck(run, row - run.firstRow, state);
}

RowSpan MessageStore::setAckStateUpTo(std::size_t row, AckState state)
{
    const std::uint32_t subscription = rowAt(row).subscription;
    const std::uint32_t connection = rowAt(row).connection;
    std::size_t lowest = row;
    for (std::size_t at = row + 1, runIndex = runOfRow(row); at-- > 0;) {
        if (at < m_runs[runIndex].firstRow)
            --runIndex;
        Run& run = m_runs[runIndex];
        const std::size_t index = at - run.firstRow;
        const MessageRow& candidate = run.rowAt(index);
        if (candidate.subscription != subscription || candidate.connection != connection)
            continue;
        // Acknowledging has always taken all earlier ones along: before this one, none waits.
        if (run.ackAt(index) != AckState::Waiting && at != row)
            break;
        setAck(run, index, state);
        lowest = at;
    }
    return {lowest, row - lowest + 1};
}

std::vector<MessageStore::AckStates> MessageStore::changedAckStates() const
{
    std::vector<AckStates> changed;
    for (const Run& run : m_runs)
        if (!run.acks.empty())
            changed.push_back({run.firstSerial, run.acks});
    return changed;
}

void MessageStore::setAck(Run& run, std::size_t index, AckState state)
{
    if (run.acks.empty()) {
        std::vector<AckState> acks(run.range.rowCount);
        for (std::size_t i = 0; i < acks.size(); ++i)
            acks[i] = run.ackAt(i);
        run.acks = std::move(acks);
    }
    run.acks[index] = state;
}

void MessageStore::setPins(std::span<const std::uint64_t> serials)
{
    m_pins.assign(serials.begin(), serials.end());
    std::sort(m_pins.begin(), m_pins.end());
}

bool MessageStore::isPinned(const Run& run) const
{
    const auto pin = std::lower_bound(m_pins.begin(), m_pins.end(), run.firstSerial);
    return pin != m_pins.end() && *pin - run.firstSerial < run.range.rowCount;
}

std::optional<RowSpan> MessageStore::excess() const
{
    if (!m_retention.retires || m_keptBytes <= m_retention.bytes || m_runs.size() < 2)
        return std::nullopt;
    const std::size_t newest = m_runs.size() - 1;
    std::size_t first = 0;
    while (first < newest && isPinned(m_runs[first]))
        ++first;
    std::size_t kept = m_keptBytes;
    std::size_t rows = 0;
    for (std::size_t i = first; i < newest && kept > m_retention.bytes && !isPinned(m_runs[i]);
         ++i) {
        kept -= m_runs[i].bytes;
        rows += m_runs[i].range.rowCount;
    }
    if (rows == 0)
        return std::nullopt;
    return RowSpan{m_runs[first].firstRow, rows};
}

StoreStop MessageStore::stop(bool hasDisk) const
{
    if (!m_retention.retires) {
        return !hasDisk && memoryBytes() > m_retention.bytes ? StoreStop::DiskFull
                                                             : StoreStop::None;
    }
    // The newest run alone may be larger than the retention: that is no reason.
    const bool isOver = m_keptBytes > m_retention.bytes && m_runs.size() > 1;
    return isOver && !excess() ? StoreStop::Pinned : StoreStop::None;
}

void MessageStore::retire(const RowSpan& span)
{
    const std::size_t first = runOfRow(span.first);
    std::size_t count = 0;
    for (std::size_t rows = 0; rows < span.count; ++count)
        rows += m_runs[first + count].range.rowCount;
    dropRuns(first, count, m_retiredBySource);
    m_retired += span.count;
    renumber();
}

void MessageStore::clear(std::size_t rows)
{
    rows = std::min(rows, m_rowCount);
    m_cleared += rows;
    std::size_t whole = 0;
    while (whole < m_runs.size() && rows >= m_runs[whole].range.rowCount)
        rows -= m_runs[whole++].range.rowCount;
    dropRuns(0, whole, m_clearedBySource);
    if (rows > 0)
        cutFront(m_runs.front(), rows);
    renumber();
}

void MessageStore::cutFront(Run& run, std::size_t rows)
{
    const SegmentRange cut{run.range.segment, run.range.firstRow, std::uint32_t(rows)};
    const std::size_t bytes = cut.bytes();
    const SourceCounts sources = sourcesOf(cut);
    m_clearedBySource.add(sources);
    run.sources.subtract(sources);
    run.range.firstRow += cut.rowCount;
    run.range.rowCount -= cut.rowCount;
    run.firstSerial += rows;
    run.bytes -= bytes;
    m_keptBytes -= bytes;
    m_diskBytes -= cut.segment->isOnDisk() ? bytes : 0;
    if (!run.acks.empty())
        run.acks.erase(run.acks.begin(), run.acks.begin() + std::ptrdiff_t(rows));
}

void MessageStore::dropRuns(std::size_t first, std::size_t count, SourceCounts& gone)
{
    const auto begin = m_runs.begin() + std::ptrdiff_t(first);
    const auto end = begin + std::ptrdiff_t(count);
    for (auto run = begin; run != end; ++run) {
        gone.add(run->sources);
        m_keptBytes -= run->bytes;
        m_diskBytes -= run->range.segment->isOnDisk() ? run->bytes : 0;
        m_discarded.push_back(std::move(run->range.segment));
    }
    m_runs.erase(begin, end);
}

void MessageStore::renumber()
{
    m_rowCount = 0;
    for (Run& run : m_runs) {
        run.firstRow = m_rowCount;
        m_rowCount += run.range.rowCount;
    }
}

bool MessageStore::releaseMemory(std::size_t maxSegments)
{
    const std::size_t count = std::min(maxSegments, m_discarded.size());
    m_discarded.resize(m_discarded.size() - count);
    return !m_discarded.empty();
}

} // namespace Stomp
