#pragma once

#include <compare>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <unordered_map>
#include <vector>

namespace Stomp {

/** What a message came on. */
struct MessageSource
{
    std::uint32_t connection = 0;
    std::uint32_t subscription = 0; //!< SubscriptionKey; 0: unsolicited

    auto operator<=>(const MessageSource&) const = default;
};

/** Numbers of messages by the place of their source in a SourceTally. */
class SourceCounts
{
public:
    void add(std::size_t place, std::uint64_t count);
    void add(const SourceCounts& counts);
    /** What was added before. */
    void subtract(const SourceCounts& counts);
    void clear() { m_counts.clear(); }
    [[nodiscard]] std::uint64_t at(std::size_t place) const
    {
        return place < m_counts.size() ? m_counts[place] : 0;
    }

private:
    std::vector<std::uint64_t> m_counts;
};

/** Counts messages by source. One comparison a message while the source stays the same. */
class SourceTally
{
public:
    struct Entry
    {
        MessageSource source;
        std::uint64_t count = 0;
    };

    void add(const MessageSource& source, std::uint64_t count = 1)
    {
        m_entries[placeOf(source)].count += count;
    }
    void add(const SourceTally& tally);
    void clear();

    /** In the order of their first message; an entry keeps its place until clear(). */
    [[nodiscard]] const std::vector<Entry>& entries() const { return m_entries; }
    [[nodiscard]] std::optional<std::size_t> find(const MessageSource& source) const;
    /** A source that is new gets the next place. */
    [[nodiscard]] std::size_t placeOf(const MessageSource& source)
    {
        if (m_last >= m_entries.size() || m_entries[m_last].source != source)
            m_last = findOrAdd(source);
        return m_last;
    }

private:
    [[nodiscard]] std::size_t findOrAdd(const MessageSource& source);

    std::vector<Entry> m_entries;
    std::unordered_map<std::uint64_t, std::size_t> m_places; //!< of all, once they are many
    std::size_t m_last = 0; //!< the next one's, mostly
};

} // namespace Stomp
