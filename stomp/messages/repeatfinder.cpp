#include "repeatfinder.h"

namespace Stomp {

bool RepeatFinder::isRepeat(const SegmentPtr& segment, const MessageRow& row)
{
    const bool isSame = m_last.row && isLike(*segment, row);
    // The newest of those that are alike: its segment stays longest.
    m_last = {segment, &row};
    return isSame;
}

bool RepeatFinder::isLike(const Segment& segment, const MessageRow& row)
{
    const MessageRow& last = *m_last.row;
    if (row.connection != last.connection || row.bodySize() != last.bodySize())
        return false;
    const std::string_view bytes = segment.bytes(row);
    const std::string_view lastBytes = m_last.segment->bytes(last);
    if (bytes.substr(row.bodyOffset) != lastBytes.substr(last.bodyOffset))
        return false;
    return m_decoder.decode(bytes, row.bodyOffset, row.version).value("destination")
        == m_lastDecoder.decode(lastBytes, last.bodyOffset, last.version).value("destination");
}

} // namespace Stomp
