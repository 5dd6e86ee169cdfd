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

void MessageRuns::add(const SerialList& firsts, std::uint64_t goneBelow, const FirstFrom& firstFrom)
{
    const std::vector<std::uint64_t> breaks = std::exchange(m_breaks, {});
    const std::size_t unsafe = firsts.countBelow(goneBelow);
    std::size_t told = 0;
    auto pause = breaks.begin();
    while (told < firsts.count() || pause != breaks.end()) {
        const bool isBreak =
            pause != breaks.end() && (told == firsts.count() || *pause <= firsts.at(told));
        if (isBreak || told < unsafe) {
            const std::uint64_t serial = isBreak ? *pause++ : firsts.at(told++);
            if (const std::optional<std::uint64_t> first = firstFrom(serial))
                appendFirsts(SerialList(std::span(&*first, 1)));
            else
                m_breaks.push_back(serial);
            continue;
        }
        const std::size_t end = pause == breaks.end() ? firsts.count() : firsts.countBelow(*pause);
        appendFirsts(firsts.between(told, end));
        told = end;
    }
}

/** Those that are above the last. */
void MessageRuns::appendFirsts(const SerialList& serials)
{
    const std::size_t known = m_firsts.isEmpty() ? 0 : serials.countBelow(m_firsts.last() + 1);
    if (known == serials.count())
        return;
    if (isOpenAtEnd())
        m_open.back().end = serials.at(known);
    m_firsts.append(serials.between(known, serials.count()));
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

std::uint64_t MessageRuns::endOfLast(const SerialList& firsts, std::uint64_t judged) const
{
    if (!firsts.isEmpty())
        judged = std::min(judged, firsts.at(0));
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
