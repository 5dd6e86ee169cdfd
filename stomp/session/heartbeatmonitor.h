#pragma once

#include "sessiontypes.h"

#include <optional>

namespace Stomp {

/**
 * When to send a heart-beat and when to worry about the peer's (STOMP 1.2 "Heart-beating",
 * stomp-facts 2.3). Sending goes by the steady time, the peer's silence by the listening time.
 * Any byte counts, both ways. Does nothing until started, nor where 0 was negotiated.
 */
class HeartBeatMonitor
{
public:
    enum class Silence : std::uint8_t
    {
        None,
        Worrying,
        Dead
    };

    void start(const HeartBeatTimes& times, SessionTime now, SessionTime listened);

    void sent(SessionTime now) { m_sent = now; }
    /** True when the peer had been silent for a worrying time. What was heard before that is no
     * news. */
    bool heard(SessionTime listened);

    [[nodiscard]] bool isSendDue(SessionTime now) const;
    /** Silence so far; Worrying is told once for each silence. */
    [[nodiscard]] Silence check(SessionTime listened);

    [[nodiscard]] std::optional<SessionTime> nextSend() const;
    [[nodiscard]] std::optional<SessionTime> nextCheck() const; //!< of the listening time

private:
    SessionTime m_sendAfter{0};
    SessionTime m_warnAfter{0};
    SessionTime m_deadAfter{0};
    SessionTime m_sent{0};
    SessionTime m_heard{0};
    bool m_worrying = false;
};

} // namespace Stomp
