#include "filterlook.h"

#include <utility>

namespace Ui {

void FilterLook::start(Stomp::MessageFilter filter, bool folds,
    const std::vector<Stomp::NumberedRange>& messages, std::uint64_t end)
{
    const auto held = lock();
    m_filter = std::move(filter);
    m_folds = folds;
    m_hits.clear();
    m_firsts.clear();
    begin(messages, end);
}

void FilterLook::stopFolding()
{
    const auto held = lock();
    m_folds = false;
    m_firsts = {};
}

void FilterLook::stop()
{
    const auto held = lock();
    m_filter = {};
    m_folds = false;
    m_hits = {};
    m_firsts = {};
    cease();
}

FilterLook::Verdict FilterLook::take()
{
    const auto held = lock();
    return {std::exchange(m_hits, {}), std::exchange(m_firsts, {}), lookedBelow()};
}

void FilterLook::renew()
{
    m_judge.reset();
    if (!m_filter.isEmpty())
        m_judge.emplace(m_filter);
    m_isFolding = m_folds;
    m_repeats.restart();
    m_found.clear();
    m_foundFirsts.clear();
}

void FilterLook::look(const Stomp::NumberedRange& slice)
{
    const Stomp::SegmentRange& range = slice.range;
    if (m_judge)
        m_judge->judge(slice, m_found);
    if (!m_isFolding)
        return;
    if (m_judge)
        for (const std::uint64_t serial : m_found)
            fold(range.segment,
                range.firstRow + static_cast<std::uint32_t>(serial - slice.firstSerial), serial);
    else
        for (std::uint32_t i = 0; i < range.rowCount; ++i)
            fold(range.segment, range.firstRow + i, slice.firstSerial + i);
}

void FilterLook::fold(const Stomp::SegmentPtr& segment, std::uint32_t row, std::uint64_t serial)
{
    if (!m_repeats.isRepeat(segment, segment->row(row)))
        m_foundFirsts.push_back(serial);
}

void FilterLook::deliver()
{
    m_hits.append(m_found);
    m_found.clear();
    if (m_folds)
        m_firsts.append(m_foundFirsts);
    else if (std::exchange(m_isFolding, false))
        m_repeats.restart();
    m_foundFirsts.clear();
}

} // namespace Ui
