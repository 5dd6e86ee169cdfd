#pragma once

#include "settlingoffer.h"

#include <QList>
#include <QWidget>

#include <functional>

class QAction;
class QLabel;
class QMenu;
class QModelIndex;
class QTimer;
class QToolBar;

namespace Ui {

class ColumnMenu;
class FilterLine;
class LedgerLine;
class LedgerTable;
class MessagePump;
class MessageTableModel;
class MessageTableView;
class TableColumns;
class TablePill;
class TablePlace;

/**
 * The centre of the window: the live table of all messages with pause, clear and the filter
 * above it and the ledger below. Owns no message; what is to be done with messages it only asks
 * for.
 */
class MessagePanel : public QWidget
{
    Q_OBJECT

public:
    explicit MessagePanel(MessagePump& pump, QWidget* parent = nullptr);
    ~MessagePanel() override;

    [[nodiscard]] MessageTableView* view() const { return m_view; }
    [[nodiscard]] const TablePlace& place() const { return *m_place; }
    [[nodiscard]] TableColumns& columns() const { return *m_columns; }
    [[nodiscard]] ColumnMenu& columnMenu() const { return *m_columnMenu; }
    [[nodiscard]] FilterLine* filterLine() const { return m_filter; }
    /** For the window's menus: pause, clear, follow. */
    [[nodiscard]] QList<QAction*> tableActions() const;
    /** ACK and NACK of the selected messages; NACK in the forms that brokers have. */
    [[nodiscard]] QAction* acknowledgeAction() const { return m_ack; }
    [[nodiscard]] QList<QAction*> rejectActions() const { return {m_nack, m_requeue, m_drop}; }
    /** Beside pause, clear and follow above the table. */
    void addToToolBar(QAction* action);
    /** For the window's menus, and the table's own: what is done with the selected messages. */
    [[nodiscard]] QList<QAction*> messageActions() const;

    /** Asked for what acknowledging the selected messages would do, to say so beforehand. */
    using SettlingOffers = std::function<SettlingOffer(const QList<quint64>& serials)>;
    void setSettlingOffers(SettlingOffers offers) { m_offers = std::move(offers); }

    /** Asked for more when the menu of a row is opened; cell: what was clicked, if anything. */
    using MenuPart = std::function<void(QMenu& menu, const QModelIndex& cell)>;
    void addMenuPart(MenuPart part) { m_menuParts.append(std::move(part)); }

    /** What stands in the empty table: how things are, and what to do next. */
    void setEmptyText(const QString& headline, const QString& hint);

Q_SIGNALS:
    /** The row that is opened for a closer look; -1 when there is none. */
    void currentMessageChanged(int row);
    /** ACK (accept) or NACK of messages that wait for it, by the store's numbers of them. */
    void acknowledgeRequested(const QList<quint64>& serials, bool accept);
    /** Show the row's message in the frame log. */
    void showFrameRequested(int row);
    /** NACK where the broker lets us choose: put back into the queue, or drop. */
    void rejectRequested(const QList<quint64>& serials, bool requeue);
    /** Load the row's message into the publish panel. */
    void loadRequested(int row);

private:
    void makeActions();
    void showInterestingColumns();
    void updateActions();
    void updatePaused();
    void updateLedger();
    void updateFilter();
    void updateEmptyText();
    void updateFollow();
    void updatePins();
    void showMenu(const QPoint& place);
    void acknowledge(bool accept);
    void reject(bool requeue);
    void updateSettling(const QList<quint64>& waiting, bool isWaiting);
    [[nodiscard]] QList<quint64> waitingSerials() const;
    void copy(bool wholeFrames);

    /** More are acknowledged as well, without saying beforehand how many go with them. */
    static constexpr int maxOffered = 20'000;
    /** Of a larger selection only the current message is kept from retiring. */
    static constexpr int mostPinned = 10'000;

    MessagePump& m_pump;
    SettlingOffers m_offers;
    QList<MenuPart> m_menuParts;
    MessageTableModel& m_model;
    QToolBar* m_toolBar;
    QLabel* m_pausedText;
    FilterLine* m_filter;
    MessageTableView* m_view;
    TablePill* m_pill;
    LedgerLine* m_ledger;
    LedgerTable* m_sources;
    TableColumns* m_columns = nullptr;
    ColumnMenu* m_columnMenu = nullptr;
    TablePlace* m_place = nullptr;
    QTimer* m_actionsDue; //!< many rows may change at once
    QAction* m_pause = nullptr;
    QAction* m_clear = nullptr;
    QAction* m_follow = nullptr;
    QAction* m_editFilter = nullptr;
    QAction* m_ackSeparator = nullptr;
    QAction* m_ack = nullptr;
    QAction* m_nack = nullptr;
    QAction* m_requeue = nullptr;
    QAction* m_drop = nullptr;
    QAction* m_load = nullptr;
    QAction* m_showFrame = nullptr;
    QAction* m_copyBody = nullptr;
    QAction* m_copyFrame = nullptr;
    QString m_headline;
    QString m_hint;
};

} // namespace Ui
