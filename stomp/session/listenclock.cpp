#include "listenclock.h"

namespace Stomp {

void ListenClock::setPaused(bool paused, SessionTime now)
{
    if (paused == m_paused)
        return;
    m_paused = paused;
    if (paused)
        m_pausedAt = now;
    else
        m_missed += now - m_pausedAt;
}

} // namespace Stomp
