#pragma once

#include <stomp/protocol/heartbeat.h>

#include <cstddef>

namespace Stomp {

/** How many messages are due at a rate. After a long pause at most one second's worth. */
class Pace
{
public:
    /** Messages a second; 0 is none. */
    void setRate(double perSecond, Millis now);
    [[nodiscard]] std::size_t take(Millis now);

private:
    double m_perSecond = 0;
    double m_owed = 0;
    Millis m_lastTime = 0;
};

} // namespace Stomp
