#include "messagetablemodel.h"

#include <algorithm>
#include <utility>

namespace Ui {

void MessageTableModel::hold(std::optional<quint64> serial)
{
    m_held.reset();
    if (serial)
        m_held = Limit{*serial, m_gaps.count()};
}

int MessageTableModel::mostGaps() const
{
    int gaps = m_gaps.count();
    if (m_frozen)
        gaps = std::min(gaps, m_frozen->gaps);
    return m_held ? std::min(gaps, m_held->gaps) : gaps;
}

void MessageTableModel::showGapsAnew()
{
    showReachableGaps(std::min(mostGaps(), m_gaps.countUpToSerial(m_messages.boundary())));
}

void MessageTableModel::showAnew()
{
    m_aboveFirstUs.reset();
    m_gaps.hideAll();
    m_messages.moveBoundary(std::min<quint64>(m_messages.reachable(), limit()));
    if (!m_order)
        showGapsAnew();
}

void MessageTableModel::setOrder(std::unique_ptr<SortedOrder> order)
{
    if (!order && !m_order)
        return;
    beginResetModel();
    m_order = std::move(order);
    m_messages.setSpread(m_order != nullptr);
    showAnew();
    Q_ASSERT(!m_order || m_order->count() == m_messages.count());
    endResetModel();
}

void MessageTableModel::beginThinning()
{
    const ShownMessages::Part gone = m_removal.messages;
    m_thinned.clear();
    m_thinned.reserve(gone.count);
    for (int number = gone.first; number < gone.first + gone.count; ++number)
        m_thinned.append(m_store.serialAt(m_messages.storeRow(number)));
    if (m_thinned.isEmpty())
        return;
    Q_EMIT rowsAboutToThin();
    Q_EMIT layoutAboutToBeChanged();
    m_thinnedIndexes = persistentIndexList();
    m_thinnedSerials.clear();
    for (const QModelIndex& index : std::as_const(m_thinnedIndexes))
        m_thinnedSerials.append(serialAt(index.row()));
}

void MessageTableModel::endThinning()
{
    for (const quint64 serial : std::exchange(m_thinned, {}))
        m_order->remove(serial);
    QModelIndexList now;
    for (qsizetype i = 0; i < m_thinnedIndexes.size(); ++i) {
        const auto row = rowOf(m_thinnedSerials.at(i));
        now.append(row ? index(*row, m_thinnedIndexes.at(i).column()) : QModelIndex());
    }
    changePersistentIndexList(m_thinnedIndexes, now);
    m_thinnedIndexes.clear();
    m_thinnedSerials.clear();
    Q_EMIT layoutChanged();
}

} // namespace Ui
