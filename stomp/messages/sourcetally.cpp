#include "sourcetally.h"

#include <algorithm>

namespace Stomp {

namespace {
/** Of fewer sources each is looked at: an index would cost more. */
constexpr std::size_t fewSources = 8;

std::uint64_t keyOf(const MessageSource& source)
{
    return std::uint64_t(source.connection) << 32 | source.subscription;
}
} // namespace

void SourceCounts::add(std::size_t place, std::uint64_t count)
{
    if (place >= m_counts.size())
        m_counts.resize(place + 1);
    m_counts[place] += count;
}

void SourceCounts::add(const SourceCounts& counts)
{
    if (counts.m_counts.size() > m_counts.size())
        m_counts.resize(counts.m_counts.size());
    for (std::size_t place = 0; place < counts.m_counts.size(); ++place)
        m_counts[place] += counts.m_counts[place];
}

void SourceCounts::subtract(const SourceCounts& counts)
{
    const std::size_t places = std::min(m_counts.size(), counts.m_counts.size());
    for (std::size_t place = 0; place < places; ++place)
        m_counts[place] -= counts.m_counts[place];
}

void SourceTally::add(const SourceTally& tally)
{
    for (const Entry& entry : tally.m_entries)
        add(entry.source, entry.count);
}

void SourceTally::clear()
{
    m_entries.clear();
    m_places.clear();
}

std::optional<std::size_t> SourceTally::find(const MessageSource& source) const
{
    if (m_entries.size() > fewSources) {
        const auto found = m_places.find(keyOf(source));
        return found == m_places.end() ? std::nullopt : std::optional(found->second);
    }
    const auto found = std::find_if(m_entries.begin(), m_entries.end(),
        [&source](const Entry& entry) { return entry.source == source; });
    if (found == m_entries.end())
        return std::nullopt;
    return static_cast<std::size_t>(found - m_entries.begin());
}

std::size_t SourceTally::findOrAdd(const MessageSource& source)
{
    if (const auto place = find(source))
        return *place;
    m_entries.push_back({source, 0});
    const std::size_t place = m_entries.size() - 1;
    if (place > fewSources)
        m_places.emplace(keyOf(source), place);
    else if (place == fewSources)
        for (std::size_t i = 0; i <= place; ++i)
            m_places.emplace(keyOf(m_entries[i].source), i);
    return place;
}

} // namespace Stomp
