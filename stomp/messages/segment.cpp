#include "segment.h"

#include <cstring>
#include <new>
#include <utility>

namespace Stomp {

namespace {
std::size_t paddedForRows(std::size_t bytes)
{
    constexpr std::size_t alignment = alignof(MessageRow);
    return (bytes + Segment::slack + alignment - 1) / alignment * alignment;
}

std::size_t sizeFor(std::size_t bytes, std::size_t rows)
{
    return paddedForRows(bytes) + rows * sizeof(MessageRow);
}
} // namespace

Segment::Segment(std::size_t capacityBytes, std::size_t capacityRows)
    : Segment(MemoryBlock(sizeFor(capacityBytes, capacityRows), capacityBytes), capacityBytes,
        capacityRows)
{ }

Segment::Segment(std::size_t capacityBytes, std::size_t capacityRows, const DiskPlace& place,
    std::string& problem)
    : Segment(
        MemoryBlock::onDisk(sizeFor(capacityBytes, capacityRows), capacityBytes, place, problem),
        capacityBytes, capacityRows)
{ }

Segment::Segment(MemoryBlock memory, std::size_t capacityBytes, std::size_t capacityRows)
    : m_memory(std::move(memory))
{
    if (!m_memory.data())
        return;
    m_capacityBytes = capacityBytes;
    m_bytes = m_memory.data();
    m_rows = reinterpret_cast<MessageRow*>(m_bytes + rowsOffset());
    m_capacityRows = capacityRows;
}

bool Segment::append(std::string_view bytes, MessageRow row)
{
    if (bytes.size() > m_capacityBytes - m_usedBytes || m_rowCount == m_capacityRows)
        return false;
    row.offset = static_cast<std::uint32_t>(m_usedBytes);
    row.length = static_cast<std::uint32_t>(bytes.size());
    std::memcpy(m_bytes + m_usedBytes, bytes.data(), bytes.size());
    new (m_rows + m_rowCount) MessageRow(row);
    m_usedBytes += bytes.size();
    ++m_rowCount;
    return true;
}

std::size_t Segment::rowsOffset() const
{
    return paddedForRows(m_capacityBytes);
}

bool Segment::moveToDisk(std::string& problem)
{
    return m_memory.moveToDisk(
        {{0, m_usedBytes}, {rowsOffset(), m_rowCount * sizeof(MessageRow)}}, problem);
}

bool Segment::recycle()
{
    m_usedBytes = 0;
    m_rowCount = 0;
    return m_memory.isInMemory();
}

std::size_t SegmentRange::bytes() const
{
    if (rowCount == 0)
        return 0;
    const MessageRow& first = segment->row(firstRow);
    const MessageRow& last = segment->row(firstRow + rowCount - 1);
    return last.offset + last.length - first.offset + rowCount * sizeof(MessageRow);
}

} // namespace Stomp
