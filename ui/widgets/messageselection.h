#pragma once

#include <QByteArray>
#include <QList>

#include <string>
#include <utility>

class QItemSelectionModel;

namespace Stomp {
class MessageText;
}

namespace Ui {

class MessageTableModel;

/** The selected messages of the table, in its order, and what can be done with them. */
class MessageSelection
{
public:
    /** More is not put on the clipboard: it would take minutes, and nobody pastes it. */
    static constexpr quint64 copyLimit = 64 * 1024 * 1024;

    MessageSelection(const MessageTableModel& model, const QItemSelectionModel& selection);

    [[nodiscard]] bool isEmpty() const { return m_ranges.isEmpty(); }
    [[nodiscard]] int count() const; //!< of rows
    /** count(), with what is folded into the rows. */
    [[nodiscard]] quint64 messageCount() const;
    /** The first and the last message's number of each selected part, ascending, with what is
     * folded into its rows. The table's gaps and what a filter hides may lie between them. */
    [[nodiscard]] QList<std::pair<quint64, quint64>> serialSpans() const;
    /** Of those that wait for an acknowledgement, also folded ones. */
    [[nodiscard]] QList<quint64> waitingSerials() const;
    /** Enough to know whether there are any. */
    [[nodiscard]] bool hasWaiting() const;
    /** The rows that are messages, at most so many. */
    [[nodiscard]] QList<int> messageRows(qsizetype most) const;
    /** There are messages, with so many bytes at most. */
    [[nodiscard]] bool isUpTo(quint64 bytes) const;
    [[nodiscard]] bool canCopy() const { return isUpTo(copyLimit); }
    /** One after another, each on a line of its own; bytes as they came. */
    [[nodiscard]] QByteArray bodies() const;
    [[nodiscard]] QByteArray frames() const;
    /** In the text's form; returns how many. */
    qsizetype appendTo(Stomp::MessageText& text, std::string& out) const;

private:
    [[nodiscard]] QList<std::pair<quint64, quint64>> serialSpansOfSorted() const;
    struct Rows
    {
        int first = 0;
        int last = 0;
    };

    /** Until visit says false. */
    template <typename Visit>
    void forEachRow(Visit visit) const;
    /** By their numbers; no gaps. */
    template <typename Visit>
    void forEachMessage(Visit visit) const;

    const MessageTableModel& m_model;
    QList<Rows> m_ranges;
};

} // namespace Ui
