#include "tableplace.h"

#include "messagetableview.h"

#include <ui/models/messagetablemodel.h>

#include <QEvent>
#include <QItemSelectionModel>
#include <QScopedValueRollback>
#include <QScrollBar>

#include <algorithm>
#include <utility>

namespace Ui {

TablePlace::TablePlace(MessageTableModel& model, MessageTableView& view, QObject* parent)
    : QObject(parent), m_model(model), m_view(view), m_wasFollowing(view.isFollowing())
{
    connect(&model, &QAbstractItemModel::modelAboutToBeReset, this, &TablePlace::note);
    connect(&model, &QAbstractItemModel::modelReset, this, &TablePlace::tryRestore);
    connect(&model, &QAbstractItemModel::rowsInserted, this, &TablePlace::tryRestore);
    connect(&model, &MessageTableModel::rowsAboutToThin, this, &TablePlace::lightenSelection);
    connect(&model, &QAbstractItemModel::layoutAboutToBeChanged, this, &TablePlace::noteAnchor);
    connect(&model, &QAbstractItemModel::layoutChanged, this, &TablePlace::restoreAnchor);
    connect(view.selectionModel(), &QItemSelectionModel::selectionChanged, this,
        [this](const QItemSelection& selected) {
            if (selected.isEmpty() && !m_isRestoring)
                m_pending.reset(); // that may be rows that retire
            else
                leave();
        });
    connect(view.verticalScrollBar(), &QAbstractSlider::actionTriggered, this, &TablePlace::leave);
    connect(&view, &MessageTableView::followChanged, this, [this] {
        const bool wasFollowing = std::exchange(m_wasFollowing, m_view.isFollowing());
        if (m_wasFollowing && !wasFollowing && m_model.rowCount() > 0) // else by itself
            leave();
    });
    view.viewport()->installEventFilter(this);
}

bool TablePlace::eventFilter(QObject* watched, QEvent* event)
{
    if (event->type() == QEvent::MouseButtonPress)
        leave(); // also to deselect
    return QObject::eventFilter(watched, event);
}

void TablePlace::leave()
{
    if (m_isRestoring)
        return;
    m_pending.reset();
    m_hidden.reset();
}

bool TablePlace::owesSelection() const
{
    const std::optional<Place>& owed = m_pending ? m_pending : m_hidden;
    return owed && !owed->selected.isEmpty();
}

bool TablePlace::isHidden(const Place& place) const
{
    const auto isOne = [this](std::optional<quint64> serial) {
        return serial && m_model.isKept(*serial) && !m_model.rowOf(*serial);
    };
    return isOne(place.current) || (!place.isFollowing && isOne(place.anchor.serial))
        || std::any_of(place.selected.begin(), place.selected.end(), isOne);
}

TablePlace::Place TablePlace::folded(Place place) const
{
    const auto shownAs = [this](quint64 serial) {
        const auto row = m_model.rowOf(serial);
        return row ? m_model.serialAt(*row) : serial;
    };
    if (place.current)
        place.current = shownAs(*place.current);
    for (quint64& serial : place.selected)
        serial = shownAs(serial);
    return place;
}

bool TablePlace::isRetired(const Place& place) const
{
    const auto isOne = [this](std::optional<quint64> serial) {
        return !serial || !m_model.isKept(*serial);
    };
    return isOne(place.current) && isOne(place.anchor.serial)
        && std::all_of(place.selected.begin(), place.selected.end(), isOne);
}

void TablePlace::note()
{
    if (m_pending)
        return; // another filter before the last one has come so far
    if (m_hidden && !isRetired(*m_hidden)) {
        m_pending = std::move(m_hidden);
        m_hidden.reset();
        return;
    }
    m_hidden.reset();
    Place place;
    place.isFollowing = m_view.isFollowing();
    const QModelIndex current = m_view.currentIndex();
    if (current.isValid() && !m_model.isGap(current.row())) {
        place.current = m_model.serialAt(current.row());
        place.column = current.column();
    }
    const QItemSelection selection = m_view.selectionModel()->selection();
    int count = 0;
    for (const QItemSelectionRange& range : selection)
        count += range.height();
    for (const QItemSelectionRange& range : selection) {
        for (int row = range.top(); row <= range.bottom() && count <= mostSelected; ++row)
            if (!m_model.isGap(row))
                place.selected.append(m_model.serialAt(row));
    }
    if (count > mostSelected && place.current)
        place.selected.append(*place.current);
    std::sort(place.selected.begin(), place.selected.end());

    place.anchor = anchor();
    m_pending = place;
}

TablePlace::Anchor TablePlace::anchor() const
{
    const QModelIndex current = m_view.currentIndex();
    const int first = m_view.firstVisibleRow();
    const int last = m_view.lastVisibleRow();
    const bool isInView = current.isValid() && current.row() >= first && current.row() <= last;
    int row = isInView ? current.row() : first;
    while (row < last && m_model.isGap(row))
        ++row;
    if (row >= 0 && row <= last && !m_model.isGap(row))
        return {m_model.serialAt(row), row - first};
    return {};
}

void TablePlace::tryRestore()
{
    if (!m_pending || m_isRestoring)
        return;
    quint64 furthest = 0;
    for (const std::optional<quint64> serial : {m_pending->current, m_pending->anchor.serial})
        furthest = std::max(furthest, serial.value_or(0));
    if (!m_pending->selected.isEmpty())
        furthest = std::max(furthest, m_pending->selected.back());
    if (furthest >= m_model.messages().boundary()
        && (m_pending->anchor.serial || m_pending->current))
        return;
    const QScopedValueRollback restoring(m_isRestoring, true);
    restore(*m_pending);
    if (isHidden(*m_pending))
        m_hidden = folded(*m_pending);
    m_pending.reset();
}

void TablePlace::restore(const Place& place)
{
    QList<int> rows; // a sorted table has them in another order
    for (const quint64 serial : place.selected)
        if (const auto row = m_model.rowOf(serial))
            rows.append(*row);
    std::sort(rows.begin(), rows.end());
    rows.erase(std::unique(rows.begin(), rows.end()), rows.end()); // folded into one
    QItemSelection selection;
    const int lastColumn = m_model.columnCount() - 1;
    for (const int row : std::as_const(rows)) {
        if (!selection.isEmpty() && selection.back().bottom() + 1 == row)
            selection.back() =
                QItemSelectionRange(selection.back().topLeft(), m_model.index(row, lastColumn));
        else
            selection.append(
                QItemSelectionRange(m_model.index(row, 0), m_model.index(row, lastColumn)));
    }
    QItemSelectionModel* chosen = m_view.selectionModel();
    if (!selection.isEmpty())
        chosen->select(selection, QItemSelectionModel::ClearAndSelect);
    if (place.current) {
        if (const auto row = m_model.rowOf(*place.current))
            chosen->setCurrentIndex(
                m_model.index(*row, place.column), QItemSelectionModel::NoUpdate);
    }
    if (place.isFollowing)
        m_view.setFollowing(true);
    else
        bringBack(place.anchor);
}

void TablePlace::bringBack(const Anchor& anchor)
{
    if (!anchor.serial)
        return;
    const int row = m_model.rowOf(*anchor.serial).value_or(m_model.rowFrom(*anchor.serial));
    m_view.verticalScrollBar()->setValue(row - anchor.line);
}

void TablePlace::lightenSelection()
{
    QItemSelectionModel& chosen = *m_view.selectionModel();
    int count = 0;
    for (const QItemSelectionRange& range : chosen.selection())
        count += range.height();
    if (count <= mostSelected)
        return;
    const QScopedValueRollback restoring(m_isRestoring, true);
    const QModelIndex current = chosen.currentIndex();
    chosen.select(current, QItemSelectionModel::ClearAndSelect | QItemSelectionModel::Rows);
}

void TablePlace::noteAnchor()
{
    m_thinning = anchor();
}

void TablePlace::restoreAnchor()
{
    m_view.doItemsLayout(); // now: its own comes later
    bringBack(m_thinning);
}

} // namespace Ui
