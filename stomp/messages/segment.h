#pragma once

#include "memoryblock.h"

#include <stomp/protocol/version.h>

#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

namespace Stomp {

/** What is kept of a message besides its bytes: 32 bytes a message. */
struct MessageRow
{
    std::int64_t receivedUs = 0; //!< UTC, microseconds since the epoch
    std::uint32_t offset = 0; //!< of the frame's bytes in its segment
    std::uint32_t length = 0; //!< of the frame's bytes, without NUL
    std::uint32_t bodyOffset = 0; //!< FrameView::bodyOffset()
    std::uint32_t subscription = 0; //!< SubscriptionKey; 0 is unsolicited
    std::uint32_t connection = 0; //!< number of the connection
    Version version = Version::V12;
    std::uint8_t flags = 0; //!< MessageFlag

    [[nodiscard]] std::uint32_t bodySize() const { return length - bodyOffset; }
};
static_assert(sizeof(MessageRow) == 32);

enum MessageFlag : std::uint8_t
{
    RedeliveredFlag = 1,
    NeedsAckFlag = 2, //!< came on a client or client-individual subscription
    OddFlag = 4, //!< FrameView::oddities were not empty
    AckedOnArrivalFlag = 8, //!< by the session, so that nobody else needs to
    ReplyFlag = 16, //!< answers a request that this connection sent
};

/**
 * A block of received frames, appended by one thread and read by others. Bytes and rows never move
 * and are never changed once appended, so a reader may look at all rows that it was told of (the
 * feed's mutex orders that) while the writer goes on behind them.
 */
class Segment
{
public:
    /** Bytes after the used ones that may be read (simdjson reads up to 64 past a body). */
    static constexpr std::size_t slack = 64;

    Segment(std::size_t capacityBytes, std::size_t capacityRows);
    /** With a place on disk; not valid when that cannot be, and then problem says why. */
    Segment(std::size_t capacityBytes, std::size_t capacityRows, const DiskPlace& place,
        std::string& problem);

    /** False when the system had no memory for it; then nothing fits. */
    [[nodiscard]] bool isValid() const { return m_bytes != nullptr; }
    /** It has a place on disk, whether it is there already or not. */
    [[nodiscard]] bool isOnDisk() const { return m_memory.isOnDisk(); }
    /** Writer: false when the frame does not fit. row.offset and row.length are set here. */
    [[nodiscard]] bool append(std::string_view bytes, MessageRow row);
    /** Any thread, once nothing is appended any more: to its place on disk, under the eyes of
     * those who read it. False when it stays in memory; problem then says why. */
    [[nodiscard]] bool moveToDisk(std::string& problem);
    /** Writer, when nobody else holds it any more: empty again, pages kept. False when it has moved
     * and cannot be. */
    [[nodiscard]] bool recycle();

    [[nodiscard]] std::size_t rowCount() const { return m_rowCount; } //!< the writer's view
    [[nodiscard]] const MessageRow& row(std::size_t index) const { return m_rows[index]; }
    [[nodiscard]] std::string_view bytes(const MessageRow& row) const
    {
        return {m_bytes + row.offset, row.length};
    }
    [[nodiscard]] std::size_t capacityBytes() const { return m_capacityBytes; }
    [[nodiscard]] std::size_t capacityRows() const { return m_capacityRows; }
    [[nodiscard]] std::size_t usedBytes() const { return m_usedBytes; } //!< the writer's view

private:
    Segment(MemoryBlock memory, std::size_t capacityBytes, std::size_t capacityRows);

    /** Where the rows begin in the memory. */
    [[nodiscard]] std::size_t rowsOffset() const;

    MemoryBlock m_memory;
    char* m_bytes = nullptr;
    MessageRow* m_rows = nullptr;
    std::size_t m_capacityBytes = 0;
    std::size_t m_capacityRows = 0;
    std::size_t m_usedBytes = 0;
    std::size_t m_rowCount = 0;
};

using SegmentPtr = std::shared_ptr<Segment>;

/** Consecutive rows of one segment: what crosses from the I/O thread to the store. */
struct SegmentRange
{
    SegmentPtr segment;
    std::uint32_t firstRow = 0;
    std::uint32_t rowCount = 0;

    /** What these rows take: their frames and themselves. */
    [[nodiscard]] std::size_t bytes() const;
};

} // namespace Stomp
