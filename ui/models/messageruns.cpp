#include "messageruns.h"

#include <algorithm>
#include <limits>
#include <utility>

namespace Ui {

namespace {
constexpr std::uint64_t goesOn = std::numeric_limits<std::uint64_t>::max();
}

void MessageRuns::restart(std::vector<std::uint64_t> breaks)
{
    m_firsts.clear();
    m_open.clear();
    m_breaks = std::move(breaks);
}

void MessageRuns::addBreak(std::uint64_t serial)
{
    m_breaks.insert(std::upper_bound(m_breaks.begin(), m_breaks.end(), serial), serial);
}

void MessageRuns::add(
    std::span<const std::uint64_t> firsts, std::uint64_t goneBelow, const FirstFrom& firstFrom)
{
    const std::vector<std::uint64_t> breaks = std::exchange(m_breaks, {});
    auto told = firsts.begin();
    auto pause = breaks.begin();
    while (told != firsts.end() || pause != breaks.end()) {
        const bool isBreak = pause != breaks.end() && (told == firsts.end() || *pause <= *told);
        const std::uint64_t serial = isBreak ? *pause++ : *told++;
        const std::optional<std::uint64_t> first =
            isBreak || serial < goneBelow ? firstFrom(serial) : serial;
        if (!first)
            m_breaks.push_back(serial);
        else if (m_firsts.count() == 0 || *first > m_firsts.last())
            appendFirst(*first);
    }
}

void MessageRuns::appendFirst(std::uint64_t serial)
{
    if (isOpenAtEnd())
        m_open.back().end = serial;
    m_firsts.append(serial);
}

MessageRuns::Removal MessageRuns::removalOf(
    std::uint64_t from, std::uint64_t before, const std::optional<std::uint64_t>& following) const
{
    Removal removal{m_firsts.countBelow(from), m_firsts.countBelow(before), std::nullopt};
    const bool isInRun =
        following && (removal.end == m_firsts.count() || m_firsts.at(removal.end) != *following);
    if (removal.end > removal.first && isInRun)
        removal.next = following;
    return removal;
}

void MessageRuns::remove(const Removal& removal, std::uint64_t before)
{
    if (removal.end == removal.first)
        return;
    std::size_t end = removal.end;
    if (removal.next)
        m_firsts.replace(--end, *removal.next);
    else if (end == m_firsts.count())
        addBreak(before); // what follows may have been of the last run
    m_firsts.remove(removal.first, end);
    forgetGone();
}

void MessageRuns::open(std::size_t run, std::span<const std::uint64_t> serials)
{
    const std::uint64_t end = run + 1 < m_firsts.count() ? m_firsts.at(run + 1) : goesOn;
    const Span span{m_firsts.at(run), end};
    const auto place = std::upper_bound(m_open.begin(), m_open.end(), span.first,
        [](std::uint64_t first, const Span& other) { return first < other.first; });
    m_open.insert(place, span);
    m_firsts.insert(run + 1, serials);
}

void MessageRuns::close(const OpenRun& run)
{
    const std::uint64_t first = m_firsts.at(run.first);
    std::erase_if(m_open, [first](const Span& span) { return span.first == first; });
    if (run.end > run.first + 1)
        m_firsts.remove(run.first + 1, run.end);
}

std::optional<MessageRuns::OpenRun> MessageRuns::openRunOf(std::size_t run) const
{
    const std::uint64_t serial = m_firsts.at(run);
    const auto behind = std::upper_bound(m_open.begin(), m_open.end(), serial,
        [](std::uint64_t one, const Span& span) { return one < span.first; });
    if (behind == m_open.begin() || serial >= std::prev(behind)->end)
        return std::nullopt;
    const Span& span = *std::prev(behind);
    return OpenRun{m_firsts.countBelow(span.first), m_firsts.countBelow(span.end)};
}

bool MessageRuns::isOpenAtEnd() const
{
    return !m_open.empty() && m_open.back().end == goesOn;
}

std::uint64_t MessageRuns::endOfLast(
    std::span<const std::uint64_t> firsts, std::uint64_t judged) const
{
    if (!firsts.empty())
        judged = std::min(judged, firsts.front());
    return m_breaks.empty() ? judged : std::min(judged, m_breaks.front());
}

void MessageRuns::forgetGone()
{
    std::erase_if(m_open, [this](Span& span) {
        const std::size_t next = m_firsts.countBelow(span.first);
        if (next == m_firsts.count() || m_firsts.at(next) >= span.end)
            return true;
        span.first = m_firsts.at(next);
        return false;
    });
}

} // namespace Ui
