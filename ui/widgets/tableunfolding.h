#pragma once

#include <QObject>

class QAction;
class QPoint;

namespace Ui {

class MessagePanel;
class MessageTableModel;
class TableRemark;

/**
 * Unfolds one folded row of the message table, and folds it again: by a click on how many it
 * stands for, by Right and Left, from the menus. The rows above stay where they are, and the
 * selection too, but what is folded away hands it on to the row that it is folded into.
 */
class TableUnfolding : public QObject
{
    Q_OBJECT

public:
    TableUnfolding(MessagePanel& panel, MessageTableModel& model, TableRemark& remark);

    /** Of the current row; disabled where they have nothing to do. */
    [[nodiscard]] QList<QAction*> actions() const { return {m_unfold, m_fold}; }

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    [[nodiscard]] QAction* make(const char* iconName, const QString& text, Qt::Key key);
    [[nodiscard]] int rowWhoseCountIsAt(const QPoint& place) const; //!< or -1
    [[nodiscard]] int currentRow() const;
    void toggle(int row);
    void unfold(int row);
    void fold(int row);
    void handOn(int firstRow, int rows);
    void tell(int row, const QPoint& globalPlace) const;
    void update();

    MessagePanel& m_panel;
    MessageTableModel& m_model;
    TableRemark& m_remark;
    QAction* m_unfold;
    QAction* m_fold;
    bool m_isPressed = false; //!< on a count: the view does not know
    bool m_isOverCount = false;
};

} // namespace Ui
