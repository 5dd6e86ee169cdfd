#include "faultjudge.h"

#include <algorithm>
#include <limits>

namespace Stomp {

FaultJudge::Answer FaultJudge::judge(const FrameView& frame)
{
    Answer answer = Answer::Obey;
    const std::vector<Fault>& all = m_book.plan().faults;
    for (std::size_t i = 0; i < all.size() && answer == Answer::Obey; ++i) {
        const FaultKind kind = all[i].kind;
        const bool judges = kind == FaultKind::Drop || kind == FaultKind::Error
            || kind == FaultKind::Refuse || kind == FaultKind::Close;
        if (!judges || !m_book.roll(i, frame.command, frame.value("destination")))
            continue;
        answer = kind == FaultKind::Drop ? Answer::Ignore
            : kind == FaultKind::Error   ? Answer::Error
            : kind == FaultKind::Refuse  ? Answer::Refuse
                                         : Answer::Close;
    }
    if (answer != Answer::Obey) {
        ++m_book.totals().clientFramesLost;
        m_book.totals().sendsLost += frame.command == "SEND" ? 1 : 0;
        m_book.totals().connectionsCut += answer == Answer::Close ? 1 : 0;
    }
    return answer;
}

std::vector<Version> FaultJudge::versionsFor(const FrameView& connect)
{
    std::int64_t refused = 0;
    const std::vector<Fault>& all = m_book.plan().faults;
    for (std::size_t i = 0; i < all.size(); ++i) {
        if (all[i].kind == FaultKind::RefuseVersions && m_book.roll(i, connect.command, {}))
            refused |= all[i].values[0];
    }
    std::vector<Version> left;
    for (const Version version : {Version::V10, Version::V11, Version::V12}) {
        if ((refused & (std::int64_t{1} << static_cast<int>(version))) == 0)
            left.push_back(version);
    }
    return left;
}

void FaultJudge::noteRead(std::size_t bytes, Millis now)
{
    const std::vector<Fault>& all = m_book.plan().faults;
    for (std::size_t i = 0; i < all.size(); ++i) {
        if (all[i].kind != FaultKind::SlowConsumer || !m_book.roll(i, {}, {}))
            continue;
        const auto time = static_cast<Millis>(bytes) * 1000 / all[i].values[0];
        m_readAgainAt = std::max(m_readAgainAt.value_or(now), now + std::max<Millis>(time, 1));
        m_outbox.wakeBy(*m_readAgainAt);
    }
}

std::size_t FaultJudge::inputAtOnce() const
{
    std::size_t least = std::numeric_limits<std::size_t>::max();
    for (const Fault& fault : m_book.plan().faults) {
        // What is read in a tenth of a second.
        if (fault.kind == FaultKind::SlowConsumer)
            least = std::min(
                least, static_cast<std::size_t>(std::max<std::int64_t>(fault.values[0] / 10, 1)));
    }
    return least;
}

void FaultJudge::tick(Millis now)
{
    if (m_readAgainAt && *m_readAgainAt <= now)
        release();
}

void FaultJudge::release()
{
    if (!m_readAgainAt)
        return;
    m_readAgainAt.reset();
    m_outbox.resumeInput();
}

} // namespace Stomp
