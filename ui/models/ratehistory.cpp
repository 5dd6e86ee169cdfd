#include "ratehistory.h"

#include <algorithm>

namespace Ui {

void RateHistory::add(std::int64_t second)
{
    if (m_ring.empty()) {
        m_ring.resize(keptSeconds);
        m_newest = second;
    }
    if (second > m_newest)
        moveTo(second);
    if (second <= m_newest - keptSeconds) // a clock that was set back by more than all we keep
        return;
    std::uint32_t& count = m_ring[placeOf(second)];
    ++count;
    m_highest = std::max(m_highest, count);
}

std::uint64_t RateHistory::sum(std::int64_t from, std::int64_t seconds) const
{
    if (m_ring.empty())
        return 0;
    const std::int64_t begin = std::max(from, m_newest - keptSeconds + 1);
    const std::int64_t end = std::min(from + seconds, m_newest + 1);
    std::uint64_t total = 0;
    for (std::int64_t second = begin; second < end; ++second)
        total += m_ring[placeOf(second)];
    return total;
}

void RateHistory::moveTo(std::int64_t second)
{
    const std::int64_t steps = std::min(second - m_newest, keptSeconds);
    for (std::int64_t i = 1; i <= steps; ++i)
        m_ring[placeOf(second - steps + i)] = 0;
    m_newest = second;
}

std::size_t RateHistory::placeOf(std::int64_t second)
{
    const std::int64_t place = second % keptSeconds;
    return static_cast<std::size_t>(place < 0 ? place + keptSeconds : place);
}

} // namespace Ui
