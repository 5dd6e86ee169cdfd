#pragma once

#include "machinewatch.h"
#include "stallmeter.h"

#include <QTimer>

namespace Bench {

/** For benches with a window, before the QApplication: where there is no display, one in memory. */
void chooseDisplay();

/** The stalls of this thread's event loop, by a timer of 1 ms, and meanwhile the machine's. */
class LoopWatch
{
public:
    /** Begins. */
    LoopWatch();

    /** Once. */
    void stop();
    /** Complete after stop(). */
    [[nodiscard]] const StallMeter& stalls() const { return m_stalls; }
    [[nodiscard]] const MachineWatch::Stalls& machine() const { return m_machineStalls; }

private:
    StallMeter m_stalls;
    MachineWatch m_machine;
    MachineWatch::Stalls m_machineStalls;
    QTimer m_beat;
};

} // namespace Bench
