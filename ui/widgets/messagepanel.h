#pragma once

#include <QList>
#include <QWidget>

class QAction;
class QLabel;
class QPushButton;
class QTimer;
class QToolBar;

namespace Ui {

class LedgerLine;
class MessagePump;
class MessageTableModel;
class MessageTableView;

/**
 * The centre of the window: the live table of all messages with pause and clear above it and the
 * ledger below. Owns no message; what is to be done with messages it only asks for.
 */
class MessagePanel : public QWidget
{
    Q_OBJECT

public:
    explicit MessagePanel(MessagePump& pump, QWidget* parent = nullptr);
    ~MessagePanel() override;

    [[nodiscard]] MessageTableView* view() const { return m_view; }
    /** For the window's menus: pause, clear, follow. */
    [[nodiscard]] QList<QAction*> tableActions() const;
    /** For the window's menus, and the table's own: what is done with the selected messages. */
    [[nodiscard]] QList<QAction*> messageActions() const;

    /** What stands in the empty table: how things are, and what to do next. */
    void setEmptyText(const QString& headline, const QString& hint);

Q_SIGNALS:
    /** The row that is opened for a closer look; -1 when there is none. */
    void currentMessageChanged(int row);
    /** ACK (accept) or NACK of messages that wait for it, by the store's numbers of them. */
    void acknowledgeRequested(const QList<quint64>& serials, bool accept);
    /** Load the row's message into the publish panel. */
    void loadRequested(int row);

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    void makeActions();
    void setUpColumns();
    void showInterestingColumns();
    void updateActions();
    void updatePaused();
    void updateLedger();
    void updateFollow();
    void updatePins();
    void placePill();
    void showMenu(const QPoint& place);
    void acknowledge(bool accept);
    void copy(bool wholeFrames);

    MessagePump& m_pump;
    MessageTableModel& m_model;
    QToolBar* m_toolBar;
    QLabel* m_pausedText;
    MessageTableView* m_view;
    QPushButton* m_pill;
    LedgerLine* m_ledger;
    QTimer* m_actionsDue; //!< many rows may change at once
    QAction* m_pause = nullptr;
    QAction* m_clear = nullptr;
    QAction* m_follow = nullptr;
    QAction* m_ackSeparator = nullptr;
    QAction* m_ack = nullptr;
    QAction* m_nack = nullptr;
    QAction* m_load = nullptr;
    QAction* m_copyBody = nullptr;
    QAction* m_copyFrame = nullptr;
};

} // namespace Ui
