#include "shownmessages.h"

#include <algorithm>

namespace Ui {

void ShownMessages::restart(bool isFiltered, bool isFolded, std::vector<std::uint64_t> breaks)
{
    m_isFiltered = isFiltered;
    m_isFolded = isFolded;
    m_isSpread = false;
    m_hits.clear();
    m_runs.restart(std::move(breaks));
    m_judged = 0;
    m_boundary = 0;
    m_decidedRows = 0;
    m_wanted = 0;
    m_shownRuns = 0;
    m_count = 0;
    m_shownHits.clear();
    m_shownFirsts.clear();
    m_goneBelow = 0;
}

void ShownMessages::addHits(const SerialList& hits, std::uint64_t judged, const SerialList& firsts)
{
    const std::size_t safe = hits.countBelow(m_goneBelow);
    for (std::size_t hit = 0; hit < safe; ++hit)
        if (m_store.rowOf(hits.at(hit)))
            m_hits.append(hits.at(hit));
    m_hits.append(hits.between(safe, hits.count()));
    const std::uint64_t known = std::exchange(m_judged, judged);
    if (!m_isFolded)
        return;
    addToOpenRun(known, firsts);
    m_runs.add(firsts, m_goneBelow, [this](std::uint64_t serial) { return wantedFrom(serial); });
}

std::uint64_t ShownMessages::reachable() const
{
    return isJudged() ? m_judged : m_store.appendedCount();
}

void ShownMessages::moveBoundary(std::uint64_t serial)
{
    m_boundary = std::max(m_boundary, std::min(serial, reachable()));
    m_decidedRows = m_store.rowFrom(m_boundary);
    const std::size_t known = m_wanted;
    m_wanted = wantedBelow(m_boundary);
    if (m_isFiltered)
        m_shownHits.add(countBySource(m_hits, known, m_wanted));
    if (m_isFolded) {
        const SerialList& firsts = m_runs.firsts();
        const std::size_t begun = m_shownRuns;
        m_shownRuns = firsts.countBelow(m_boundary);
        m_shownFirsts.add(countBySource(firsts, begun, m_shownRuns));
    }
    recount();
}

Stomp::SourceCounts ShownMessages::wantedBySource() const
{
    return m_isFiltered ? m_shownHits : m_store.keptBySource(m_decidedRows);
}

Stomp::SourceCounts ShownMessages::countBySource() const
{
    return foldsNow() ? m_shownFirsts : wantedBySource();
}

Stomp::SourceCounts ShownMessages::countBySource(
    const SerialList& list, std::size_t first, std::size_t end) const
{
    Stomp::SourceCounts counts;
    list.forParts(first, end,
        [&](std::span<const std::uint64_t> part) { counts.add(m_store.countBySource(part)); });
    return counts;
}

int ShownMessages::countReachable(std::uint64_t serial) const
{
    const std::uint64_t end = std::max(m_boundary, std::min(serial, reachable()));
    return static_cast<int>(foldsNow() ? m_runs.firsts().countBelow(end) : wantedBelow(end));
}

std::size_t ShownMessages::wantedBelow(std::uint64_t serial) const
{
    return m_isFiltered ? m_hits.countBelow(serial) : m_store.rowFrom(serial);
}

std::uint64_t ShownMessages::wantedAt(std::size_t index) const
{
    return m_isFiltered ? m_hits.at(index) : m_store.serialAt(index);
}

SerialList ShownMessages::hitsUpTo(std::uint64_t serial) const
{
    return m_hits.between(0, m_hits.countBelow(serial));
}

std::size_t ShownMessages::storeRow(int message) const
{
    const auto number = static_cast<std::size_t>(message);
    if (foldsNow())
        return m_store.rowOf(m_runs.firsts().at(number)).value_or(0);
    return m_isFiltered ? m_store.rowOf(m_hits.at(number)).value_or(0) : number;
}

std::optional<int> ShownMessages::numberOf(std::uint64_t serial) const
{
    if (serial >= m_boundary)
        return std::nullopt;
    std::size_t number = wantedBelow(serial);
    if (number >= m_wanted || wantedAt(number) != serial)
        return std::nullopt;
    if (foldsNow())
        number = m_runs.firsts().countBelow(serial + 1) - 1;
    return static_cast<int>(number);
}

int ShownMessages::countBelow(std::uint64_t serial) const
{
    const std::size_t below = foldsNow() ? m_runs.firsts().countBelow(serial) : wantedBelow(serial);
    return static_cast<int>(std::min(below, m_count));
}

ShownMessages::Part ShownMessages::partOf(const Stomp::RowSpan& span) const
{
    const std::size_t end = std::min(span.first + span.count, m_decidedRows);
    if (end <= span.first)
        return {count(), 0};
    if (foldsNow()) {
        const MessageRuns::Removal gone = runRemoval(span);
        const std::size_t first = std::min(gone.first, m_shownRuns);
        std::size_t runs = std::min(gone.end, m_shownRuns) - first;
        if (gone.next && *gone.next < m_boundary)
            --runs;
        return {static_cast<int>(first), static_cast<int>(runs)};
    }
    const auto first = static_cast<int>(wantedBelow(m_store.serialAt(span.first)));
    return {first, static_cast<int>(wantedBelow(m_store.serialAt(end - 1) + 1)) - first};
}

void ShownMessages::prepareRemoval(const Stomp::RowSpan& span)
{
    m_removal = span;
    m_removedHits = {};
    m_removedRuns = {};
    if (!isJudged() || span.count == 0)
        return;
    const std::uint64_t first = m_store.serialAt(span.first);
    m_removedBefore = m_store.serialAt(span.first + span.count - 1) + 1;
    m_removedHits = {m_hits.countBelow(first), m_hits.countBelow(m_removedBefore)};
    forget(m_hits, m_removedHits.first, m_removedHits.second, m_isFiltered ? m_wanted : 0,
        m_shownHits);
    if (m_isFolded) {
        m_removedRuns = runRemoval(span);
        forget(m_runs.firsts(), m_removedRuns.first, m_removedRuns.end, m_shownRuns, m_shownFirsts);
        if (m_removedRuns.next && *m_removedRuns.next < m_boundary)
            m_shownFirsts.add(m_store.countBySource({&*m_removedRuns.next, 1}));
    }
    m_goneBelow = std::max(m_goneBelow, m_removedBefore);
}

void ShownMessages::forget(const SerialList& list, std::size_t first, std::size_t end,
    std::size_t shown, Stomp::SourceCounts& counts) const
{
    first = std::min(first, shown);
    end = std::min(end, shown);
    if (first == 0 && end == shown)
        counts.clear();
    else
        counts.subtract(countBySource(list, first, end));
}

void ShownMessages::finishRemoval()
{
    const Stomp::RowSpan gone = std::exchange(m_removal, {});
    const std::size_t end = std::min(gone.first + gone.count, m_decidedRows);
    m_decidedRows -= end - std::min(gone.first, end);
    const auto [first, behind] = std::exchange(m_removedHits, {});
    m_hits.remove(first, behind);
    if (!m_isFiltered)
        m_wanted = m_decidedRows;
    else
        m_wanted -= std::min(behind, m_wanted) - std::min(first, m_wanted);
    if (m_isFolded) {
        m_runs.remove(std::exchange(m_removedRuns, {}), m_removedBefore);
        m_shownRuns = m_runs.firsts().countBelow(m_boundary);
    }
    recount();
}

} // namespace Ui
