#pragma once

#include "messagefiltering.h"
#include "sortworker.h"

#include <QObject>
#include <QString>

#include <memory>
#include <utility>

namespace Ui {

/**
 * Sorts the message table on demand: what is there, by one column, on a worker. Meanwhile and
 * afterwards the table shows nothing that has come since; sorting again takes that in. Another
 * filter sorts its hits anew, once it has looked through all. The pump tells it what goes and when
 * to look. Window's thread.
 */
class MessageSorting : public QObject
{
    Q_OBJECT

public:
    /** All must outlive it. */
    MessageSorting(const Stomp::MessageStore& store, MessageTableModel& model,
        MessageFiltering& filtering, QObject* parent = nullptr);

    enum class State : quint8
    {
        Off, //!< in the order of arrival
        Sorting, //!< on the way, or waiting for the filter
        Sorted
    };
    [[nodiscard]] State state() const { return m_state; }
    /** MessageTableModel::keyOf() the column; empty when off. */
    [[nodiscard]] const QString& column() const { return m_column; }
    [[nodiscard]] bool isDescending() const { return m_isDescending; }
    /** A part of 1, of Sorting. */
    [[nodiscard]] double progress() const;
    /** Messages that have come since and would be shown, were the table not sorted. */
    [[nodiscard]] quint64 newMessages() const;

    /** By State too: by what it says when sorting begins. */
    [[nodiscard]] bool canSortBy(int column) const;
    void sortBy(int column, bool descending);
    /** By the same column, with what has come since. */
    void sortAgain();
    /** In the order of arrival. */
    void stop();

    // For the pump.
    /** Before these rows leave the store. */
    void removing(const Stomp::RowSpan& span);
    /** Takes what is done; after the filter's hits and the new rows are shown. */
    void advance();
    [[nodiscard]] bool isBusy() const { return m_state == State::Sorting; }

Q_SIGNALS:
    /** state(), column() or isDescending(). */
    void changed();

private:
    [[nodiscard]] Stomp::SortKey keyOf(int column) const;
    [[nodiscard]] int columnNumber() const;
    void await();
    void begin();
    void finish(std::unique_ptr<SortedOrder> order);
    void filterChanged();

    const Stomp::MessageStore& m_store;
    MessageTableModel& m_model;
    MessageFiltering& m_filtering;
    std::unique_ptr<SortWorker> m_worker; //!< from the first sorting on
    State m_state = State::Off;
    QString m_column;
    bool m_isDescending = false;
    bool m_isBegun = false; //!< else it waits for the filter
    Stomp::MessageFilter m_filter; //!< whose hits are sorted
    QList<std::pair<quint64, quint64>> m_gone; //!< left the store meanwhile: from, to before
};

} // namespace Ui
