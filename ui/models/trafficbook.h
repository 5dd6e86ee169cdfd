#pragma once

#include "ratehistory.h"

#include <stomp/dialect/destination.h>
#include <stomp/messages/segment.h>
#include <stomp/messages/sourcetally.h>
#include <stomp/session/sessiontypes.h>

#include <QString>

#include <cstdint>
#include <memory>
#include <unordered_map>
#include <vector>

namespace Ui {

/** The least, the mean and the greatest of some numbers. */
class Spread
{
public:
    void add(std::uint64_t number);
    [[nodiscard]] std::uint64_t count() const { return m_count; }
    [[nodiscard]] std::uint64_t sum() const { return m_sum; }
    // 0 while there is no number.
    [[nodiscard]] std::uint64_t least() const { return m_count > 0 ? m_least : 0; }
    [[nodiscard]] std::uint64_t greatest() const { return m_greatest; }
    [[nodiscard]] double mean() const;

private:
    std::uint64_t m_count = 0;
    std::uint64_t m_sum = 0;
    std::uint64_t m_least = ~std::uint64_t(0);
    std::uint64_t m_greatest = 0;
};

/** What came from one destination over one connection since it was last reset. */
struct TrafficEntry
{
    std::uint32_t connection = 0;
    QString destination; //!< empty: for no subscription that we know of
    Stomp::DestinationKind kind = Stomp::DestinationKind::Other;
    Spread sizes; //!< of bodies, bytes; its count is the number of messages
    Spread gapsUs; //!< from one message to the next; those of one read of the socket have none
    std::uint64_t redelivered = 0;
    std::int64_t lastUs = 0; //!< UTC, since the epoch; 0: none came
    RateHistory history;
};

/**
 * Counts what arrives, by connection and destination. Every message is counted once, in the order
 * of arrival; subscriptions of one destination count together. Cheap enough for millions a second.
 * One thread; entries stay where they are until the book goes.
 */
class TrafficBook
{
public:
    /** Messages of this subscription count for this destination from now on. False: it was so. */
    bool assign(Stomp::SubscriptionKey key, std::uint32_t connection, const QString& destination,
        Stomp::DestinationKind kind);
    void count(const Stomp::MessageRow& row);
    /** All numbers begin anew; destinations stay. */
    void reset();

    /** Of an assigned subscription, also when it has ended; else null. */
    [[nodiscard]] const TrafficEntry* entryOf(Stomp::SubscriptionKey key) const;

    /** All that were ever assigned, by connection and subscription. */
    [[nodiscard]] std::vector<Stomp::MessageSource> sources() const;

    /** In the order of their first assignment or message. */
    [[nodiscard]] const std::vector<std::unique_ptr<TrafficEntry>>& entries() const
    {
        return m_entries;
    }

private:
    TrafficEntry& entryFor(
        std::uint32_t connection, const QString& destination, Stomp::DestinationKind kind);
    TrafficEntry& entryOf(const Stomp::MessageRow& row);

    std::vector<std::unique_ptr<TrafficEntry>> m_entries;
    std::unordered_map<Stomp::SubscriptionKey, TrafficEntry*> m_byKey;
    // Whose the last message was: the next one's too, mostly.
    TrafficEntry* m_last = nullptr;
    Stomp::SubscriptionKey m_lastKey = 0;
    std::uint32_t m_lastConnection = 0;
};

} // namespace Ui
