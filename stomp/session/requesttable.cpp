#include "requesttable.h"

#include <algorithm>

namespace Stomp {

void RequestTable::add(const Request& request)
{
    m_entries.push_back({request, false});
    ++m_waiting;
}

void RequestTable::setSubscription(Request::Kind kind, SubscriptionKey subscription)
{
    m_entries.back().request.kind = kind;
    m_entries.back().request.subscription = subscription;
}

std::optional<Request> RequestTable::take(RequestId id, bool confirmed)
{
    const auto isBefore = [](const Entry& one, RequestId wanted) {
        return one.request.id < wanted;
    };
    // Nearly always the first: receipts come in order.
    auto entry = m_entries.begin();
    if (entry != m_entries.end() && isBefore(*entry, id))
        entry = std::lower_bound(entry, m_entries.end(), id, isBefore);
    if (entry == m_entries.end() || entry->request.id != id || entry->answered)
        return {};
    if (confirmed)
        m_lastConfirmed = std::max(m_lastConfirmed, id);
    return remove(entry);
}

std::optional<Request> RequestTable::takeExpired(SessionTime listened)
{
    const std::optional<SessionTime> deadline = nextDeadline();
    if (!deadline || listened < *deadline)
        return {};
    return remove(m_entries.begin());
}

std::optional<Request> RequestTable::takeFirst()
{
    if (m_entries.empty())
        return {};
    return remove(m_entries.begin());
}

std::optional<Request> RequestTable::takeOnlySuspect()
{
    const bool othersPossible = m_lastUnconfirmable != 0 && m_lastUnconfirmable >= m_lastConfirmed;
    if (m_waiting != 1 || othersPossible)
        return {};
    return remove(m_entries.begin());
}

std::optional<SessionTime> RequestTable::nextDeadline() const
{
    if (m_entries.empty())
        return {};
    return std::max(m_entries.front().request.deadline, m_earliest);
}

Request RequestTable::remove(std::deque<Entry>::iterator entry)
{
    entry->answered = true;
    const Request request = entry->request;
    --m_waiting;
    while (!m_entries.empty() && m_entries.front().answered)
        m_entries.pop_front();
    return request;
}

} // namespace Stomp
