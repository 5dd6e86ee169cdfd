#include "messagestore.h"

#include <algorithm>

namespace Stomp {

namespace {

MessageSource sourceOf(const MessageRow& row)
{
    return {row.connection, row.subscription};
}

/** Finds places without asking again while the source stays the same. */
class PlaceFinder
{
public:
    explicit PlaceFinder(const SourceTally& sources) : m_sources(sources) { }

    std::optional<std::size_t> placeOf(const MessageRow& row)
    {
        if (!m_place || m_last != sourceOf(row)) {
            m_last = sourceOf(row);
            m_place = m_sources.find(m_last);
        }
        return m_place;
    }

private:
    const SourceTally& m_sources;
    MessageSource m_last;
    std::optional<std::size_t> m_place;
};

} // namespace

void MessageStore::countSources(const SegmentRange& range, SourceCounts& counts)
{
    for (std::uint32_t i = 0; i < range.rowCount;) {
        const MessageSource source = sourceOf(range.segment->row(range.firstRow + i));
        const std::uint32_t first = i;
        do {
            ++i;
        } while (i < range.rowCount && sourceOf(range.segment->row(range.firstRow + i)) == source);
        m_sources.add(source, i - first);
        counts.add(m_sources.placeOf(source), i - first);
    }
}

SourceCounts MessageStore::sourcesOf(const SegmentRange& range) const
{
    SourceCounts counts;
    PlaceFinder places(m_sources);
    for (std::uint32_t i = 0; i < range.rowCount; ++i) {
        const MessageRow& row = range.segment->row(range.firstRow + i);
        counts.add(places.placeOf(row).value_or(0), 1);
    }
    return counts;
}

SourceCounts MessageStore::keptBySource(std::size_t rows) const
{
    SourceCounts counts;
    for (const Run& run : m_runs) {
        if (run.firstRow >= rows)
            break;
        const std::size_t wanted = rows - run.firstRow;
        if (wanted >= run.range.rowCount)
            counts.add(run.sources);
        else
            counts.add(sourcesOf({run.range.segment, run.range.firstRow, std::uint32_t(wanted)}));
    }
    return counts;
}

SourceCounts MessageStore::countBySource(std::span<const std::uint64_t> serials) const
{
    SourceCounts counts;
    PlaceFinder places(m_sources);
    const Run* run = nullptr;
    for (const std::uint64_t serial : serials) {
        if (!run || serial - run->firstSerial >= run->range.rowCount)
            run = runOfSerial(serial);
        if (!run)
            continue;
        const auto index = static_cast<std::size_t>(serial - run->firstSerial);
        counts.add(places.placeOf(run->rowAt(index)).value_or(0), 1);
    }
    return counts;
}

} // namespace Stomp
