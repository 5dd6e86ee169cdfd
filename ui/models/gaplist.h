#pragma once

#include "connectiongap.h"

#include <cstddef>
#include <optional>
#include <vector>

namespace Ui {

/**
 * The gaps of a message table, each at its place between messages, and the way from the table's
 * rows to messages and back. Keeps no record of any row: only the few gaps, which go with the
 * messages around them, so that they are never more than those. A gap's place is the serial of the
 * message after it; where that is in the table is known once it is shown. Messages are numbered as
 * the table shows them.
 */
class GapList
{
public:
    /** Before the message that will have this serial, which is not below that of the gap before. */
    void append(quint64 beforeSerial, const ConnectionGap& gap);
    /** All of them, those that are not shown at the end. */
    [[nodiscard]] int count() const { return static_cast<int>(m_entries.size()); }
    [[nodiscard]] int shownCount() const { return m_shown; }

    /** Shows one more, behind so many messages of the table. */
    void showNext(int messagesBefore);
    /** None is shown any more. */
    void hideAll() { m_shown = 0; }

    /** Shown gaps with at most so many messages before them. */
    [[nodiscard]] int countUpTo(int messages) const;
    /** All gaps, shown or not, whose place is not behind this one. */
    [[nodiscard]] int countUpToSerial(quint64 serial) const;

    // Of shown ones.
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
    [[nodiscard]] quint64 serialAfter(int gap) const { return m_entries[std::size_t(gap)].serial; }

    /** So many more messages are shown from this number on: further ones of a run. */
    void insert(int first, int messages);
    /** So many shown messages from first on have gone, and these gaps (the first of them and how
     * many, shown or not) with them. */
    void remove(int first, int messages, int firstGap, int gaps);

private:
    struct Entry
    {
        quint64 serial = 0; //!< of the message after it
        int before = 0; //!< messages of the table, once it is shown
        ConnectionGap gap;
    };
    std::vector<Entry> m_entries;
    int m_shown = 0;
};

} // namespace Ui
