#pragma once

#include <QObject>

class QAction;
class QTimer;

namespace Ui {

class MessagePanel;
class MessagePump;
class TablePill;
class TableRemark;

/**
 * Folds repeats in the message table on request: successive messages of one destination with the
 * same body in the row of the first, so that no row changes what it shows under the reader. In the
 * order of arrival: sorted, each has its own row until that order is back. Says what it does, and
 * how far it is where that takes a while, with a way to stop.
 */
class TableFolding : public QObject
{
    Q_OBJECT

public:
    TableFolding(MessagePump& pump, MessagePanel& panel, TableRemark& remark);

    [[nodiscard]] QAction* action() const { return m_action; }

private:
    void fold(bool folds);
    void sortingChanged();
    void update();
    void updateNotice();
    void updatePill();

    MessagePump& m_pump;
    TableRemark& m_remark;
    QAction* m_action;
    QAction* m_notice; //!< above the table, as long as it folds
    TablePill* m_pill;
    QTimer* m_progressDue;
    bool m_wasSorted = false;
};

} // namespace Ui
