#pragma once

#include <QPersistentModelIndex>
#include <QToolButton>

#include <functional>

class QAbstractItemView;
class QAction;

namespace Ui {

/**
 * An action of a view's rows as a small button in the row under the mouse, or else in the current
 * one, at the right end of a column. A click makes the row the current one and triggers the action;
 * for the keyboard the action has its shortcut. Laid over the view, which knows nothing of it.
 */
class RowButton : public QToolButton
{
    Q_OBJECT

public:
    using IsOffered = std::function<bool(const QModelIndex& row)>;

    /** The action acts on the current row; it is not offered where the function says so. */
    RowButton(QAbstractItemView& view, int column, QAction& action, IsOffered isOffered);

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    void hover(const QModelIndex& index);
    void place();
    void act();

    QAbstractItemView& m_view;
    int m_column;
    QAction& m_action;
    IsOffered m_isOffered;
    QPersistentModelIndex m_hovered;
};

} // namespace Ui
