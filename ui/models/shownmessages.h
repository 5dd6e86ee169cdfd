#pragma once

#include <stomp/messages/messagestore.h>

#include <optional>
#include <span>
#include <utility>
#include <vector>

namespace Ui {

/**
 * Which messages of a store a table shows, and as which number from 0 on: all up to a boundary, or
 * of these the hits of a filter, as a sorted list of serials. The boundary is a serial: what is
 * below it has been decided, and is shown or hidden. Owns no message.
 */
class ShownMessages
{
public:
    /** The store must outlive it. */
    explicit ShownMessages(const Stomp::MessageStore& store) : m_store(store) { }

    /** Nothing is decided again. */
    void restart(bool isFiltered);
    [[nodiscard]] bool isFiltered() const { return m_isFiltered; }

    /** All hits among the messages up to judged that were not among those told before. Some of them
     * may have left the store meanwhile. */
    void addHits(std::span<const std::uint64_t> hits, std::uint64_t judged);
    /** Up to here a filter has looked. */
    [[nodiscard]] std::uint64_t judged() const { return m_judged; }

    /** How far the boundary can be moved now. */
    [[nodiscard]] std::uint64_t reachable() const;
    [[nodiscard]] std::uint64_t boundary() const { return m_boundary; }
    /** What count() will be with this boundary. */
    [[nodiscard]] int countReachable(std::uint64_t serial) const;
    /** Up to reachable() at most, and never back. */
    void moveBoundary(std::uint64_t serial);

    [[nodiscard]] int count() const { return static_cast<int>(m_count); }
    [[nodiscard]] std::size_t decidedRows() const { return m_decidedRows; } //!< of the store
    [[nodiscard]] std::size_t hiddenCount() const { return m_decidedRows - m_count; }
    /** count() by the places of the store's sources. */
    [[nodiscard]] Stomp::SourceCounts countBySource() const;

    [[nodiscard]] std::size_t storeRow(int message) const;
    /** The hits of the filter below this serial, shown or to be shown. */
    [[nodiscard]] std::vector<std::uint64_t> hitsUpTo(std::uint64_t serial) const;
    /** Nothing when it is not shown. */
    [[nodiscard]] std::optional<int> numberOf(std::uint64_t serial) const;
    /** Shown messages that are below. */
    [[nodiscard]] int countBelow(std::uint64_t serial) const;

    /** What goes when these rows of the store do: the first and how many. */
    struct Part
    {
        int first = 0;
        int count = 0;
    };
    [[nodiscard]] Part partOf(const Stomp::RowSpan& span) const;
    /** Before the store removes these rows. */
    void prepareRemoval(const Stomp::RowSpan& span);
    /** After it. */
    void finishRemoval();

private:
    using Hits = std::vector<std::uint64_t>;
    [[nodiscard]] std::size_t hitsBelow(std::uint64_t serial) const;
    [[nodiscard]] std::uint64_t hit(std::size_t index) const { return m_hits[m_goneHits + index]; }
    [[nodiscard]] std::span<const std::uint64_t> hits(std::size_t first, std::size_t end) const
    {
        return std::span(m_hits).subspan(m_goneHits + first, end - first);
    }
    void forgetShown(std::size_t first, std::size_t end);

    const Stomp::MessageStore& m_store;
    bool m_isFiltered = false;
    Hits m_hits; //!< ascending
    std::size_t m_goneHits = 0; //!< at their beginning: the oldest go all the time
    std::uint64_t m_judged = 0;
    std::uint64_t m_boundary = 0;
    std::size_t m_decidedRows = 0;
    std::size_t m_count = 0;
    Stomp::SourceCounts m_shownHits; //!< the first m_count hits
    std::uint64_t m_goneBelow = 0; //!< some that are below have left the store
    Stomp::RowSpan m_removal;
    std::pair<std::size_t, std::size_t> m_removedHits; //!< first and behind the last
};

} // namespace Ui
