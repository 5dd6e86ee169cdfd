#include "heartbeatmonitor.h"

namespace Stomp {

void HeartBeatMonitor::start(const HeartBeatTimes& times, SessionTime now, SessionTime listened)
{
    using std::chrono::milliseconds;
    m_sendAfter = milliseconds(times.sendEvery > 0 ? times.sendAfter() : 0);
    m_warnAfter = milliseconds(times.expectEvery > 0 ? times.warnAfter() : 0);
    m_deadAfter = milliseconds(times.expectEvery > 0 ? times.deadAfter() : 0);
    m_sent = now;
    m_heard = listened;
    m_worrying = false;
}

bool HeartBeatMonitor::heard(SessionTime listened)
{
    if (listened <= m_heard)
        return false;
    m_heard = listened;
    const bool worried = m_worrying;
    m_worrying = false;
    return worried;
}

bool HeartBeatMonitor::isSendDue(SessionTime now) const
{
    return m_sendAfter.count() > 0 && now >= m_sent + m_sendAfter;
}

HeartBeatMonitor::Silence HeartBeatMonitor::check(SessionTime listened)
{
    if (m_deadAfter.count() == 0)
        return Silence::None;
    if (listened >= m_heard + m_deadAfter)
        return Silence::Dead;
    if (m_worrying || listened < m_heard + m_warnAfter)
        return Silence::None;
    m_worrying = true;
    return Silence::Worrying;
}

std::optional<SessionTime> HeartBeatMonitor::nextSend() const
{
    if (m_sendAfter.count() == 0)
        return {};
    return m_sent + m_sendAfter;
}

std::optional<SessionTime> HeartBeatMonitor::nextCheck() const
{
    if (m_deadAfter.count() == 0)
        return {};
    return m_heard + (m_worrying ? m_deadAfter : m_warnAfter);
}

} // namespace Stomp
