#include "tableunfolding.h"

#include "icons.h"
#include "messagepanel.h"
#include "messagetableview.h"
#include "tableremark.h"
#include "wording.h"

#include <ui/models/messagetablemodel.h>

#include <QAction>
#include <QHelpEvent>
#include <QHoverEvent>
#include <QItemSelectionModel>
#include <QMouseEvent>
#include <QToolTip>

#include <algorithm>

namespace Ui {

TableUnfolding::TableUnfolding(MessagePanel& panel, MessageTableModel& model, TableRemark& remark)
    : QObject(&panel), m_panel(panel), m_model(model), m_remark(remark),
      m_unfold(make("view-unfold", tr("&Unfold This Row"), Qt::Key_Right)),
      m_fold(make("view-fold", tr("Fold This Row A&gain"), Qt::Key_Left))
{
    m_unfold->setObjectName(QStringLiteral("unfoldRun"));
    m_fold->setObjectName(QStringLiteral("foldRun"));
    m_unfold->setToolTip(tr("Give each message that is folded into this row its own (Right)"));
    m_fold->setToolTip(tr("Put the unfolded repeats into the row of the first again (Left)"));
    for (QAction* action : {m_unfold, m_fold})
        action->setStatusTip(action->toolTip());
    connect(m_unfold, &QAction::triggered, this, [this] { unfold(currentRow()); });
    connect(m_fold, &QAction::triggered, this, [this] { fold(currentRow()); });
    MessageTableView* const view = panel.view();
    connect(view->selectionModel(), &QItemSelectionModel::currentRowChanged, this,
        &TableUnfolding::update);
    connect(&model, &QAbstractItemModel::modelReset, this, &TableUnfolding::update);
    connect(&model, &QAbstractItemModel::rowsInserted, this, &TableUnfolding::update);
    connect(&model, &QAbstractItemModel::rowsRemoved, this, &TableUnfolding::update);
    connect(&model, &QAbstractItemModel::dataChanged, this, &TableUnfolding::update);
    view->viewport()->setAttribute(Qt::WA_Hover);
    view->viewport()->installEventFilter(this);
    update();
}

QAction* TableUnfolding::make(const char* iconName, const QString& text, Qt::Key key)
{
    auto* action = new QAction(icon(QLatin1StringView(iconName)), text, this);
    action->setShortcut(key);
    action->setShortcutContext(Qt::WidgetShortcut); // elsewhere it moves a cursor
    m_panel.view()->addAction(action);
    return action;
}

int TableUnfolding::currentRow() const
{
    return m_panel.view()->currentIndex().row();
}

void TableUnfolding::update()
{
    const int row = currentRow();
    m_unfold->setEnabled(row >= 0 && m_model.repeats(row) > 1);
    m_fold->setEnabled(row >= 0 && m_model.unfoldedRun(row).has_value());
}

void TableUnfolding::toggle(int row)
{
    if (m_model.unfoldedRun(row))
        fold(row);
    else
        unfold(row);
}

void TableUnfolding::unfold(int row)
{
    const std::size_t messages = row < 0 ? 1 : m_model.repeats(row);
    if (messages == 1)
        return;
    MessageTableView* const view = m_panel.view();
    view->setFollowing(false);
    view->scrollTo(m_model.index(row, 0)); // so that what is inserted is below what is in view
    const bool countsNewRows = view->isCountingNewRows();
    view->setCountingNewRows(false);
    m_model.unfoldRun(row);
    view->setCountingNewRows(countsNewRows);
    m_remark.say(
        tr("Each of the %1 has its own row; Left folds them again").arg(countText(messages)));
}

void TableUnfolding::fold(int row)
{
    const auto run = m_model.unfoldedRun(row);
    if (!run)
        return;
    handOn(run->firstRow, run->rows);
    m_model.foldRun(row);
    m_panel.view()->scrollTo(m_model.index(run->firstRow, 0));
    m_remark.take();
}

void TableUnfolding::handOn(int firstRow, int rows)
{
    QItemSelectionModel& chosen = *m_panel.view()->selectionModel();
    const auto goes = [firstRow, rows](int first, int last) {
        return last > firstRow && first < firstRow + rows;
    };
    const QItemSelection selection = chosen.selection();
    const bool isAnySelected = std::any_of(selection.begin(), selection.end(),
        [&goes](const QItemSelectionRange& range) { return goes(range.top(), range.bottom()); });
    if (isAnySelected)
        chosen.select(
            m_model.index(firstRow, 0), QItemSelectionModel::Select | QItemSelectionModel::Rows);
    const QModelIndex current = chosen.currentIndex();
    if (current.isValid() && goes(current.row(), current.row()))
        chosen.setCurrentIndex(
            m_model.index(firstRow, current.column()), QItemSelectionModel::NoUpdate);
}

int TableUnfolding::rowWhoseCountIsAt(const QPoint& place) const
{
    const MessageTableView* const view = m_panel.view();
    const int row = view->firstVisibleRow() + place.y() / view->rowHeight();
    return view->repeatsArea(row).contains(place) ? row : -1;
}

void TableUnfolding::tell(int row, const QPoint& globalPlace) const
{
    const auto run = m_model.unfoldedRun(row);
    QToolTip::showText(globalPlace,
        run ? tr("Click to fold these %1 into one row again (Left)")
                  .arg(countText(quint64(run->rows)))
            : tr("Click to give each of these %1 its own row (Right)")
                  .arg(countText(m_model.repeats(row))),
        m_panel.view()->viewport());
}

bool TableUnfolding::eventFilter(QObject* watched, QEvent* event)
{
    if (event->type() == QEvent::HoverMove) {
        const QPoint place = static_cast<QHoverEvent*>(event)->position().toPoint();
        const bool isOver = rowWhoseCountIsAt(place) >= 0;
        if (std::exchange(m_isOverCount, isOver) != isOver)
            m_panel.view()->viewport()->setCursor(
                isOver ? Qt::PointingHandCursor : Qt::ArrowCursor);
    } else if (event->type() == QEvent::ToolTip) {
        const auto* help = static_cast<QHelpEvent*>(event);
        if (const int row = rowWhoseCountIsAt(help->pos()); row >= 0) {
            tell(row, help->globalPos());
            return true;
        }
    } else if (event->type() == QEvent::MouseButtonPress
        || event->type() == QEvent::MouseButtonDblClick) {
        const auto* press = static_cast<QMouseEvent*>(event);
        const int row =
            press->button() == Qt::LeftButton ? rowWhoseCountIsAt(press->position().toPoint()) : -1;
        if (row >= 0) {
            m_isPressed = true;
            m_panel.view()->setFocus(Qt::MouseFocusReason);
            if (event->type() == QEvent::MouseButtonPress)
                toggle(row);
            return true;
        }
    } else if (event->type() == QEvent::MouseButtonRelease) {
        if (std::exchange(m_isPressed, false))
            return true;
    }
    return QObject::eventFilter(watched, event);
}

} // namespace Ui
