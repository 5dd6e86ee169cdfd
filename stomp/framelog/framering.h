#pragma once

#include "framerecord.h"

#include <cstddef>
#include <cstdint>
#include <deque>

namespace Stomp {

/**
 * The last frames, bounded in number and bytes. Folds heart-beats that follow each other into one
 * record, those of several connections and directions side by side. Who appends drops what is over
 * the bounds, and nothing goes uncounted. One thread.
 */
class FrameRing
{
public:
    /** Whichever is reached first. */
    struct Limits
    {
        std::size_t frames = 20'000;
        std::size_t bytes = 32 * 1024 * 1024;
    };
    struct Appended
    {
        std::uint64_t serial = 0;
        bool folded = false; //!< into an earlier record, which has this serial
    };

    FrameRing() = default;
    explicit FrameRing(Limits limits) : m_limits(limits) { }

    Appended append(FrameRecord record);
    /** Records at the beginning that are to go; the newest stays in any case. */
    [[nodiscard]] std::size_t excess() const;
    void dropOldest(std::size_t records);
    /** These were dropped before they came here. */
    void addDropped(std::uint64_t frames) { m_dropped += frames; }
    /** Empty, with nothing dropped; serials go on. */
    void clear();
    /** Empty, what was in it is the caller's; dropped() begins anew. */
    [[nodiscard]] std::deque<FrameRecord> takeAll();

    [[nodiscard]] std::size_t size() const { return m_records.size(); }
    [[nodiscard]] const FrameRecord& at(std::size_t index) const { return m_records[index]; }
    /** Null when it has gone. */
    [[nodiscard]] const FrameRecord* find(std::uint64_t serial) const;
    /** Of a record that is there. */
    [[nodiscard]] std::size_t indexOf(std::uint64_t serial) const;
    [[nodiscard]] std::uint64_t firstSerial() const { return m_nextSerial - m_records.size(); }
    /** Of frames and what is kept about them. */
    [[nodiscard]] std::size_t bytes() const { return m_bytes; }
    [[nodiscard]] std::uint64_t dropped() const { return m_dropped; }
    [[nodiscard]] const Limits& limits() const { return m_limits; }

private:
    [[nodiscard]] FrameRecord* foldable(const FrameRecord& record);

    Limits m_limits;
    std::deque<FrameRecord> m_records; //!< with consecutive serials
    std::uint64_t m_nextSerial = 1;
    std::size_t m_bytes = 0;
    std::uint64_t m_dropped = 0;
};

} // namespace Stomp
