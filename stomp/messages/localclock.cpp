#include "localclock.h"

#include <QDateTime>

namespace Stomp {

std::int32_t LocalClock::east(std::int64_t us)
{
    constexpr std::int64_t seconds = 900;
    constexpr std::int64_t length = seconds * 1'000'000;
    const std::int64_t quarter = us / length - (us % length < 0 ? 1 : 0);
    if (!m_isKnown || quarter != m_quarter) {
        m_quarter = quarter;
        m_east = QDateTime::fromSecsSinceEpoch(quarter * seconds).offsetFromUtc();
        m_isKnown = true;
    }
    return m_east;
}

} // namespace Stomp
