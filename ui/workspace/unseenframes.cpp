#include "unseenframes.h"

#include <algorithm>
#include <iterator>
#include <utility>

namespace Ui {

using Stomp::FrameRecord;

void UnseenFrames::add(FrameRecord record, std::uint64_t behind)
{
    m_bytes += record.bytes.size();
    m_frames.push_back({std::move(record), behind});
    while (m_frames.size() > mostFrames || m_bytes > mostBytes)
        forgetOldest();
}

void UnseenFrames::forgetOldest()
{
    Placed oldest = std::move(m_frames.front());
    m_frames.pop_front();
    m_bytes -= oldest.record.bytes.size();
    const auto same =
        std::find_if(m_forgotten.begin(), m_forgotten.end(), [&oldest](const Placed& other) {
            return other.record.connection == oldest.record.connection
                && other.record.direction == oldest.record.direction;
        });
    if (same != m_forgotten.end()) {
        same->record.count += oldest.record.count;
        same->record.lastUs = std::max(same->record.lastUs, oldest.record.lastUs);
        same->behind = oldest.behind;
        return;
    }
    FrameRecord counted;
    counted.kind = FrameRecord::Kind::NotRecorded;
    counted.direction = oldest.record.direction;
    counted.connection = oldest.record.connection;
    counted.count = oldest.record.count;
    counted.timeUs = oldest.record.timeUs;
    counted.lastUs = oldest.record.lastUs;
    m_forgotten.push_back({std::move(counted), oldest.behind});
}

std::deque<FrameRecord> UnseenFrames::mergedInto(std::deque<FrameRecord> rest) &&
{
    if (isEmpty())
        return rest;
    std::stable_sort(m_forgotten.begin(), m_forgotten.end(),
        [](const Placed& a, const Placed& b) { return a.behind < b.behind; });
    m_frames.insert(m_frames.begin(), std::make_move_iterator(m_forgotten.begin()),
        std::make_move_iterator(m_forgotten.end()));
    std::deque<FrameRecord> all;
    auto next = rest.begin();
    for (Placed& one : m_frames) {
        while (next != rest.end() && next->serial <= one.behind)
            all.push_back(std::move(*next++));
        all.push_back(std::move(one.record));
    }
    std::move(next, rest.end(), std::back_inserter(all));
    return all;
}

} // namespace Ui
