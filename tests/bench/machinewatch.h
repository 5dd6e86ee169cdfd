#pragma once

#include <QProcess>

#include <cstdint>
#include <optional>

namespace Bench {

/** A bench_stallwatch beside a run: tells the machine's stalls from ours. */
class MachineWatch
{
public:
    struct Stalls
    {
        double p99Ms = 0;
        double maxMs = 0;
    };

    MachineWatch();
    ~MachineWatch();

    /** Ends it; nothing when it did not work. */
    [[nodiscard]] std::optional<Stalls> stop();

private:
    QProcess m_process;
};

/** The resident memory of a process, by default of this one; 0 where the system does not say. */
[[nodiscard]] std::uint64_t residentBytes(const QString& process = QStringLiteral("self"));
/** The most that this process had resident, mapped files too; 0 where the system does not say.
 */
[[nodiscard]] std::uint64_t peakBytes();
/** From now on peakBytes() is of what comes. */
void forgetPeak();

} // namespace Bench
