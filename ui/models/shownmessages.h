#pragma once

#include "messageruns.h"
#include "seriallist.h"

#include <stomp/messages/messagestore.h>

#include <optional>
#include <span>
#include <utility>
#include <vector>

namespace Ui {

/**
 * Which messages of a store a table shows, and as which number from 0 on: all up to a boundary, or
 * of these the hits of a filter, as a sorted list of serials. Folded, a run of successive ones that
 * are alike is one, with the number and the serial of its first: so that what a row shows stays
 * while the run grows. The boundary is a serial: what is below it has been decided, and is shown,
 * folded or hidden. Owns no message.
 */
class ShownMessages
{
public:
    /** The store must outlive it. */
    explicit ShownMessages(const Stomp::MessageStore& store) : m_store(store) { }

    /** Nothing is decided again. breaks: where a run begins in any case, ascending. */
    void restart(bool isFiltered, bool isFolded = false, std::vector<std::uint64_t> breaks = {});
    [[nodiscard]] bool isFiltered() const { return m_isFiltered; }
    [[nodiscard]] bool isFolded() const { return m_isFolded; }
    /** From the next message that comes on, another run. */
    void addBreak(std::uint64_t serial);
    /** Whether each is one for now, though it is folded: cheap, forth and back. */
    void setSpread(bool isSpread);
    [[nodiscard]] bool isSpread() const { return m_isSpread; }
    /** Each is one, for good. */
    void unfold();

    /** All hits among the messages up to judged that were not among those told before, and of these
     * (unfiltered: of all messages) those that are not like the one before. Some of them may have
     * left the store meanwhile. */
    void addHits(
        const SerialList& hits, std::uint64_t judged, const SerialList& firsts = SerialList());
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
    [[nodiscard]] std::size_t hiddenCount() const { return m_decidedRows - m_wanted; }
    /** In the row of another. */
    [[nodiscard]] std::size_t foldedCount() const { return m_wanted - m_count; }
    /** Those that the filter wants, count() or folded, by the places of the store's sources. */
    [[nodiscard]] Stomp::SourceCounts wantedBySource() const;
    /** Of these, count(). */
    [[nodiscard]] Stomp::SourceCounts countBySource() const;

    [[nodiscard]] std::size_t storeRow(int message) const;
    /** Each of those in its run is one, also those that come to it: until it is closed, or
     * restart(). Folded, and not spread. */
    void openRun(int message);
    void closeRun(int message);
    struct Part;
    /** The run that this one was opened from. */
    [[nodiscard]] std::optional<Part> openRunOf(int message) const;

    /** The serials of one and of all that are folded into it, ascending. */
    [[nodiscard]] std::vector<std::uint64_t> serialsOf(int message) const;
    /** 1: nothing is folded into it. */
    [[nodiscard]] std::size_t repeats(int message) const;
    [[nodiscard]] std::uint64_t lastSerialOf(int message) const;
    /** The hits of the filter below this serial, shown or to be shown. */
    [[nodiscard]] SerialList hitsUpTo(std::uint64_t serial) const;
    /** Of the one into which it is folded; nothing when it is not shown. */
    [[nodiscard]] std::optional<int> numberOf(std::uint64_t serial) const;
    /** Shown messages that are below. */
    [[nodiscard]] int countBelow(std::uint64_t serial) const;

    /** Some of them: the first and how many. */
    struct Part
    {
        int first = 0;
        int count = 0;
    };
    /** What goes when these rows of the store do. */
    [[nodiscard]] Part partOf(const Stomp::RowSpan& span) const;
    /** Those in which any of these rows is. */
    [[nodiscard]] Part touchedBy(const Stomp::RowSpan& span) const;
    /** Before the store removes these rows. */
    void prepareRemoval(const Stomp::RowSpan& span);
    /** After it. */
    void finishRemoval();

private:
    [[nodiscard]] bool isJudged() const { return m_isFiltered || m_isFolded; }
    [[nodiscard]] bool foldsNow() const { return m_isFolded && !m_isSpread; }
    void recount();
    [[nodiscard]] std::optional<std::uint64_t> wantedFrom(std::uint64_t serial) const;
    [[nodiscard]] MessageRuns::Removal runRemoval(const Stomp::RowSpan& span) const;
    /** Wanted messages below the serial. */
    [[nodiscard]] std::size_t wantedBelow(std::uint64_t serial) const;
    [[nodiscard]] std::uint64_t wantedAt(std::size_t index) const;
    /** wantedBelow(): of the first of a run, and behind its last that is shown. */
    [[nodiscard]] std::pair<std::size_t, std::size_t> wantedOf(int message) const;
    void addToOpenRun(std::uint64_t from, const SerialList& firsts);
    [[nodiscard]] Stomp::SourceCounts countBySource(
        const SerialList& list, std::size_t first, std::size_t end) const;
    void forget(const SerialList& list, std::size_t first, std::size_t end, std::size_t shown,
        Stomp::SourceCounts& counts) const;

    const Stomp::MessageStore& m_store;
    bool m_isFiltered = false;
    bool m_isFolded = false;
    bool m_isSpread = false;
    SerialList m_hits;
    MessageRuns m_runs;
    std::uint64_t m_judged = 0;
    std::uint64_t m_boundary = 0;
    std::size_t m_decidedRows = 0;
    std::size_t m_wanted = 0;
    std::size_t m_shownRuns = 0; //!< that begin below the boundary
    std::size_t m_count = 0;
    Stomp::SourceCounts m_shownHits; //!< the first m_wanted hits
    Stomp::SourceCounts m_shownFirsts; //!< of the first m_shownRuns runs
    std::uint64_t m_goneBelow = 0; //!< some that are below have left the store
    // Between prepareRemoval() and finishRemoval().
    Stomp::RowSpan m_removal;
    std::uint64_t m_removedBefore = 0;
    std::pair<std::size_t, std::size_t> m_removedHits; //!< first and behind the last
    MessageRuns::Removal m_removedRuns;
};

} // namespace Ui
