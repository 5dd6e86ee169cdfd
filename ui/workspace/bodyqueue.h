#pragma once

#include <stomp/messages/messagestore.h>

#include <cstdint>
#include <deque>
#include <vector>

namespace Ui {

/**
 * The messages that something has still to look at, in the order of their serials, some of which
 * may be left out. Holds their segments. One thread at a time.
 */
class BodyQueue
{
public:
    /** Drops all of the messages before. end: the serial behind all of them. */
    void assign(const std::vector<Stomp::NumberedRange>& messages, std::uint64_t end);
    /** Further ones, behind all others. */
    void add(const Stomp::NumberedRange& messages);
    /** Leaves out those from first to before end; how many these were. */
    std::uint64_t forget(std::uint64_t first, std::uint64_t end);

    [[nodiscard]] bool isEmpty() const { return m_ranges.empty(); }
    [[nodiscard]] std::uint64_t count() const { return m_count; }
    /** Of the next one; when it is empty, the serial behind all that it ever had. */
    [[nodiscard]] std::uint64_t next() const
    {
        return m_ranges.empty() ? m_end : m_ranges.front().firstSerial;
    }
    /** How many of one segment come next. */
    [[nodiscard]] std::uint32_t nextRows() const { return m_ranges.front().range.rowCount; }
    /** Takes so many of them, nextRows() at most. */
    [[nodiscard]] Stomp::NumberedRange take(std::uint32_t rows);

private:
    std::deque<Stomp::NumberedRange> m_ranges;
    std::uint64_t m_count = 0;
    std::uint64_t m_end = 0;
};

} // namespace Ui
