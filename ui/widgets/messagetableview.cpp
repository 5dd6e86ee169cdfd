#include "messagetableview.h"

#include "headerwithoutrows.h"
#include "messagedelegate.h"
#include "theme.h"

#include <QAbstractButton>
#include <QKeyEvent>
#include <QScrollBar>
#include <QWheelEvent>

#include <algorithm>
#include <utility>

namespace Ui {

MessageTableView::MessageTableView(QWidget* parent)
    : QTableView(parent), m_delegate(new MessageDelegate(this))
{
    setVerticalHeader(new HeaderWithoutRows(this));
    verticalHeader()->hide();
    // The button in the corner of the headers, which only the base class's layout would place.
    for (auto* button : findChildren<QAbstractButton*>(Qt::FindDirectChildrenOnly))
        button->hide();
    setItemDelegate(m_delegate);
    setSelectionBehavior(SelectRows);
    setSelectionMode(ExtendedSelection);
    setVerticalScrollMode(ScrollPerItem);
    setVerticalScrollBarPolicy(Qt::ScrollBarAlwaysOn);
    setTabKeyNavigation(false);
    horizontalHeader()->setStretchLastSection(true);
    horizontalHeader()->setHighlightSections(false);
    horizontalHeader()->setSectionsMovable(true);
    horizontalHeader()->setSectionsClickable(false);
    horizontalHeader()->setDefaultAlignment(Qt::AlignLeft | Qt::AlignVCenter);
    // Whatever the reader does with the scroll bar; programs do not trigger actions.
    connect(verticalScrollBar(), &QAbstractSlider::actionTriggered, this, [this] {
        if (verticalScrollBar()->sliderPosition() < verticalScrollBar()->maximum())
            setFollowing(false);
    });
    updateRowHeight();
}

MessageTableView::~MessageTableView() = default;

void MessageTableView::setModel(QAbstractItemModel* model)
{
    disconnect(m_removal);
    QTableView::setModel(model);
    if (model)
        m_removal = connect(model, &QAbstractItemModel::rowsRemoved, this,
            [this](const QModelIndex&, int start, int end) { rowsRemoved(start, end); });
}

void MessageTableView::reset()
{
    QTableView::reset();
    m_newRows = 0;
    m_owedRows = 0;
    updateVerticalRange();
    viewport()->update();
    Q_EMIT followChanged();
    Q_EMIT viewMoved();
}

void MessageTableView::setFollowing(bool following)
{
    following = following && m_canFollow;
    if (m_isFollowing == following)
        return;
    m_isFollowing = following;
    m_newRows = 0;
    if (following)
        verticalScrollBar()->setValue(verticalScrollBar()->maximum());
    Q_EMIT followChanged();
}

void MessageTableView::setCanFollow(bool can)
{
    if (std::exchange(m_canFollow, can) == can)
        return;
    setFollowing(m_isFollowing && can);
    Q_EMIT followChanged();
}

void MessageTableView::setEmptyText(const QString& headline, const QString& hint)
{
    if (headline == m_headline && hint == m_hint)
        return;
    m_headline = headline;
    m_hint = hint;
    setAccessibleDescription(headline + u' ' + hint);
    viewport()->update();
}

int MessageTableView::rows() const
{
    return model() ? model()->rowCount(rootIndex()) : 0;
}

int MessageTableView::page() const
{
    return std::max(1, viewport()->height() / m_rowHeight);
}

int MessageTableView::rowAt(int y) const
{
    return firstVisibleRow() + (y < 0 ? (y - m_rowHeight + 1) / m_rowHeight : y / m_rowHeight);
}

int MessageTableView::firstVisibleRow() const
{
    return verticalScrollBar()->value();
}

int MessageTableView::lastVisibleRow() const
{
    return std::min(rows() - 1, rowAt(viewport()->height() - 1));
}

QModelIndex MessageTableView::indexAt(const QPoint& point) const
{
    const int row = rowAt(point.y());
    const int column = horizontalHeader()->logicalIndexAt(point.x());
    if (row < 0 || row >= rows() || column < 0)
        return {};
    return model()->index(row, column, rootIndex());
}

QRect MessageTableView::visualRect(const QModelIndex& index) const
{
    if (!index.isValid() || isIndexHidden(index))
        return {};
    return {horizontalHeader()->sectionViewportPosition(index.column()),
        (index.row() - firstVisibleRow()) * m_rowHeight,
        horizontalHeader()->sectionSize(index.column()), m_rowHeight};
}

void MessageTableView::scrollTo(const QModelIndex& index, ScrollHint hint)
{
    const int row = index.row();
    int first = firstVisibleRow();
    if (row < 0 || (m_isTimed && (row < first || row > first + page())))
        return;
    if (hint == PositionAtTop || (hint == EnsureVisible && row < first))
        first = row;
    else if (hint == PositionAtBottom || (hint == EnsureVisible && row >= first + page()))
        first = row - page() + 1;
    else if (hint == PositionAtCenter)
        first = row - page() / 2;
    verticalScrollBar()->setValue(first);
}

QModelIndex MessageTableView::moveCursor(CursorAction action, Qt::KeyboardModifiers)
{
    if (rows() == 0)
        return {};
    const QModelIndex current = currentIndex();
    const int last = rows() - 1;
    // From nowhere, the first step goes to what is in view.
    int row = current.isValid() ? current.row() : -1;
    switch (action) {
    case MoveUp:
    case MovePrevious:
        row = row < 0 ? std::min(last, firstVisibleRow() + page() - 1) : row - 1;
        break;
    case MoveDown:
    case MoveNext:
        row = row < 0 ? firstVisibleRow() : row + 1;
        break;
    case MovePageUp:
        row = (row < 0 ? lastVisibleRow() : row) - page();
        break;
    case MovePageDown:
        row = (row < 0 ? firstVisibleRow() : row) + page();
        break;
    case MoveHome:
        row = 0;
        break;
    case MoveEnd:
        row = last;
        break;
    case MoveLeft:
        horizontalScrollBar()->triggerAction(QAbstractSlider::SliderSingleStepSub);
        return current;
    case MoveRight:
        horizontalScrollBar()->triggerAction(QAbstractSlider::SliderSingleStepAdd);
        return current;
    }
    const int column = current.isValid() ? current.column() : horizontalHeader()->logicalIndex(0);
    return model()->index(std::clamp(row, 0, last), column, rootIndex());
}

int MessageTableView::horizontalOffset() const
{
    return horizontalHeader()->offset();
}

int MessageTableView::verticalOffset() const
{
    return firstVisibleRow() * m_rowHeight;
}

bool MessageTableView::isIndexHidden(const QModelIndex& index) const
{
    return horizontalHeader()->isSectionHidden(index.column());
}

void MessageTableView::setSelection(const QRect& rect, QItemSelectionModel::SelectionFlags command)
{
    if (!selectionModel() || rows() == 0)
        return;
    const QRect area = rect.normalized();
    const int first = std::max(0, rowAt(area.top()));
    const int last = std::min(rows() - 1, rowAt(area.bottom()));
    QItemSelection selection;
    if (first <= last)
        selection.select(model()->index(first, 0, rootIndex()),
            model()->index(last, model()->columnCount(rootIndex()) - 1, rootIndex()));
    selectionModel()->select(selection, command);
}

QRegion MessageTableView::visualRegionForSelection(const QItemSelection& selection) const
{
    QRegion region;
    for (const QItemSelectionRange& range : selection) {
        const int first = std::max(range.top(), firstVisibleRow());
        const int last = std::min(range.bottom(), lastVisibleRow());
        if (first <= last)
            region += QRect(0, (first - firstVisibleRow()) * m_rowHeight, viewport()->width(),
                (last - first + 1) * m_rowHeight);
    }
    return region;
}

void MessageTableView::dataChanged(
    const QModelIndex& topLeft, const QModelIndex& bottomRight, const QList<int>& roles)
{
    QTableView::dataChanged(topLeft, bottomRight, roles);
    const int first = std::max(topLeft.row(), firstVisibleRow());
    const int last = std::min(bottomRight.row(), lastVisibleRow());
    if (first <= last)
        viewport()->update(0, (first - firstVisibleRow()) * m_rowHeight, viewport()->width(),
            (last - first + 1) * m_rowHeight);
}

void MessageTableView::rowsInserted(const QModelIndex& parent, int start, int end)
{
    QTableView::rowsInserted(parent, start, end);
    const bool isVisible = start <= rowAt(viewport()->height() - 1);
    updateVerticalRange();
    if (!m_isFollowing && m_owedRows > 0)
        scrollAsOwed();
    if (isVisible)
        viewport()->update();
    if (m_isFollowing || !m_isCountingNew)
        return;
    m_newRows += end - start + 1;
    Q_EMIT followChanged();
}

/** What went at the end and what comes there may be of one moment, in which nothing was painted. */
void MessageTableView::scrollAsOwed()
{
    const int owed = m_owedRows;
    const int before = verticalScrollBar()->value();
    verticalScrollBar()->setValue(before + owed);
    m_owedRows = owed - (verticalScrollBar()->value() - before);
}

void MessageTableView::rowsRemoved(int start, int end)
{
    const int first = firstVisibleRow();
    const int owed = m_owedRows;
    const int above = std::clamp(first - start, 0, end - start + 1);
    const bool isVisible = end >= first && start <= rowAt(viewport()->height() - 1);
    updateVerticalRange();
    if (rows() == 0)
        setFollowing(true);
    if (!m_isFollowing) {
        const int wanted = first + owed - above;
        verticalScrollBar()->setValue(wanted);
        m_owedRows = std::max(0, wanted - verticalScrollBar()->value());
    }
    if (isVisible)
        viewport()->update();
    Q_EMIT viewMoved();
}

void MessageTableView::selectionChanged(const QItemSelection& selected, const QItemSelection& gone)
{
    QTableView::selectionChanged(selected, gone);
    if (!selected.isEmpty())
        setFollowing(false);
}

void MessageTableView::updateVerticalRange()
{
    QScrollBar* bar = verticalScrollBar();
    bar->setPageStep(page());
    bar->setRange(0, std::max(0, rows() - page()));
    if (m_isFollowing)
        bar->setValue(bar->maximum());
}

void MessageTableView::updateRowHeight()
{
    m_rowHeight = std::max(fontMetrics().height(), Theme::iconSize) + Theme::halfGrid;
    m_delegate->setFont(font());
}

void MessageTableView::updateGeometries()
{
    if (std::exchange(m_isUpdatingGeometries, true)) // margins and scroll bars come back here
        return;
    const int height = horizontalHeader()->sizeHint().height();
    setViewportMargins(0, height, 0, 0);
    const QRect area = viewport()->geometry();
    horizontalHeader()->setGeometry(area.left(), area.top() - height, area.width(), height);
    horizontalScrollBar()->setPageStep(area.width());
    horizontalScrollBar()->setRange(0, std::max(0, horizontalHeader()->length() - area.width()));
    horizontalScrollBar()->setSingleStep(Theme::grid * 5);
    updateVerticalRange();
    QAbstractItemView::updateGeometries();
    m_isUpdatingGeometries = false;
    viewport()->update();
    Q_EMIT viewMoved();
}

void MessageTableView::scrollContentsBy(int dx, int)
{
    m_owedRows = 0;
    if (dx != 0)
        horizontalHeader()->setOffset(horizontalScrollBar()->value());
    viewport()->update();
    Q_EMIT viewMoved();
}

void MessageTableView::wheelEvent(QWheelEvent* event)
{
    if (event->angleDelta().y() > 0 && verticalScrollBar()->maximum() > 0)
        setFollowing(false);
    QTableView::wheelEvent(event);
}

void MessageTableView::keyPressEvent(QKeyEvent* event)
{
    if (event->key() == Qt::Key_End && m_canFollow && !(event->modifiers() & Qt::ShiftModifier)) {
        setFollowing(true);
        event->accept();
        return;
    }
    QTableView::keyPressEvent(event);
}

void MessageTableView::focusInEvent(QFocusEvent* event)
{
    // Not the base class: it makes the first row the current one, and nobody has chosen it.
    QAbstractScrollArea::focusInEvent(event);
    viewport()->update();
}

void MessageTableView::changeEvent(QEvent* event)
{
    QTableView::changeEvent(event);
    if (event->type() == QEvent::FontChange || event->type() == QEvent::StyleChange) {
        updateRowHeight();
        updateGeometries();
    }
}

} // namespace Ui
