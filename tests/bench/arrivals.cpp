#include "arrivals.h"

#include <algorithm>

namespace Bench {

Arrivals::Arrivals(WindowStage& stage, FeedWriter& writer, std::uint64_t percent)
    : m_stage(stage), m_writer(writer), m_percent(percent)
{ }

std::uint64_t Arrivals::wanted()
{
    const QString name = QStringLiteral("arriving");
    return hasArgument(name) ? argument(name, 1) : 0;
}

std::uint64_t Arrivals::perSecond() const
{
    return std::max<std::uint64_t>(m_fullSpeed * m_percent / 100, 1);
}

Phase Arrivals::fill(std::uint64_t messages)
{
    Phase phase = m_stage.run([&] { m_writer.write(messages); },
        [this] { return m_writer.isDone() && m_stage.ledger().waiting == 0; });
    m_fullSpeed = std::uint64_t(double(messages) / phase.seconds);
    return phase;
}

Phase Arrivals::run(const std::function<void()>& begin, const std::function<bool()>& isDone)
{
    if (!isOn())
        return m_stage.run(begin, isDone);
    const std::uint64_t before = m_writer.written();
    m_writer.flow(perSecond());
    Phase phase = m_stage.run(begin, isDone);
    m_writer.stop();
    m_arrived += m_writer.written() - before;
    phase.hasEnded = phase.hasEnded && m_writer.written() > before;
    return phase;
}

bool Arrivals::settle()
{
    const auto hasSeenAll = [this] {
        return m_stage.ledger().waiting == 0 && !m_stage.pump().filtering().isBusy();
    };
    return hasSeenAll() || m_stage.run([] {}, hasSeenAll).hasEnded;
}

} // namespace Bench
