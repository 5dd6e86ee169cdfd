#include "pace.h"

#include <algorithm>

namespace Stomp {

void Pace::setRate(double perSecond, Millis now)
{
    m_perSecond = std::max(perSecond, 0.0);
    m_owed = 0;
    m_lastTime = now;
}

std::size_t Pace::take(Millis now)
{
    const auto elapsed = static_cast<double>(std::max<Millis>(now - m_lastTime, 0));
    m_lastTime = now;
    // A rate below one a second still owes its one message after its time.
    m_owed = std::min(m_owed + elapsed * m_perSecond / 1000, std::max(m_perSecond, 1.0));
    const auto whole = static_cast<std::size_t>(m_owed);
    m_owed -= static_cast<double>(whole);
    return whole;
}

} // namespace Stomp
