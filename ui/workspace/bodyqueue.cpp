#include "bodyqueue.h"

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

void BodyQueue::assign(const std::vector<Stomp::NumberedRange>& messages, std::uint64_t end)
{
    m_ranges.assign(messages.begin(), messages.end());
    m_count = 0;
    for (const Stomp::NumberedRange& range : messages)
        m_count += range.range.rowCount;
    m_end = end;
}

void BodyQueue::add(const Stomp::NumberedRange& messages)
{
    m_ranges.push_back(messages);
    m_count += messages.range.rowCount;
    m_end = endOf(messages);
}

std::uint64_t BodyQueue::forget(std::uint64_t first, std::uint64_t end)
{
    const std::uint64_t before = m_count;
    std::deque<Stomp::NumberedRange> kept;
    m_count = 0;
    for (const Stomp::NumberedRange& messages : m_ranges) {
        for (const Stomp::NumberedRange& part :
            {partOf(messages, 0, first), partOf(messages, end, endOf(messages))}) {
            if (part.range.rowCount == 0)
                continue;
            kept.push_back(part);
            m_count += part.range.rowCount;
        }
    }
    m_ranges = std::move(kept);
    return before - m_count;
}

Stomp::NumberedRange BodyQueue::take(std::uint32_t rows)
{
    Stomp::NumberedRange& first = m_ranges.front();
    const Stomp::NumberedRange slice = partOf(first, first.firstSerial, first.firstSerial + rows);
    m_count -= slice.range.rowCount;
    if (slice.range.rowCount == first.range.rowCount)
        m_ranges.pop_front();
    else
        first = partOf(first, endOf(slice), endOf(first));
    return slice;
}

} // namespace Ui
