#include "ratemeter.h"

#include <algorithm>
#include <limits>

namespace Ui {

bool RateMeter::advance(std::int64_t now)
{
    if (m_openSince < 0) {
        m_openSince = now;
        return false;
    }
    const std::int64_t over = (now - m_openSince) / bucketMs;
    if (over <= 0)
        return false;
    // What came since is spread over the time since: a late tick must not look like a burst.
    const auto buckets = static_cast<std::uint64_t>(over);
    const std::uint64_t share = m_open / buckets;
    close(m_open - share * (buckets - 1));
    for (std::uint64_t i = 1; i < std::min<std::uint64_t>(buckets, bucketCount); ++i)
        close(share);
    m_open = 0;
    m_openSince += over * bucketMs;
    return true;
}

double RateMeter::rate() const
{
    const std::size_t over = std::min(meanOver, m_closed);
    if (over == 0)
        return 0;
    double sum = 0;
    for (std::size_t i = 1; i <= over; ++i)
        sum += m_buckets[(m_next + bucketCount - i) % bucketCount];
    return sum * 1000.0 / static_cast<double>(over * bucketMs);
}

std::vector<std::uint32_t> RateMeter::history() const
{
    std::vector<std::uint32_t> closed;
    for (std::size_t i = m_closed; i > 0; --i)
        closed.push_back(m_buckets[(m_next + bucketCount - i) % bucketCount]);
    return closed;
}

void RateMeter::close(std::uint64_t events)
{
    constexpr std::uint64_t most = std::numeric_limits<std::uint32_t>::max();
    m_buckets[m_next] = static_cast<std::uint32_t>(std::min(events, most));
    m_next = (m_next + 1) % bucketCount;
    m_closed = std::min(m_closed + 1, bucketCount);
}

} // namespace Ui
