#include "machinewatch.h"

#include <QFile>

namespace Bench {

namespace {
constexpr int patienceMs = 10'000;
}

MachineWatch::MachineWatch()
{
    m_process.setProcessChannelMode(QProcess::ForwardedErrorChannel);
    m_process.start(QStringLiteral(BENCH_STALLWATCH), {});
    m_process.waitForReadyRead(patienceMs);
}

MachineWatch::~MachineWatch()
{
    std::ignore = stop();
}

std::optional<MachineWatch::Stalls> MachineWatch::stop()
{
    if (m_process.state() == QProcess::NotRunning)
        return std::nullopt;
    m_process.closeWriteChannel();
    if (!m_process.waitForFinished(patienceMs)) {
        m_process.kill();
        m_process.waitForFinished(patienceMs);
    }
    const QList<QByteArray> words = m_process.readAllStandardOutput().simplified().split(' ');
    const qsizetype at = words.indexOf("stalls");
    if (at < 0 || words.size() < at + 3)
        return std::nullopt;
    return Stalls{words[at + 1].toDouble(), words[at + 2].toDouble()};
}

namespace {

std::uint64_t statusBytes(const QString& process, QByteArrayView name)
{
    QFile status(QStringLiteral("/proc/%1/status").arg(process));
    if (!status.open(QIODevice::ReadOnly))
        return 0;
    const QByteArray all = status.readAll();
    const qsizetype at = all.indexOf(name);
    return at < 0 ? 0
                  : all.mid(at + name.size()).simplified().split(' ').value(0).toULongLong() * 1024;
}

} // namespace

std::uint64_t residentBytes(const QString& process)
{
    return statusBytes(process, "VmRSS:");
}

std::uint64_t peakBytes()
{
    return statusBytes(QStringLiteral("self"), "VmHWM:");
}

void forgetPeak()
{
    QFile peaks(QStringLiteral("/proc/self/clear_refs"));
    if (peaks.open(QIODevice::WriteOnly))
        peaks.write("5"); // proc(5): sets the peak to what is resident now
}

} // namespace Bench
