#include "loopwatch.h"

namespace Bench {

void chooseDisplay()
{
    if (!qEnvironmentVariableIsSet("DISPLAY") && !qEnvironmentVariableIsSet("WAYLAND_DISPLAY")
        && !qEnvironmentVariableIsSet("QT_QPA_PLATFORM"))
        qputenv("QT_QPA_PLATFORM", "offscreen");
}

LoopWatch::LoopWatch()
{
    m_beat.setTimerType(Qt::PreciseTimer);
    m_beat.callOnTimeout(&m_beat, [this] { m_stalls.beat(); });
    m_beat.start(1);
    m_stalls.start();
}

void LoopWatch::stop()
{
    m_beat.stop();
    m_machineStalls = m_machine.stop().value_or(MachineWatch::Stalls());
}

} // namespace Bench
