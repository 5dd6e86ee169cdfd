#include "waitingline.h"

#include <algorithm>

namespace Stomp {

namespace {

constexpr std::size_t s_fewHoles = 64;

} // namespace

void WaitingLine::push(QueuedMessage&& queued)
{
    noteExpiry(queued);
    ++m_size;
    m_fresh[rankOf(queued.place)].line.push_back(std::move(queued));
}

void WaitingLine::putBack(QueuedMessage&& queued)
{
    noteExpiry(queued);
    ++m_size;
    const Place place = queued.place;
    m_returned.emplace(place, std::move(queued));
}

QueuedMessage WaitingLine::takeFirst()
{
    const Fresh* fresh = firstFresh();
    if (fresh && (m_returned.empty() || fresh->line.front().place < m_returned.begin()->first))
        return takeFresh(m_fresh[rankOf(fresh->line.front().place)], 0);
    return take(m_returned.begin()->first);
}

const QueuedMessage* WaitingLine::find(Place place) const
{
    if (const auto found = m_returned.find(place); found != m_returned.end())
        return &found->second;
    const QueuedMessage* fresh = freshFrom(rankOf(place), place);
    return fresh && fresh->place == place ? fresh : nullptr;
}

QueuedMessage WaitingLine::take(Place place)
{
    if (const auto found = m_returned.find(place); found != m_returned.end()) {
        QueuedMessage queued = std::move(found->second);
        m_returned.erase(found);
        forgetExpiry(queued);
        --m_size;
        return queued;
    }
    Fresh& fresh = m_fresh[rankOf(place)];
    return takeFresh(fresh, indexFrom(fresh, place));
}

const QueuedMessage* WaitingLine::freshFrom(unsigned rank, Place place) const
{
    const Fresh& fresh = m_fresh[rank];
    for (std::size_t i = indexFrom(fresh, place); i < fresh.line.size(); ++i) {
        if (fresh.line[i].message)
            return &fresh.line[i];
    }
    return nullptr;
}

std::optional<std::pair<Millis, WaitingLine::Place>> WaitingLine::nextExpiry() const
{
    if (m_expiring.empty())
        return {};
    return *m_expiring.begin();
}

void WaitingLine::forEach(const std::function<bool(const QueuedMessage&)>& visit) const
{
    auto returned = m_returned.begin();
    const auto visitReturned = [&](Place before) {
        for (; returned != m_returned.end() && returned->first < before; ++returned) {
            if (!visit(returned->second))
                return false;
        }
        return true;
    };
    for (const Fresh& fresh : m_fresh) {
        for (const QueuedMessage& queued : fresh.line) {
            if (queued.message && (!visitReturned(queued.place) || !visit(queued)))
                return;
        }
    }
    static_cast<void>(visitReturned(~Place{0}));
}

const WaitingLine::Fresh* WaitingLine::firstFresh() const
{
    const auto found = std::find_if(
        m_fresh.begin(), m_fresh.end(), [](const Fresh& fresh) { return !fresh.line.empty(); });
    return found == m_fresh.end() ? nullptr : &*found;
}

std::size_t WaitingLine::indexFrom(const Fresh& fresh, Place place) const
{
    const auto found = std::lower_bound(fresh.line.begin(), fresh.line.end(), place,
        [](const QueuedMessage& queued, Place wanted) { return queued.place < wanted; });
    return static_cast<std::size_t>(found - fresh.line.begin());
}

QueuedMessage WaitingLine::takeFresh(Fresh& fresh, std::size_t index)
{
    auto& line = fresh.line;
    QueuedMessage queued = std::move(line[index]);
    forgetExpiry(queued);
    --m_size;
    if (index > 0) {
        line[index].message.reset();
        ++fresh.holes;
    } else {
        line.pop_front();
        while (!line.empty() && !line.front().message) {
            line.pop_front();
            --fresh.holes;
        }
    }
    if (fresh.holes > s_fewHoles && fresh.holes > line.size() / 2) {
        std::erase_if(line, [](const QueuedMessage& each) { return !each.message; });
        fresh.holes = 0;
    }
    return queued;
}

void WaitingLine::noteExpiry(const QueuedMessage& queued)
{
    if (const Millis expires = queued.message->expires())
        m_expiring.emplace(expires, queued.place);
}

void WaitingLine::forgetExpiry(const QueuedMessage& queued)
{
    if (const Millis expires = queued.message->expires())
        m_expiring.erase({expires, queued.place});
}

} // namespace Stomp
