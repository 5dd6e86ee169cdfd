#include "broker.h"
#include "errorframe.h"
#include "faultcontrol.h"
#include "serversession.h"

#include <limits>

// What a session does while its broker has faults.

namespace Stomp {

std::size_t ServerSession::inputAtOnce()
{
    return m_gate.isArmed() ? m_gate.judge().inputAtOnce()
                            : std::numeric_limits<std::size_t>::max();
}

/** Of what is held back by a fault nothing was heard. */
Millis ServerSession::lastSent() const
{
    return m_gate.isArmed() ? m_gate.injector().lastSent() : m_lastSent;
}

bool ServerSession::misbehave(const FrameView& frame, Millis now)
{
    if (isFaultControl(frame))
        return false;
    static const Refusal s_refusal{"This frame was refused by a fault",
        "The practice broker was told to answer it with ERROR; nothing is wrong with it.", {}};
    switch (m_gate.judge().judge(frame)) {
    case FaultJudge::Answer::Obey:
        return false;
    case FaultJudge::Answer::Ignore:
        break;
    case FaultJudge::Answer::Error:
        write(errorFrame(m_broker.skin(),
                  answerOf(m_broker.skin(), s_refusal, &frame, m_version, m_login), s_refusal,
                  &frame, m_version),
            now);
        break;
    case FaultJudge::Answer::Refuse:
        refuse(s_refusal, &frame, now);
        break;
    case FaultJudge::Answer::Close:
        leave(now);
        finish();
        break;
    }
    return true;
}

} // namespace Stomp
