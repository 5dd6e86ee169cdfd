#include "framering.h"

#include <algorithm>
#include <utility>

namespace Stomp {

namespace {

std::size_t costOf(const FrameRecord& record)
{
    return sizeof(FrameRecord) + record.bytes.capacity();
}

// Connections times two directions and kinds; beyond it a heart-beat begins a line of its own.
constexpr std::size_t mostFolded = 256;

} // namespace

FrameRing::Appended FrameRing::append(FrameRecord record)
{
    if (FrameRecord* earlier = foldable(record)) {
        earlier->count += record.count;
        earlier->lastUs = std::max(earlier->lastUs, record.lastUs);
        return {earlier->serial, true};
    }
    record.serial = m_nextSerial++;
    m_bytes += costOf(record);
    m_records.push_back(std::move(record));
    return {m_records.back().serial, false};
}

FrameRecord* FrameRing::foldable(const FrameRecord& record)
{
    if (record.kind == FrameRecord::Kind::Frame)
        return nullptr;
    std::size_t seen = 0;
    for (auto here = m_records.rbegin(); here != m_records.rend() && seen < mostFolded; ++here) {
        if (here->kind == FrameRecord::Kind::Frame)
            return nullptr;
        if (here->kind == record.kind && here->connection == record.connection
            && here->direction == record.direction)
            return &*here;
        ++seen;
    }
    return nullptr;
}

std::size_t FrameRing::excess() const
{
    std::size_t count = 0;
    std::size_t held = m_bytes;
    while (count + 1 < m_records.size()
        && (m_records.size() - count > m_limits.frames || held > m_limits.bytes))
        held -= costOf(m_records[count++]);
    return count;
}

void FrameRing::dropOldest(std::size_t records)
{
    for (; records > 0 && !m_records.empty(); --records) {
        m_bytes -= costOf(m_records.front());
        m_dropped += m_records.front().count;
        m_records.pop_front();
    }
}

void FrameRing::clear()
{
    m_records.clear();
    m_bytes = 0;
    m_dropped = 0;
}

std::deque<FrameRecord> FrameRing::takeAll()
{
    std::deque<FrameRecord> all;
    all.swap(m_records);
    m_bytes = 0;
    m_dropped = 0;
    return all;
}

const FrameRecord* FrameRing::find(std::uint64_t serial) const
{
    return serial >= firstSerial() && serial < m_nextSerial ? &m_records[indexOf(serial)] : nullptr;
}

std::size_t FrameRing::indexOf(std::uint64_t serial) const
{
    return static_cast<std::size_t>(serial - firstSerial());
}

} // namespace Stomp
