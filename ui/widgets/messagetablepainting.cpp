// How MessageTableView paints its rows.

#include "emptytext.h"
#include "messagedelegate.h"
#include "messagetableview.h"

#include <ui/models/takenmessages.h>

#include <QHeaderView>
#include <QItemSelectionModel>
#include <QPaintEvent>
#include <QPainter>

#include <algorithm>

namespace Ui {

void MessageTableView::paintEvent(QPaintEvent* event)
{
    QPainter painter(viewport());
    if (rows() == 0) {
        paintEmptyText(painter, *viewport(), m_headline, m_hint);
        return;
    }
    QStyleOptionViewItem option;
    initViewItemOption(&option);
    option.state.setFlag(QStyle::State_Active, isActiveWindow());
    const int first = std::max(0, rowAt(event->rect().top()));
    const int last = std::min(rows() - 1, rowAt(event->rect().bottom()));
    for (int row = first; row <= last; ++row)
        paintRow(painter, option, row);
}

MessageTableView::Run MessageTableView::runAt(int row) const
{
    const QModelIndex start = model()->index(row, 0, rootIndex());
    if (const QVariant folded = start.data(RepeatsRole); folded.isValid())
        return {folded.toULongLong(), true, false};
    const QVariant unfolded = start.data(UnfoldedRole);
    return {unfolded.toULongLong(), unfolded.isValid(), unfolded.isValid()};
}

QRect MessageTableView::repeatsArea(int row) const
{
    if (row < firstVisibleRow() || row > lastVisibleRow())
        return {};
    const Run run = runAt(row);
    if (run.messages == 0)
        return {};
    const int width = m_delegate->repeatsWidth(run.messages);
    return {
        viewport()->width() - width, (row - firstVisibleRow()) * m_rowHeight, width, m_rowHeight};
}

void MessageTableView::paintRow(QPainter& painter, QStyleOptionViewItem& option, int row) const
{
    const QModelIndex start = model()->index(row, 0, rootIndex());
    const bool isSelected = selectionModel()->isSelected(start);
    option.state.setFlag(QStyle::State_Selected, isSelected);
    const int y = (row - firstVisibleRow()) * m_rowHeight;
    const QRect line(0, y, viewport()->width(), m_rowHeight);
    if (isSelected)
        painter.fillRect(line,
            palette().brush(
                hasFocus() ? QPalette::Active : QPalette::Inactive, QPalette::Highlight));
    option.rect = line;
    m_delegate->paintColour(painter, option, start);
    if (start.data(TakenRole).toBool())
        m_delegate->paintTaken(painter, option);
    const QString gap = start.data(GapRole).toString();
    if (!gap.isEmpty())
        m_delegate->paintGap(painter, option, gap);
    const Run run = runAt(row);
    const int badge = run.isAny ? m_delegate->repeatsWidth(run.messages) : 0;
    option.features.setFlag(QStyleOptionViewItem::HasDecoration); // the marks, in the first column
    for (int visual = 0; gap.isEmpty() && visual < horizontalHeader()->count(); ++visual) {
        const int column = horizontalHeader()->logicalIndex(visual);
        if (horizontalHeader()->isSectionHidden(column))
            continue;
        option.rect = QRect(horizontalHeader()->sectionViewportPosition(column), y,
            horizontalHeader()->sectionSize(column), m_rowHeight);
        option.rect.setRight(std::min(option.rect.right(), line.right() - badge));
        if (option.rect.right() >= 0 && option.rect.left() < line.width())
            itemDelegate()->paint(&painter, option, start.siblingAtColumn(column));
        option.features.setFlag(QStyleOptionViewItem::HasDecoration, false);
    }
    option.rect = line;
    if (run.messages > 0)
        m_delegate->paintRepeats(painter, option, run.messages, run.isUnfolded);
    else if (run.isAny)
        m_delegate->paintRunLine(painter, option, !runAt(row + 1).isContinued());
    if (hasFocus() && row == currentIndex().row()) {
        QStyleOptionFocusRect focus;
        focus.initFrom(this);
        focus.rect = line;
        focus.state |= QStyle::State_KeyboardFocusChange;
        style()->drawPrimitive(QStyle::PE_FrameFocusRect, &focus, &painter, this);
    }
}

} // namespace Ui
