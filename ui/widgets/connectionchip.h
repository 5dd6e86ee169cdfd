#pragma once

#include <QFrame>

class QLabel;
class QMenu;
class QToolButton;

namespace Ui {

class Connection;
class TonedLabel;

/**
 * One connection in the bar: a state light by shape, colour and word, its name, what answered, and
 * whether reading is paused; of a lost one when it is tried again, with what ends the wait. Click
 * or Space chooses it, Delete or the cross takes it away.
 */
class ConnectionChip : public QFrame
{
    Q_OBJECT

public:
    explicit ConnectionChip(Connection* connection, QWidget* parent = nullptr);

    [[nodiscard]] Connection* connection() const { return m_connection; }
    void setCurrent(bool current);
    [[nodiscard]] bool isCurrent() const { return m_isCurrent; }
    /** The state in words, as shown. */
    [[nodiscard]] QString stateText() const;

Q_SIGNALS:
    void chosen();
    void removeRequested();
    void examineRequested();
    void reconnectRequested();
    void disconnectRequested();
    /** Without DISCONNECT. */
    void dropRequested();

protected:
    void mousePressEvent(QMouseEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void contextMenuEvent(QContextMenuEvent* event) override;
    void paintEvent(QPaintEvent* event) override;
    void changeEvent(QEvent* event) override;

private:
    void showState();
    void showLock();
    void toggleLock();
    void addDialects(QMenu* menu);

    Connection* m_connection;
    QLabel* m_light;
    QLabel* m_name;
    TonedLabel* m_state;
    QToolButton* m_lock; //!< of production only
    QToolButton* m_reconnect;
    QToolButton* m_stop;
    QToolButton* m_close;
    bool m_isCurrent = false;
};

} // namespace Ui
