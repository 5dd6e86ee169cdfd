#include "messageruns.h"

#include <algorithm>
#include <utility>

namespace Ui {

void MessageRuns::restart(std::vector<std::uint64_t> breaks)
{
    m_firsts.clear();
    m_breaks = std::move(breaks);
}

void MessageRuns::addBreak(std::uint64_t serial)
{
    m_breaks.insert(std::upper_bound(m_breaks.begin(), m_breaks.end(), serial), serial);
}

void MessageRuns::add(
    std::span<const std::uint64_t> firsts, std::uint64_t goneBelow, const FirstFrom& firstFrom)
{
    const std::vector<std::uint64_t> breaks = std::exchange(m_breaks, {});
    auto told = firsts.begin();
    auto pause = breaks.begin();
    while (told != firsts.end() || pause != breaks.end()) {
        const bool isBreak = pause != breaks.end() && (told == firsts.end() || *pause <= *told);
        const std::uint64_t serial = isBreak ? *pause++ : *told++;
        const std::optional<std::uint64_t> first =
            isBreak || serial < goneBelow ? firstFrom(serial) : serial;
        if (!first)
            m_breaks.push_back(serial);
        else if (m_firsts.count() == 0 || *first > m_firsts.last())
            m_firsts.append(*first);
    }
}

MessageRuns::Removal MessageRuns::removalOf(
    std::uint64_t from, std::uint64_t before, const std::optional<std::uint64_t>& following) const
{
    Removal removal{m_firsts.countBelow(from), m_firsts.countBelow(before), std::nullopt};
    const bool isInRun =
        following && (removal.end == m_firsts.count() || m_firsts.at(removal.end) != *following);
    if (removal.end > removal.first && isInRun)
        removal.next = following;
    return removal;
}

void MessageRuns::remove(const Removal& removal, std::uint64_t before)
{
    if (removal.end == removal.first)
        return;
    std::size_t end = removal.end;
    if (removal.next)
        m_firsts.replace(--end, *removal.next);
    else if (end == m_firsts.count())
        addBreak(before); // what follows may have been of the last run
    m_firsts.remove(removal.first, end);
}

} // namespace Ui
