#include "messagefilter.h"

#include <utility>

namespace Stomp {

static_assert(Segment::slack >= JsonFinder::slack);

MessageFilter MessageFilter::ofCondition(Selector condition)
{
    MessageFilter filter;
    filter.m_condition = std::move(condition);
    return filter;
}

MessageFilter MessageFilter::ofText(std::string_view text)
{
    MessageFilter filter;
    filter.m_text = TextSearch(text);
    return filter;
}

MessageJudge::MessageJudge(MessageFilter filter)
    : m_filter(std::move(filter)), m_source(m_filter.condition())
{ }

bool MessageJudge::isWanted(std::string_view bytes, const MessageRow& row, bool hasSlack)
{
    if (!m_filter.text().isIn(bytes))
        return false;
    if (m_filter.condition().isEmpty())
        return true;
    m_source.open(bytes, row, hasSlack);
    return m_filter.condition().matches(m_source);
}

void MessageJudge::judge(const NumberedRange& messages, std::vector<std::uint64_t>& wanted)
{
    const SegmentRange& range = messages.range;
    if (range.rowCount == 0)
        return;
    const MessageRow& last = range.segment->row(range.firstRow + range.rowCount - 1);
    const std::size_t end = std::size_t(last.offset) + last.length;
    for (std::uint32_t i = 0; i < range.rowCount; ++i) {
        const MessageRow& row = range.segment->row(range.firstRow + i);
        const bool hasSlack = std::size_t(row.offset) + row.length + JsonFinder::slack <= end;
        if (isWanted(range.segment->bytes(row), row, hasSlack))
            wanted.push_back(messages.firstSerial + i);
    }
}

} // namespace Stomp
