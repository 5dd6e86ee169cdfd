#pragma once

#include <QObject>

class QMenu;
class QTimer;

namespace Ui {

class MessagePanel;
class MessagePump;
class TablePill;

/**
 * Sorts the message table by its header: a click ascending, another descending, a third back to the
 * order of arrival; or by the header's menu. Says how far it is, with a way to stop, and what has
 * come since. Sorted, the table does not follow.
 */
class TableSorting : public QObject
{
    Q_OBJECT

public:
    TableSorting(MessagePump& pump, MessagePanel& panel);

    /** As if its header was clicked. */
    void click(int column);

private:
    void fillMenu(QMenu& menu, int column);
    void update();
    void updateHeader();
    void updatePill();
    void pressPill();

    MessagePump& m_pump;
    MessagePanel& m_panel;
    TablePill* m_pill;
    QTimer* m_progressDue;
    bool m_wasFollowing = false; //!< before it was sorted
    bool m_wasSorted = false;
};

} // namespace Ui
