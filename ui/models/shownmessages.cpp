#include "shownmessages.h"

#include <algorithm>

namespace Ui {

void ShownMessages::restart(bool isFiltered)
{
    m_isFiltered = isFiltered;
    m_hits = {};
    m_goneHits = 0;
    m_judged = 0;
    m_boundary = 0;
    m_decidedRows = 0;
    m_count = 0;
    m_shownHits.clear();
    m_goneBelow = 0;
}

void ShownMessages::addHits(std::span<const std::uint64_t> hits, std::uint64_t judged)
{
    const auto safe = std::lower_bound(hits.begin(), hits.end(), m_goneBelow);
    std::copy_if(hits.begin(), safe, std::back_inserter(m_hits),
        [this](std::uint64_t serial) { return m_store.rowOf(serial).has_value(); });
    m_hits.insert(m_hits.end(), safe, hits.end());
    m_judged = judged;
}

std::uint64_t ShownMessages::reachable() const
{
    return m_isFiltered ? m_judged : m_store.appendedCount();
}

void ShownMessages::moveBoundary(std::uint64_t serial)
{
    m_boundary = std::max(m_boundary, std::min(serial, reachable()));
    m_decidedRows = m_store.rowFrom(m_boundary);
    if (!m_isFiltered) {
        m_count = m_decidedRows;
        return;
    }
    const std::size_t known = std::exchange(m_count, hitsBelow(m_boundary));
    m_shownHits.add(m_store.countBySource(hits(known, m_count)));
}

Stomp::SourceCounts ShownMessages::countBySource() const
{
    return m_isFiltered ? m_shownHits : m_store.keptBySource(m_decidedRows);
}

int ShownMessages::countReachable(std::uint64_t serial) const
{
    const std::uint64_t end = std::max(m_boundary, std::min(serial, reachable()));
    return static_cast<int>(m_isFiltered ? hitsBelow(end) : m_store.rowFrom(end));
}

std::size_t ShownMessages::hitsBelow(std::uint64_t serial) const
{
    const auto begin = m_hits.begin() + std::ptrdiff_t(m_goneHits);
    return static_cast<std::size_t>(std::lower_bound(begin, m_hits.end(), serial) - begin);
}

std::vector<std::uint64_t> ShownMessages::hitsUpTo(std::uint64_t serial) const
{
    const std::span<const std::uint64_t> all = hits(0, hitsBelow(serial));
    return {all.begin(), all.end()};
}

std::size_t ShownMessages::storeRow(int message) const
{
    const auto number = static_cast<std::size_t>(message);
    return m_isFiltered ? m_store.rowOf(hit(number)).value_or(0) : number;
}

std::optional<int> ShownMessages::numberOf(std::uint64_t serial) const
{
    if (serial >= m_boundary)
        return std::nullopt;
    if (!m_isFiltered) {
        const auto row = m_store.rowOf(serial);
        return row ? std::optional(static_cast<int>(*row)) : std::nullopt;
    }
    const std::size_t number = hitsBelow(serial);
    if (number == m_count || hit(number) != serial)
        return std::nullopt;
    return static_cast<int>(number);
}

int ShownMessages::countBelow(std::uint64_t serial) const
{
    const std::size_t below = m_isFiltered ? hitsBelow(serial) : m_store.rowFrom(serial);
    return static_cast<int>(std::min(below, m_count));
}

ShownMessages::Part ShownMessages::partOf(const Stomp::RowSpan& span) const
{
    const std::size_t end = std::min(span.first + span.count, m_decidedRows);
    if (end <= span.first)
        return {count(), 0};
    if (!m_isFiltered)
        return {static_cast<int>(span.first), static_cast<int>(end - span.first)};
    const int first = countBelow(m_store.serialAt(span.first));
    return {first, countBelow(m_store.serialAt(end - 1) + 1) - first};
}

void ShownMessages::prepareRemoval(const Stomp::RowSpan& span)
{
    m_removal = span;
    m_removedHits = {};
    if (!m_isFiltered || span.count == 0)
        return;
    const std::uint64_t end = m_store.serialAt(span.first + span.count - 1) + 1;
    m_removedHits = {hitsBelow(m_store.serialAt(span.first)), hitsBelow(end)};
    forgetShown(std::min(m_removedHits.first, m_count), std::min(m_removedHits.second, m_count));
    m_goneBelow = std::max(m_goneBelow, end);
}

void ShownMessages::forgetShown(std::size_t first, std::size_t end)
{
    if (first == 0 && end == m_count)
        m_shownHits.clear();
    else
        m_shownHits.subtract(m_store.countBySource(hits(first, end)));
}

void ShownMessages::finishRemoval()
{
    const Stomp::RowSpan gone = std::exchange(m_removal, {});
    const std::size_t end = std::min(gone.first + gone.count, m_decidedRows);
    m_decidedRows -= end - std::min(gone.first, end);
    if (!m_isFiltered) {
        m_count = m_decidedRows;
        return;
    }
    const auto [first, behind] = std::exchange(m_removedHits, {});
    m_count -= std::min(behind, m_count) - std::min(first, m_count);
    if (first == 0) {
        m_goneHits += behind;
        if (m_goneHits < m_hits.size() / 2)
            return;
        m_hits.erase(m_hits.begin(), m_hits.begin() + std::ptrdiff_t(m_goneHits));
        m_goneHits = 0;
    } else {
        const auto begin = m_hits.begin() + std::ptrdiff_t(m_goneHits);
        m_hits.erase(begin + std::ptrdiff_t(first), begin + std::ptrdiff_t(behind));
    }
}

} // namespace Ui
