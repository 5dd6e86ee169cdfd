#include "messagetablemodel.h"

#include <algorithm>
#include <limits>
#include <utility>

namespace Ui {

using Stomp::AckState;

MessageTableModel::MessageTableModel(const Stomp::MessageStore& store, QObject* parent)
    : QAbstractTableModel(parent), m_store(store)
{ }

quint64 MessageTableModel::limit() const
{
    constexpr quint64 none = std::numeric_limits<quint64>::max();
    return std::min(m_frozen ? m_frozen->serial : none, m_held ? m_held->serial : none);
}

void MessageTableModel::setFrozen(bool frozen)
{
    if (frozen && !m_frozen)
        m_frozen = Limit{m_store.appendedCount(), m_gaps.count()};
    else if (!frozen)
        m_frozen.reset();
}

void MessageTableModel::showAll()
{
    noteStart();
    if (m_order)
        return;
    const quint64 boundary = std::min<quint64>(m_messages.reachable(), limit());
    const int messages = m_messages.countReachable(boundary);
    const int gaps =
        std::max(m_gaps.shownCount(), std::min(mostGaps(), m_gaps.countUpToSerial(boundary)));
    const int rows = messages + gaps;
    const bool isMore = rows > rowCount();
    const auto open = m_messages.openRunOf(m_messages.count() - 1);
    const int last = m_messages.isFolded() && !m_messages.isSpread() ? m_messages.count() - 1 : -1;
    const std::size_t repeats = last < 0 ? 0 : m_messages.repeats(last);
    if (isMore)
        beginInsertRows({}, rowCount(), rows - 1);
    m_messages.moveBoundary(boundary);
    showReachableGaps(gaps);
    if (isMore)
        endInsertRows();
    if (last >= 0 && m_messages.repeats(last) != repeats)
        runsChanged(last, last);
    if (open && isMore) // its first row says how many
        runsChanged(open->first, open->first);
}

void MessageTableModel::showReachableGaps(int gaps)
{
    while (m_gaps.shownCount() < gaps)
        m_gaps.showNext(m_messages.countBelow(m_gaps.serialAfter(m_gaps.shownCount())));
}

void MessageTableModel::setFiltered(bool filtered, bool folded)
{
    beginResetModel();
    m_aboveFirstUs.reset();
    m_order.reset();
    m_gaps.hideAll();
    m_messages.restart(filtered, folded, folded ? gapSerials() : std::vector<std::uint64_t>());
    if (!filtered && !folded) {
        m_messages.moveBoundary(std::min<quint64>(m_messages.reachable(), limit()));
        showGapsAnew();
    }
    endResetModel();
}

void MessageTableModel::beginRemoval(const Stomp::RowSpan& span)
{
    m_removal = {};
    m_removal.messages = m_messages.partOf(span);
    if (m_order && m_removal.messages.count < m_messages.count())
        beginThinning();
    else
        noteAboveFirst();
    m_messages.prepareRemoval(span);
    // A gap stands as long as a message before it, or all of it that is shown goes.
    const std::size_t end = span.first + span.count;
    const bool all = span.first == 0 && end >= m_messages.decidedRows();
    if (span.count > 0) {
        m_removal.firstGap =
            span.first == 0 ? 0 : m_gaps.countUpToSerial(m_store.serialAt(span.first));
        const int last = m_gaps.countUpToSerial(m_store.serialAt(end - 1));
        m_removal.gaps = std::max(all ? m_gaps.shownCount() : 0, last) - m_removal.firstGap;
    } else if (all) {
        m_removal.gaps = m_gaps.shownCount();
    }
    const int shownGaps = std::clamp(m_gaps.shownCount() - m_removal.firstGap, 0, m_removal.gaps);
    const int rows = m_removal.messages.count + shownGaps;
    if (rows == 0 || !m_thinned.isEmpty())
        return;
    m_removal.isTold = true;
    const int firstRow = m_order ? 0 : m_removal.messages.first + m_removal.firstGap;
    beginRemoveRows({}, firstRow, firstRow + rows - 1);
}

void MessageTableModel::endRemoval()
{
    const Removal gone = std::exchange(m_removal, {});
    m_messages.finishRemoval();
    if (m_order && m_messages.count() == 0) { // without one, what is to be sorted is yet to come
        m_order.reset();
        m_messages.setSpread(false);
    }
    m_gaps.remove(gone.messages.first, gone.messages.count, gone.firstGap, gone.gaps);
    if (m_frozen)
        m_frozen->gaps -= std::clamp(m_frozen->gaps - gone.firstGap, 0, gone.gaps);
    if (m_held)
        m_held->gaps -= std::clamp(m_held->gaps - gone.firstGap, 0, gone.gaps);
    noteStart();
    if (gone.isTold)
        endRemoveRows();
    if (!m_thinned.isEmpty())
        endThinning();
    if (m_messages.isFolded() && !m_messages.isSpread()) // what is left of two runs
        runsChanged(gone.messages.first - 1, gone.messages.first);
    if (const auto open = m_messages.openRunOf(gone.messages.first - 1))
        runsChanged(open->first, open->first);
}

void MessageTableModel::ackStatesChanged(const Stomp::RowSpan& span)
{
    const ShownMessages::Part part = m_messages.touchedBy(span);
    if (m_order && part.count > 1)
        allChanged();
    else if (m_order && part.count == 1)
        remarksChanged(m_store.serialAt(m_messages.storeRow(part.first)));
    else if (part.count > 0)
        Q_EMIT dataChanged(index(m_gaps.rowOfMessage(part.first), 0),
            index(m_gaps.rowOfMessage(part.first + part.count - 1), columnCount() - 1));
}

void MessageTableModel::addGap(const ConnectionGap& gap)
{
    const quint64 next = m_store.appendedCount();
    const auto last = m_gaps.lastOf(gap.connection);
    if (!last || m_gaps.serialAfter(*last) != next) {
        m_gaps.append(next, gap);
        m_messages.addBreak(next);
        return;
    }
    ConnectionGap& known = m_gaps.at(*last);
    const qint64 lostMs = known.lostMs;
    const quint32 times = known.times;
    known = gap;
    known.lostMs = lostMs;
    known.times = times + 1;
    gapChanged(*last);
}

void MessageTableModel::closeGap(quint32 connection, qint64 backMs)
{
    const auto last = m_gaps.lastOf(connection);
    if (!last || m_gaps.at(*last).backMs != 0)
        return;
    m_gaps.at(*last).backMs = backMs;
    gapChanged(*last);
}

void MessageTableModel::gapChanged(int gap)
{
    if (gap >= m_gaps.shownCount())
        return;
    const int row = m_gaps.rowOfGap(gap);
    Q_EMIT dataChanged(index(row, 0), index(row, columnCount() - 1));
}

void MessageTableModel::setSessionStart(quint32 connection, quint64 serial)
{
    m_sessionStarts.insert(connection, serial);
    if (m_hasStates)
        allChanged();
}

void MessageTableModel::allChanged()
{
    if (rowCount() > 0)
        Q_EMIT dataChanged(index(0, 0), index(rowCount() - 1, columnCount() - 1));
}

void MessageTableModel::noteFlags(std::uint8_t flags)
{
    constexpr std::uint8_t telling =
        Stomp::NeedsAckFlag | Stomp::RedeliveredFlag | Stomp::OddFlag | Stomp::ReplyFlag;
    if (m_hasStates || (flags & telling) == 0)
        return;
    m_hasStates = true;
    Q_EMIT columnsOfInterestChanged();
}

void MessageTableModel::setConnection(quint32 number, const QString& name, Stomp::Dialect dialect)
{
    const ConnectionFacts facts{name, dialect};
    if (m_connections.value(number) == facts && m_connections.contains(number))
        return;
    m_connections.insert(number, facts);
    m_decoded.serial.reset();
    allChanged();
    Q_EMIT columnsOfInterestChanged();
}

std::size_t MessageTableModel::storeRowOf(int row) const
{
    if (m_order)
        return m_store.rowOf(m_order->serialAt(row)).value_or(0);
    return m_messages.storeRow(m_gaps.messageAtRow(row));
}

Stomp::StoredMessage MessageTableModel::messageAt(int row) const
{
    if (row < 0 || row >= rowCount() || isGap(row))
        return {};
    return m_store.messageAt(storeRowOf(row));
}

const Stomp::MessageRow& MessageTableModel::rowAt(int row) const
{
    static const Stomp::MessageRow none;
    return isGap(row) ? none : m_store.rowAt(storeRowOf(row));
}

quint64 MessageTableModel::serialAt(int row) const
{
    return isGap(row) ? std::numeric_limits<quint64>::max() : m_store.serialAt(storeRowOf(row));
}

std::optional<int> MessageTableModel::rowOf(quint64 serial) const
{
    if (m_order)
        return m_order->rowOf(serial);
    const auto number = m_messages.numberOf(serial);
    return number ? std::optional(m_gaps.rowOfMessage(*number)) : std::nullopt;
}

int MessageTableModel::rowFrom(quint64 serial) const
{
    if (m_order)
        return m_order->rowNear(serial);
    return std::min(rowCount(), m_gaps.rowOfMessage(m_messages.countBelow(serial)));
}

AckState MessageTableModel::ackStateAt(int row) const
{
    return isGap(row) ? AckState::NotNeeded : stateOf(storeRowOf(row));
}

AckState MessageTableModel::stateOf(std::size_t row) const
{
    const AckState state = m_store.ackStateAt(row);
    if (!Stomp::isOutstanding(state))
        return state;
    const auto start = m_sessionStarts.constFind(m_store.rowAt(row).connection);
    const bool isOver = start != m_sessionStarts.cend() && m_store.serialAt(row) < *start;
    return isOver ? AckState::Lapsed : state;
}

int MessageTableModel::rowCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : m_messages.count() + m_gaps.shownCount();
}

} // namespace Ui
