#include "trafficbook.h"

#include <algorithm>

namespace Ui {

namespace {
constexpr std::int64_t usInSecond = 1'000'000;
} // namespace

void Spread::add(std::uint64_t number)
{
    ++m_count;
    m_sum += number;
    m_least = std::min(m_least, number);
    m_greatest = std::max(m_greatest, number);
}

double Spread::mean() const
{
    return m_count > 0 ? static_cast<double>(m_sum) / static_cast<double>(m_count) : 0;
}

bool TrafficBook::assign(Stomp::SubscriptionKey key, std::uint32_t connection,
    const QString& destination, Stomp::DestinationKind kind)
{
    // Asked again for all subscriptions whenever one of them changes.
    if (const auto known = m_byKey.find(key); known != m_byKey.end()
        && known->second->connection == connection && known->second->destination == destination)
        return false;
    m_byKey[key] = &entryFor(connection, destination, kind);
    m_last = nullptr;
    return true;
}

std::vector<Stomp::MessageSource> TrafficBook::sources() const
{
    std::vector<Stomp::MessageSource> sources;
    sources.reserve(m_byKey.size());
    for (const auto& [key, entry] : m_byKey)
        sources.push_back({entry->connection, key});
    std::sort(sources.begin(), sources.end());
    return sources;
}

void TrafficBook::count(const Stomp::MessageRow& row)
{
    TrafficEntry& entry = entryOf(row);
    entry.sizes.add(row.bodySize());
    if ((row.flags & Stomp::RedeliveredFlag) != 0)
        ++entry.redelivered;
    // A clock that was set back makes no gap.
    if (entry.lastUs != 0)
        entry.gapsUs.add(
            static_cast<std::uint64_t>(std::max<std::int64_t>(row.receivedUs - entry.lastUs, 0)));
    entry.lastUs = row.receivedUs;
    entry.history.add(row.receivedUs / usInSecond);
}

void TrafficBook::reset()
{
    for (const auto& entry : m_entries) {
        TrafficEntry fresh;
        fresh.connection = entry->connection;
        fresh.destination = entry->destination;
        fresh.kind = entry->kind;
        *entry = std::move(fresh);
    }
}

const TrafficEntry* TrafficBook::entryOf(Stomp::SubscriptionKey key) const
{
    const auto found = m_byKey.find(key);
    return found == m_byKey.end() ? nullptr : found->second;
}

TrafficEntry& TrafficBook::entryFor(
    std::uint32_t connection, const QString& destination, Stomp::DestinationKind kind)
{
    const auto found = std::find_if(m_entries.begin(), m_entries.end(), [&](const auto& entry) {
        return entry->connection == connection && entry->destination == destination;
    });
    if (found != m_entries.end())
        return **found;
    m_entries.push_back(std::make_unique<TrafficEntry>());
    m_entries.back()->connection = connection;
    m_entries.back()->destination = destination;
    m_entries.back()->kind = kind;
    return *m_entries.back();
}

TrafficEntry& TrafficBook::entryOf(const Stomp::MessageRow& row)
{
    if (m_last && m_lastKey == row.subscription && m_lastConnection == row.connection)
        return *m_last;
    const auto found = m_byKey.find(row.subscription);
    m_last = found != m_byKey.end() ? found->second
                                    : &entryFor(row.connection, {}, Stomp::DestinationKind::Other);
    m_lastKey = row.subscription;
    m_lastConnection = row.connection;
    return *m_last;
}

} // namespace Ui
