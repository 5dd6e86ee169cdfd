#include "framelogmodel.h"

#include "framelogtext.h"

#include <QLocale>

#include <algorithm>
#include <utility>
#include <vector>

namespace Ui {

using Stomp::FrameRecord;

FrameLogModel::FrameLogModel(QObject* parent) : QAbstractTableModel(parent) { }

FrameLogModel::FrameLogModel(Stomp::FrameRing::Limits limits, QObject* parent)
    : QAbstractTableModel(parent), m_ring(limits)
{ }

void FrameLogModel::append(std::deque<FrameRecord> records, quint64 dropped)
{
    if (dropped > 0) {
        dropOldest(m_ring.size());
        m_ring.addDropped(dropped);
    }
    std::vector<quint64> fresh;
    std::vector<quint64> folded;
    const quint64 first = m_ring.firstSerial() + m_ring.size();
    for (FrameRecord& record : records) {
        const Stomp::FrameRing::Appended appended = m_ring.append(std::move(record));
        if (!appended.folded && m_filter.matches(*m_ring.find(appended.serial)))
            fresh.push_back(appended.serial);
        else if (appended.folded && appended.serial < first)
            folded.push_back(appended.serial);
    }
    if (!fresh.empty()) {
        const int end = rowCount();
        beginInsertRows({}, end, end + static_cast<int>(fresh.size()) - 1);
        m_rows.insert(m_rows.end(), fresh.begin(), fresh.end());
        endInsertRows();
    }
    for (const quint64 serial : folded) {
        if (const auto row = rowOf(serial))
            Q_EMIT dataChanged(index(*row, 0), index(*row, frameColumnCount - 1));
    }
    dropOldest(m_ring.excess());
}

void FrameLogModel::dropOldest(std::size_t records)
{
    if (records == 0)
        return;
    const quint64 firstKept = m_ring.firstSerial() + records;
    const auto end = std::lower_bound(m_rows.begin(), m_rows.end(), firstKept);
    const int rows = static_cast<int>(end - m_rows.begin());
    if (rows > 0)
        beginRemoveRows({}, 0, rows - 1);
    m_rows.erase(m_rows.begin(), end);
    m_ring.dropOldest(records);
    if (rows > 0)
        endRemoveRows();
}

void FrameLogModel::clear()
{
    beginResetModel();
    m_rows.clear();
    m_ring.clear();
    m_links.clear();
    endResetModel();
}

void FrameLogModel::setFilter(const Stomp::FrameFilter& filter)
{
    if (filter == m_filter)
        return;
    beginResetModel();
    m_filter = filter;
    m_rows.clear();
    for (std::size_t i = 0; i < m_ring.size(); ++i) {
        if (m_filter.matches(m_ring.at(i)))
            m_rows.push_back(m_ring.at(i).serial);
    }
    endResetModel();
}

void FrameLogModel::setConnection(quint32 number, const QString& name)
{
    if (m_connections.value(number) == name)
        return;
    m_connections.insert(number, name);
    if (!m_rows.empty()) {
        const int column = static_cast<int>(FrameColumn::Connection);
        Q_EMIT dataChanged(index(0, column), index(rowCount() - 1, column));
    }
    Q_EMIT connectionsChanged();
}

void FrameLogModel::setChain(const Stomp::FrameChain& chain)
{
    m_links.clear();
    for (const Stomp::FrameStep& step : chain.steps)
        m_links.insert(step.serial, step.link);
    if (!m_rows.empty())
        Q_EMIT dataChanged(index(0, 0), index(rowCount() - 1, frameColumnCount - 1));
}

Stomp::FrameChain FrameLogModel::chainOf(quint64 serial) const
{
    return Stomp::FrameLinks(m_ring).chainOf(serial);
}

const FrameRecord& FrameLogModel::recordAt(int row) const
{
    return *m_ring.find(m_rows.at(static_cast<std::size_t>(row)));
}

std::optional<int> FrameLogModel::rowOf(quint64 serial) const
{
    const auto found = std::lower_bound(m_rows.begin(), m_rows.end(), serial);
    if (found == m_rows.end() || *found != serial)
        return {};
    return static_cast<int>(found - m_rows.begin());
}

std::optional<quint64> FrameLogModel::findMessage(quint32 connection, std::string_view head) const
{
    for (std::size_t i = m_ring.size(); i-- > 0;) {
        const FrameRecord& record = m_ring.at(i);
        if (record.kind == FrameRecord::Kind::Frame && record.connection == connection
            && record.direction == Stomp::FrameDirection::In && record.head() == head)
            return record.serial;
    }
    return {};
}

QByteArray FrameLogModel::asText() const
{
    QList<int> rows;
    for (int row = 0; row < rowCount(); ++row)
        rows.append(row);
    return asText(rows);
}

QByteArray FrameLogModel::asText(const QList<int>& rows) const
{
    QByteArray text;
    for (const int row : rows) {
        const FrameRecord& record = recordAt(row);
        text += frameAsText(record, m_connections.value(record.connection));
    }
    return text;
}

int FrameLogModel::rowCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_rows.size());
}

int FrameLogModel::columnCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : frameColumnCount;
}

QVariant FrameLogModel::data(const QModelIndex& index, int role) const
{
    if (!index.isValid() || index.row() >= rowCount())
        return {};
    const FrameRecord& record = recordAt(index.row());
    const auto column = static_cast<FrameColumn>(index.column());
    switch (role) {
    case Qt::DisplayRole:
        return display(index.row(), column);
    case Qt::ToolTipRole:
        return column == FrameColumn::Details ? display(index.row(), column) : QVariant();
    case Qt::TextAlignmentRole:
        return column == FrameColumn::Size || column == FrameColumn::Since
            ? QVariant(int(Qt::AlignRight | Qt::AlignVCenter))
            : QVariant();
    case Qt::AccessibleTextRole:
        return column == FrameColumn::Command
            ? QVariant(frameDirectionText(record.direction) + u' ' + frameCommandText(record))
            : display(index.row(), column);
    case FrameSerialRole:
        return QVariant::fromValue<quint64>(record.serial);
    case FrameKindRole:
        return static_cast<int>(record.kind);
    case FrameDirectionRole:
        return static_cast<int>(record.direction);
    case FrameCommandRole:
        return record.kind == FrameRecord::Kind::Frame ? frameCommandText(record) : QString();
    case FrameLinkRole: {
        const auto link = m_links.constFind(record.serial);
        return link == m_links.cend() ? -1 : static_cast<int>(*link);
    }
    default:
        return {};
    }
}

QVariant FrameLogModel::display(int row, FrameColumn column) const
{
    const FrameRecord& record = recordAt(row);
    switch (column) {
    case FrameColumn::Time:
        return frameTimeText(record.timeUs);
    case FrameColumn::Since:
        return row == 0 ? QString() : frameSinceText(record.timeUs - recordAt(row - 1).timeUs);
    case FrameColumn::Connection:
        return m_connections.value(record.connection);
    case FrameColumn::Direction:
        return frameDirectionText(record.direction);
    case FrameColumn::Command:
        return frameCommandText(record);
    case FrameColumn::Details:
        return frameDetailsText(record);
    case FrameColumn::Size:
        return record.kind == FrameRecord::Kind::Frame ? QLocale().toString(record.size)
                                                       : QString();
    }
    return {};
}

QVariant FrameLogModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return {};
    switch (static_cast<FrameColumn>(section)) {
    case FrameColumn::Time:
        return tr("Time");
    case FrameColumn::Since:
        return tr("Since");
    case FrameColumn::Connection:
        return tr("Connection");
    case FrameColumn::Direction:
        return tr("Direction");
    case FrameColumn::Command:
        return tr("Frame");
    case FrameColumn::Details:
        return tr("Details");
    case FrameColumn::Size:
        return tr("Bytes");
    }
    return {};
}

} // namespace Ui
