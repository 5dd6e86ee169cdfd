#pragma once

#include "segment.h"
#include "sourcetally.h"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <vector>

namespace Stomp {

enum class AckState : std::uint8_t
{
    NotNeeded,
    Waiting,
    /** ACK or NACK is given in a transaction that is open: it counts at COMMIT, and after ABORT the
     * message waits again (stomp-facts 2.4). */
    AckedInTransaction,
    NackedInTransaction,
    Acked,
    Nacked,
    /** Waited when its subscription or its session ended: the broker has taken it back. The store
     * itself says so of the former only. */
    Lapsed
};

/** As long as nobody has set another. */
[[nodiscard]] AckState ackStateOnArrival(const MessageRow& row);
/** The broker holds it as unacknowledged: it goes back when the session ends. */
[[nodiscard]] bool isOutstanding(AckState state);

/** One message of the store. Keeps its bytes alive, also beyond its stay in the store. */
struct StoredMessage
{
    SegmentPtr segment;
    const MessageRow* row = nullptr;
    std::uint64_t serial = 0;
    AckState ack = AckState::NotNeeded;

    explicit operator bool() const { return row != nullptr; }
    [[nodiscard]] std::string_view bytes() const { return segment->bytes(*row); }
    [[nodiscard]] std::string_view body() const { return bytes().substr(row->bodyOffset); }
};

/** Consecutive rows of the store. */
struct RowSpan
{
    std::size_t first = 0;
    std::size_t count = 0;

    bool operator==(const RowSpan&) const = default;
};

/** Rows of one segment, and the serial of the first; the others follow. */
struct NumberedRange
{
    SegmentRange range;
    std::uint64_t firstSerial = 0;
};

/** How much is kept. */
struct Retention
{
    static constexpr std::size_t defaultBytes = std::size_t(1024) * 1024 * 1024;

    std::size_t bytes = defaultBytes; //!< of frames and rows
    /** False: nothing retires; what has no place on disk is in memory, up to bytes. */
    bool retires = true;

    bool operator==(const Retention&) const = default;
};

/** Why no further message should come until something goes. */
enum class StoreStop : std::uint8_t
{
    None,
    Pinned, //!< more than the retention is kept, and all of it but the newest is pinned
    DiskFull, //!< nothing may retire, and what is in memory has reached its bound
};

/**
 * All messages that are kept, in the order of their arrival: runs of rows in segments, never one
 * growing array. A row's number changes when rows before it go; its serial never does and is never
 * used again. Counts what came and how it went. Decodes nothing. One thread.
 */
class MessageStore
{
public:
    void append(const SegmentRange& range);
    [[nodiscard]] std::size_t rowCount() const { return m_rowCount; }
    [[nodiscard]] StoredMessage messageAt(std::size_t row) const;
    [[nodiscard]] const MessageRow& rowAt(std::size_t row) const;
    [[nodiscard]] std::uint64_t serialAt(std::size_t row) const;
    /** Nothing when it has gone. */
    [[nodiscard]] std::optional<std::size_t> rowOf(std::uint64_t serial) const;

    /** The first row whose serial is not below; rowCount() when there is none. */
    [[nodiscard]] std::size_t rowFrom(std::uint64_t serial) const;
    /** All that is kept, for readers on other threads. */
    [[nodiscard]] std::vector<NumberedRange> ranges() const;

    [[nodiscard]] AckState ackStateAt(std::size_t row) const;
    /** Of messages with successive serials. */
    struct AckStates
    {
        std::uint64_t firstSerial = 0;
        std::vector<AckState> states;
    };
    /** A copy, by serial, of those of which any was set; the others are as on arrival. */
    [[nodiscard]] std::vector<AckStates> changedAckStates() const;
    void setAckState(std::size_t row, AckState state);
    /** For ack:client: this row and every earlier one of the subscription that still waits; the
     * rows that changed lie in the span. */
    RowSpan setAckStateUpTo(std::size_t row, AckState state);

    /** Bytes of frames and rows that may be kept; the newest run stays in any case. */
    void setRetention(std::size_t bytes) { m_retention = {bytes, true}; }
    void setRetention(const Retention& retention) { m_retention = retention; }
    [[nodiscard]] std::size_t retention() const { return m_retention.bytes; }
    [[nodiscard]] bool retires() const { return m_retention.retires; }
    [[nodiscard]] std::size_t keptBytes() const { return m_keptBytes; }
    /** Of the kept ones, those in mapped files. */
    [[nodiscard]] std::size_t diskBytes() const { return m_diskBytes; }
    [[nodiscard]] std::size_t memoryBytes() const { return m_keptBytes - m_diskBytes; }
    /** The messages whose segments must stay: under the selection, in the viewport. */
    void setPins(std::span<const std::uint64_t> serials);
    /** Ask when nothing is in excess(). hasDisk: further segments are on disk. */
    [[nodiscard]] StoreStop stop(bool hasDisk) const;

    /** The oldest rows that are to be retired now, if any; ask again after retire(). */
    [[nodiscard]] std::optional<RowSpan> excess() const;
    /** Exactly what excess() said. */
    void retire(const RowSpan& span);
    /** Forgets the first so many rows, pinned or not. */
    void clear(std::size_t rows);
    /** Gives at most so many segments back that went with their rows; true while there are more.
     * Freeing a gigabyte at once would stall the caller. */
    bool releaseMemory(std::size_t maxSegments);

    [[nodiscard]] std::uint64_t appendedCount() const { return m_nextSerial; }
    [[nodiscard]] std::uint64_t clearedCount() const { return m_cleared; }
    [[nodiscard]] std::uint64_t retiredCount() const { return m_retired; }

    /** All that was ever appended, by source; the counts below are by its places. */
    [[nodiscard]] const SourceTally& sources() const { return m_sources; }
    [[nodiscard]] const SourceCounts& clearedBySource() const { return m_clearedBySource; }
    [[nodiscard]] const SourceCounts& retiredBySource() const { return m_retiredBySource; }
    /** Of the first so many rows that are kept; cheap but for a part of one segment. */
    [[nodiscard]] SourceCounts keptBySource(std::size_t rows) const;
    /** Of these, ascending, as far as they are kept. */
    [[nodiscard]] SourceCounts countBySource(std::span<const std::uint64_t> serials) const;

private:
    struct Run
    {
        SegmentRange range;
        std::uint64_t firstSerial = 0;
        std::size_t firstRow = 0; //!< number of its first row in the store
        std::size_t bytes = 0;
        SourceCounts sources;
        std::vector<AckState> acks; //!< empty until one was changed

        [[nodiscard]] const MessageRow& rowAt(std::size_t index) const
        {
            return range.segment->row(range.firstRow + index);
        }
        [[nodiscard]] AckState ackAt(std::size_t index) const;
    };

    [[nodiscard]] std::size_t runOfRow(std::size_t row) const;
    [[nodiscard]] bool isPinned(const Run& run) const;
    [[nodiscard]] const Run* runOfSerial(std::uint64_t serial) const;
    void setAck(Run& run, std::size_t index, AckState state);
    void countSources(const SegmentRange& range, SourceCounts& counts);
    [[nodiscard]] SourceCounts sourcesOf(const SegmentRange& range) const;
    void cutFront(Run& run, std::size_t rows);
    /** Adds what they held to gone. */
    void dropRuns(std::size_t first, std::size_t count, SourceCounts& gone);
    void renumber();

    std::vector<Run> m_runs;
    std::vector<std::uint64_t> m_pins; //!< ascending
    std::vector<SegmentPtr> m_discarded;
    std::size_t m_rowCount = 0;
    std::size_t m_keptBytes = 0;
    std::size_t m_diskBytes = 0;
    Retention m_retention;
    std::uint64_t m_nextSerial = 0;
    std::uint64_t m_cleared = 0;
    std::uint64_t m_retired = 0;
    SourceTally m_sources;
    SourceCounts m_clearedBySource;
    SourceCounts m_retiredBySource;
};

} // namespace Stomp
