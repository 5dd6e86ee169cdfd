#pragma once

#include "filterlook.h"

#include <ui/models/messagetablemodel.h>

#include <QObject>

namespace Ui {

/**
 * The filter of the message table, and its folding of repeats: looks through the store and what
 * comes, and hands the look's hits to the table's model, in order. The pump tells it what comes and
 * goes, and when to take hits. Window's thread.
 */
class MessageFiltering : public QObject
{
    Q_OBJECT

public:
    /** All must outlive it; what comes and goes the pump tells the look's worker. */
    MessageFiltering(const Stomp::MessageStore& store, MessageTableModel& model, FilterLook& look,
        QObject* parent = nullptr);

    /** An empty filter shows all. The same one again does nothing. */
    void set(const Stomp::MessageFilter& filter);
    [[nodiscard]] const Stomp::MessageFilter& filter() const { return m_filter; }
    [[nodiscard]] bool isActive() const { return m_model.isFiltered(); }
    /** Folds successive messages that repeat one another, of those that the filter wants. */
    void setFolding(bool folds);
    [[nodiscard]] bool isFolding() const { return m_model.isFolded(); }

    /** Halted, it looks at no further message until it goes on; none is lost. */
    void setHalted(bool halted);
    [[nodiscard]] bool isHalted() const { return m_isHalted; }

    struct Progress
    {
        quint64 looked = 0; //!< messages of the store
        quint64 of = 0;
    };
    [[nodiscard]] Progress progress() const;
    /** There is more to look at, and it is being done. */
    [[nodiscard]] bool isBusy() const;
    /** The messages that were there when the filter was set are not all looked at yet. */
    [[nodiscard]] bool isFirstPass() const;
    /** Rows of the store that the user has seen go by: shown, hidden, or there when the filter was
     * set. */
    [[nodiscard]] std::size_t seenRows() const;

    /** For the pump: gives the model what was found since. */
    void takeHits();

Q_SIGNALS:
    /** filter(), isFolding() or isHalted(). */
    void changed();

private:
    [[nodiscard]] bool isLooking() const { return isActive() || isFolding(); }
    void begin(bool folds);

    const Stomp::MessageStore& m_store;
    MessageTableModel& m_model;
    FilterLook& m_look;
    Stomp::MessageFilter m_filter;
    quint64 m_firstPassEnd = 0;
    bool m_isHalted = false;
};

} // namespace Ui
