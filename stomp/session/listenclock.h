#pragma once

#include "sessiontypes.h"

namespace Stomp {

/**
 * The time during which we listened to the peer: stands still while reading is paused, since what
 * the peer said then is not known yet. Deadlines for the peer's answers are points of this time.
 */
class ListenClock
{
public:
    [[nodiscard]] bool isPaused() const { return m_paused; }
    void setPaused(bool paused, SessionTime now);

    [[nodiscard]] SessionTime at(SessionTime now) const
    {
        return (m_paused ? m_pausedAt : now) - m_missed;
    }
    /** When a point of this time will be, if reading is not paused before. */
    [[nodiscard]] SessionTime toSteady(SessionTime listened) const { return listened + m_missed; }

private:
    bool m_paused = false;
    SessionTime m_pausedAt{0};
    SessionTime m_missed{0};
};

} // namespace Stomp
