#pragma once

#include "connectiongap.h"

#include <cstddef>
#include <optional>
#include <vector>

namespace Ui {

/**
 * The gaps of a message table, each at its place between messages, and the way from the table's
 * rows to messages and back. Keeps no record of any row: only the few gaps, which go with the
 * messages around them, so that they are never more than those. Message numbers are positions in
 * the store.
 */
class GapList
{
public:
    /** After so many messages, which are not fewer than for the one before. */
    void append(int messagesBefore, const ConnectionGap& gap);
    [[nodiscard]] int count() const { return static_cast<int>(m_entries.size()); }
    /** Gaps with at most so many messages before them. */
    [[nodiscard]] int countUpTo(int messages) const;

    [[nodiscard]] int rowOfMessage(int message) const { return message + countUpTo(message); }
    [[nodiscard]] int rowOfGap(int gap) const;
    /** The gap in this row, if it is one. */
    [[nodiscard]] std::optional<int> gapAtRow(int row) const;
    /** The message in this row; of a gap's row, the one after it. */
    [[nodiscard]] int messageAtRow(int row) const;

    [[nodiscard]] const ConnectionGap& at(int gap) const { return m_entries[std::size_t(gap)].gap; }
    [[nodiscard]] ConnectionGap& at(int gap) { return m_entries[std::size_t(gap)].gap; }
    /** The newest one of this connection. */
    [[nodiscard]] std::optional<int> lastOf(quint32 connection) const;
    [[nodiscard]] int messagesBefore(int gap) const { return m_entries[std::size_t(gap)].before; }

    /** So many messages from first on have gone, and these gaps (the first of them and how many)
     * with them. */
    void remove(int first, int messages, int firstGap, int gaps);

private:
    struct Entry
    {
        int before = 0;
        ConnectionGap gap;
    };
    std::vector<Entry> m_entries;
};

} // namespace Ui
