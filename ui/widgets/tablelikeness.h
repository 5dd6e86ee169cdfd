#pragma once

#include <QList>
#include <QObject>

class QAction;

namespace Ui {

class MessagePanel;
class MessageTableModel;
class RowSearch;
class TableRemark;

/** From the current cell to the next or the previous message that is like its message, however many
 * lie between; says what it looks for, how far it is, and when it began again at the other end. */
class TableLikeness : public QObject
{
    Q_OBJECT

public:
    TableLikeness(MessagePanel& panel, MessageTableModel& model, TableRemark& remark);

    [[nodiscard]] QList<QAction*> actions() const { return {m_next, m_previous}; }

private:
    QAction* make(const char* iconName, const QString& text, const QKeySequence& key);
    void step(bool forwards);
    void go(int row, bool hasWrapped);
    void end(const QString& remark);
    void update();

    MessagePanel& m_panel;
    MessageTableModel& m_model;
    TableRemark& m_remark;
    RowSearch* m_search;
    QAction* m_next;
    QAction* m_previous;
    QAction* m_stop;
    QString m_words;
    bool m_isForwards = true;
};

} // namespace Ui
