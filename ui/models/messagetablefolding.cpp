#include "messagetablemodel.h"

#include <QLocale>

#include <algorithm>

namespace Ui {

std::vector<std::uint64_t> MessageTableModel::gapSerials() const
{
    std::vector<std::uint64_t> serials;
    for (int gap = 0; gap < m_gaps.count(); ++gap)
        serials.push_back(m_gaps.serialAfter(gap));
    return serials;
}

void MessageTableModel::setSpread(bool spread)
{
    if (!isFolded() || spread == m_messages.isSpread())
        return;
    beginResetModel();
    m_messages.setSpread(spread);
    showAnew();
    endResetModel();
}

void MessageTableModel::unfold()
{
    if (!isFolded())
        return;
    beginResetModel();
    m_messages.unfold();
    showAnew();
    endResetModel();
}

void MessageTableModel::unfoldRun(int row)
{
    const int more = static_cast<int>(repeats(row)) - 1;
    if (more < 1)
        return;
    const int message = m_gaps.messageAtRow(row);
    beginInsertRows({}, row + 1, row + more);
    m_messages.openRun(message);
    m_gaps.insert(message + 1, more);
    endInsertRows();
    runsChanged(message, message + more + 1); // the one behind tells its time since another
    Q_EMIT runFoldingChanged();
}

void MessageTableModel::foldRun(int row)
{
    const auto run = unfoldedRun(row);
    if (!run)
        return;
    const int message = m_gaps.messageAtRow(run->firstRow);
    beginRemoveRows({}, run->firstRow + 1, run->firstRow + run->rows - 1);
    m_messages.closeRun(message);
    m_gaps.remove(message + 1, run->rows - 1, 0, 0);
    endRemoveRows();
    runsChanged(message, message + 1);
    Q_EMIT runFoldingChanged();
}

std::optional<MessageTableModel::UnfoldedRun> MessageTableModel::unfoldedRun(int row) const
{
    if (!isFolded() || m_messages.isSpread() || row < 0 || row >= rowCount() || isGap(row))
        return std::nullopt;
    const auto run = m_messages.openRunOf(m_gaps.messageAtRow(row));
    if (!run || run->count < 2)
        return std::nullopt;
    return UnfoldedRun{m_gaps.rowOfMessage(run->first), run->count};
}

std::size_t MessageTableModel::repeats(int row) const
{
    if (!isFolded() || m_messages.isSpread() || isGap(row))
        return 1;
    return m_messages.repeats(m_gaps.messageAtRow(row));
}

quint64 MessageTableModel::lastSerialAt(int row) const
{
    return repeats(row) == 1 ? serialAt(row) : m_messages.lastSerialOf(m_gaps.messageAtRow(row));
}

std::vector<std::uint64_t> MessageTableModel::serialsAt(int row) const
{
    if (isGap(row))
        return {};
    if (repeats(row) == 1)
        return {serialAt(row)};
    return m_messages.serialsOf(m_gaps.messageAtRow(row));
}

Stomp::AckState MessageTableModel::ackStateOf(quint64 serial) const
{
    const auto row = m_store.rowOf(serial);
    return row ? stateOf(*row) : Stomp::AckState::NotNeeded;
}

QString MessageTableModel::repeatsInWords(int row) const
{
    if (const auto run = unfoldedRun(row))
        return tr("%1 of %2 in a row with this payload, unfolded: Left folds them again")
            .arg(QLocale().toString(row - run->firstRow + 1), QLocale().toString(run->rows));
    const std::size_t count = repeats(row);
    if (count == 1)
        return {};
    const auto last = m_store.rowOf(lastSerialAt(row));
    const qint64 lastUs = last ? m_store.rowAt(*last).receivedUs : rowAt(row).receivedUs;
    return tr("The first of %1 in a row with this payload, the last at %2: Right unfolds them")
        .arg(QLocale().toString(qulonglong(count)),
            clockText(lastUs, m_timeReading.showsMicroseconds));
}

void MessageTableModel::runsChanged(int firstMessage, int lastMessage)
{
    const int first = std::max(0, firstMessage);
    const int last = std::min(lastMessage, m_messages.count() - 1);
    if (first <= last)
        Q_EMIT dataChanged(index(m_gaps.rowOfMessage(first), 0),
            index(m_gaps.rowOfMessage(last), columnCount() - 1));
}

} // namespace Ui
