// What ShownMessages knows of its runs.

#include "shownmessages.h"

#include <algorithm>
#include <limits>

namespace Ui {

void ShownMessages::addBreak(std::uint64_t serial)
{
    if (m_isFolded)
        m_runs.addBreak(serial);
}

void ShownMessages::setSpread(bool isSpread)
{
    m_isSpread = isSpread;
    recount();
}

void ShownMessages::unfold()
{
    m_isFolded = false;
    m_runs.restart({});
    m_shownRuns = 0;
    m_shownFirsts.clear();
    recount();
}

void ShownMessages::recount()
{
    m_count = foldsNow() ? m_shownRuns : m_wanted;
}

std::optional<std::uint64_t> ShownMessages::wantedFrom(std::uint64_t serial) const
{
    const std::size_t index = wantedBelow(serial);
    if (index >= (m_isFiltered ? m_hits.count() : m_store.rowCount()))
        return std::nullopt;
    const std::uint64_t found = wantedAt(index);
    return found < m_judged ? std::optional(found) : std::nullopt;
}

MessageRuns::Removal ShownMessages::runRemoval(const Stomp::RowSpan& span) const
{
    const std::uint64_t before = m_store.serialAt(span.first + span.count - 1) + 1;
    return m_runs.removalOf(m_store.serialAt(span.first), before, wantedFrom(before));
}

std::pair<std::size_t, std::size_t> ShownMessages::wantedOf(int message) const
{
    const SerialList& firsts = m_runs.firsts();
    const auto number = static_cast<std::size_t>(message);
    const std::uint64_t next = number + 1 < firsts.count()
        ? firsts.at(number + 1)
        : std::numeric_limits<std::uint64_t>::max();
    return {wantedBelow(firsts.at(number)), wantedBelow(std::min(next, m_boundary))};
}

std::size_t ShownMessages::repeats(int message) const
{
    if (!foldsNow())
        return 1;
    const auto [first, end] = wantedOf(message);
    return end - first;
}

std::uint64_t ShownMessages::lastSerialOf(int message) const
{
    return wantedAt((foldsNow() ? wantedOf(message).second : std::size_t(message) + 1) - 1);
}

std::vector<std::uint64_t> ShownMessages::serialsOf(int message) const
{
    const auto number = static_cast<std::size_t>(message);
    const auto [first, end] = foldsNow() ? wantedOf(message) : std::pair(number, number + 1);
    std::vector<std::uint64_t> serials;
    serials.reserve(end - first);
    for (std::size_t index = first; index < end; ++index)
        serials.push_back(wantedAt(index));
    return serials;
}

void ShownMessages::openRun(int message)
{
    const auto number = static_cast<std::size_t>(message);
    const SerialList& firsts = m_runs.firsts();
    // Not only those that are shown.
    const std::size_t first = wantedBelow(firsts.at(number));
    const std::size_t end =
        wantedBelow(number + 1 < firsts.count() ? firsts.at(number + 1) : m_judged);
    std::vector<std::uint64_t> serials;
    for (std::size_t index = first + 1; index < end; ++index)
        serials.push_back(wantedAt(index));
    m_runs.open(number, serials);
    m_shownRuns = firsts.countBelow(m_boundary);
    const std::size_t shown = std::min(m_shownRuns, number + 1 + serials.size());
    m_shownFirsts.add(countBySource(firsts, number + 1, shown));
    recount();
}

void ShownMessages::closeRun(int message)
{
    const auto run = m_runs.openRunOf(std::size_t(message));
    if (!run)
        return;
    const SerialList& firsts = m_runs.firsts();
    const std::size_t shown = std::max(run->first + 1, std::min(run->end, m_shownRuns));
    m_shownFirsts.subtract(countBySource(firsts, run->first + 1, shown));
    m_runs.close(*run);
    m_shownRuns = firsts.countBelow(m_boundary);
    recount();
}

std::optional<ShownMessages::Part> ShownMessages::openRunOf(int message) const
{
    if (!foldsNow() || !m_runs.hasOpen() || message < 0 || message >= count())
        return std::nullopt;
    const auto run = m_runs.openRunOf(std::size_t(message));
    if (!run)
        return std::nullopt;
    return Part{int(run->first), int(std::min(run->end, m_shownRuns) - run->first)};
}

void ShownMessages::addToOpenRun(std::uint64_t from, const SerialList& firsts)
{
    if (!m_runs.isOpenAtEnd())
        return;
    const std::size_t end = wantedBelow(std::max(from, m_runs.endOfLast(firsts, m_judged)));
    std::vector<std::uint64_t> serials;
    for (std::size_t index = wantedBelow(from); index < end; ++index)
        serials.push_back(wantedAt(index));
    m_runs.addToOpen(serials);
}

ShownMessages::Part ShownMessages::touchedBy(const Stomp::RowSpan& span) const
{
    const std::size_t end = std::min(span.first + span.count, m_decidedRows);
    if (!foldsNow() || end <= span.first)
        return partOf(span);
    const SerialList& firsts = m_runs.firsts();
    const std::size_t begun = firsts.countBelow(m_store.serialAt(span.first) + 1);
    const std::size_t first = begun == 0 ? 0 : begun - 1;
    const std::size_t behind = std::min(firsts.countBelow(m_store.serialAt(end - 1) + 1), m_count);
    return {static_cast<int>(first), static_cast<int>(behind - std::min(first, behind))};
}

} // namespace Ui
