#include "messagetablemodel.h"

#include "gaptext.h"

#include <QDateTime>
#include <QLocale>
#include <QStringList>

#include <algorithm>
#include <limits>
#include <utility>

namespace Ui {

using Stomp::AckState;
using Stomp::ContentKind;

namespace {
QString sizeText(quint32 bytes)
{
    if (bytes < 1000)
        return MessageTableModel::tr("%1 B").arg(bytes);
    return QLocale().formattedDataSize(bytes, 1, QLocale::DataSizeSIFormat);
}
} // namespace

MessageTableModel::MessageTableModel(const Stomp::MessageStore& store, QObject* parent)
    : QAbstractTableModel(parent), m_store(store)
{ }

void MessageTableModel::showAll()
{
    const int messages = static_cast<int>(m_store.rowCount());
    if (messages == m_shown && m_gaps.count() == m_shownGaps)
        return;
    beginInsertRows({}, rowCount(), messages + m_gaps.count() - 1);
    m_shown = messages;
    m_shownGaps = m_gaps.count();
    endInsertRows();
}

void MessageTableModel::beginRemoval(const Stomp::RowSpan& span)
{
    const int first = static_cast<int>(span.first);
    const int end = std::min(m_shown, static_cast<int>(span.first + span.count));
    m_removal = {};
    if (end < first || (end == first && span.count > 0))
        return;
    // A gap stands as long as a message before it, or all of it that is shown goes.
    const bool all = first == 0 && end == m_shown;
    const int firstGap = first == 0 ? 0 : std::min(m_shownGaps, m_gaps.countUpTo(first));
    const int endGap = all ? m_shownGaps : std::min(m_shownGaps, m_gaps.countUpTo(end - 1));
    m_removal = {first, end - first, firstGap, std::max(0, endGap - firstGap)};
    if (m_removal.messages + m_removal.gaps == 0)
        return;
    const int firstRow = first + firstGap;
    beginRemoveRows({}, firstRow, firstRow + m_removal.messages + m_removal.gaps - 1);
}

void MessageTableModel::endRemoval()
{
    const Removal gone = std::exchange(m_removal, {});
    if (gone.messages + gone.gaps == 0)
        return;
    m_shown -= gone.messages;
    m_shownGaps -= gone.gaps;
    m_gaps.remove(gone.first, gone.messages, gone.firstGap, gone.gaps);
    endRemoveRows();
}

void MessageTableModel::ackStatesChanged(const Stomp::RowSpan& span)
{
    const int first = static_cast<int>(span.first);
    const int end = std::min(m_shown, static_cast<int>(span.first + span.count));
    if (first < end)
        Q_EMIT dataChanged(index(m_gaps.rowOfMessage(first), 0),
            index(m_gaps.rowOfMessage(end - 1), messageColumnCount - 1));
}

void MessageTableModel::addGap(const ConnectionGap& gap)
{
    const int before = static_cast<int>(m_store.rowCount());
    const auto last = m_gaps.lastOf(gap.connection);
    if (!last || m_gaps.messagesBefore(*last) != before) {
        m_gaps.append(before, gap);
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
    const int row = m_gaps.rowOfGap(gap);
    if (gap < m_shownGaps)
        Q_EMIT dataChanged(index(row, 0), index(row, messageColumnCount - 1));
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
        Q_EMIT dataChanged(index(0, 0), index(rowCount() - 1, messageColumnCount - 1));
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

Stomp::StoredMessage MessageTableModel::messageAt(int row) const
{
    if (row < 0 || row >= rowCount() || isGap(row))
        return {};
    return m_store.messageAt(static_cast<std::size_t>(m_gaps.messageAtRow(row)));
}

const Stomp::MessageRow& MessageTableModel::rowAt(int row) const
{
    static const Stomp::MessageRow none;
    return isGap(row) ? none : m_store.rowAt(static_cast<std::size_t>(m_gaps.messageAtRow(row)));
}

quint64 MessageTableModel::serialAt(int row) const
{
    return isGap(row) ? std::numeric_limits<quint64>::max()
                      : m_store.serialAt(static_cast<std::size_t>(m_gaps.messageAtRow(row)));
}

std::optional<int> MessageTableModel::rowOf(quint64 serial) const
{
    const auto row = m_store.rowOf(serial);
    if (!row || *row >= static_cast<std::size_t>(m_shown))
        return std::nullopt;
    return m_gaps.rowOfMessage(static_cast<int>(*row));
}

AckState MessageTableModel::ackStateAt(int row) const
{
    return isGap(row) ? AckState::NotNeeded
                      : ackStateOf(static_cast<std::size_t>(m_gaps.messageAtRow(row)));
}

AckState MessageTableModel::ackStateOf(std::size_t row) const
{
    const AckState state = m_store.ackStateAt(row);
    if (state != AckState::Waiting)
        return state;
    const auto start = m_sessionStarts.constFind(m_store.rowAt(row).connection);
    const bool isOver = start != m_sessionStarts.cend() && m_store.serialAt(row) < *start;
    return isOver ? AckState::Lapsed : state;
}

int MessageTableModel::rowCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : m_shown + m_shownGaps;
}

int MessageTableModel::columnCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : messageColumnCount;
}

QVariant MessageTableModel::data(const QModelIndex& index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const auto column = static_cast<MessageColumn>(index.column());
    if (const auto gap = m_gaps.gapAtRow(index.row()))
        return gapData(m_gaps.at(*gap), column, role);
    const auto row = static_cast<std::size_t>(m_gaps.messageAtRow(index.row()));
    const Stomp::MessageRow& facts = m_store.rowAt(row);
    switch (role) {
    case Qt::DisplayRole:
        return display(row, column);
    case Qt::ToolTipRole:
        if (column == MessageColumn::Time)
            return QDateTime::fromMSecsSinceEpoch(facts.receivedUs / 1000)
                .toString(Qt::ISODateWithMs);
        if (column == MessageColumn::Destination)
            return decoded(row).destination;
        return {};
    case Qt::TextAlignmentRole:
        return static_cast<int>(
            Qt::AlignVCenter | (column == MessageColumn::Size ? Qt::AlignRight : Qt::AlignLeft));
    case SerialRole:
        return QVariant::fromValue<quint64>(m_store.serialAt(row));
    case ConnectionNumberRole:
        return facts.connection;
    case SubscriptionRole:
        return facts.subscription;
    case DestinationRole:
        return decoded(row).destination;
    case DestinationKindRole:
        return static_cast<int>(decoded(row).destinationKind);
    case BodyKindRole:
        return static_cast<int>(decoded(row).preview.kind);
    case BodySizeRole:
        return facts.bodySize();
    case AckStateRole:
        return static_cast<int>(ackStateOf(row));
    case RedeliveredRole:
        return (facts.flags & Stomp::RedeliveredFlag) != 0;
    default:
        return {};
    }
}

QVariant MessageTableModel::display(std::size_t row, MessageColumn column) const
{
    const Stomp::MessageRow& facts = m_store.rowAt(row);
    switch (column) {
    case MessageColumn::Time:
        return QDateTime::fromMSecsSinceEpoch(facts.receivedUs / 1000)
            .time()
            .toString(QStringLiteral("HH:mm:ss.zzz"));
    case MessageColumn::Connection:
        return connectionName(facts.connection);
    case MessageColumn::Destination:
        return decoded(row).destination;
    case MessageColumn::Size:
        return sizeText(facts.bodySize());
    case MessageColumn::Type:
        return QString::fromLatin1(Stomp::toString(decoded(row).preview.kind));
    case MessageColumn::State:
        return stateText(row);
    case MessageColumn::Preview:
        return previewText(row);
    }
    return {};
}

QString MessageTableModel::connectionName(quint32 number) const
{
    const auto known = m_connections.constFind(number);
    return known == m_connections.cend() ? tr("connection %1").arg(number) : known->name;
}

QVariant MessageTableModel::gapData(const ConnectionGap& gap, MessageColumn column, int role) const
{
    const auto text = [this, &gap] {
        return hasSeveralConnections()
            ? tr("%1: %2").arg(connectionName(gap.connection), gapText(gap))
            : gapText(gap);
    };
    switch (role) {
    case GapRole:
    case Qt::ToolTipRole:
        return text();
    case Qt::DisplayRole:
        if (column == MessageColumn::Preview)
            return text();
        if (column == MessageColumn::Connection)
            return connectionName(gap.connection);
        if (column == MessageColumn::Time)
            return QDateTime::fromMSecsSinceEpoch(gap.lostMs)
                .time()
                .toString(QStringLiteral("HH:mm:ss.zzz"));
        return {};
    case ConnectionNumberRole:
        return gap.connection;
    default:
        return {};
    }
}

QString MessageTableModel::previewText(std::size_t row) const
{
    const MessagePreview& preview = decoded(row).preview;
    if (preview.kind == ContentKind::Empty && preview.text.isEmpty())
        return tr("empty");
    if (preview.kind == ContentKind::Binary) {
        const quint32 size = m_store.rowAt(row).bodySize();
        return size == 1 ? tr("binary, 1 byte")
                         : tr("binary, %1 bytes").arg(QLocale().toString(size));
    }
    return preview.text;
}

QString MessageTableModel::stateText(std::size_t row) const
{
    const std::uint8_t flags = m_store.rowAt(row).flags;
    QStringList parts;
    switch (ackStateOf(row)) {
    case AckState::NotNeeded:
        break;
    case AckState::Waiting:
        parts << tr("waiting");
        break;
    case AckState::Acked:
        parts << tr("acked");
        break;
    case AckState::Nacked:
        parts << tr("nacked");
        break;
    case AckState::Lapsed:
        parts << tr("given back");
        break;
    }
    if ((flags & Stomp::ReplyFlag) != 0)
        parts << tr("reply");
    if ((flags & Stomp::RedeliveredFlag) != 0)
        parts << tr("redelivered");
    if ((flags & Stomp::OddFlag) != 0)
        parts << tr("odd frame");
    return parts.join(QStringLiteral(", "));
}

const MessageTableModel::Decoded& MessageTableModel::decoded(std::size_t row) const
{
    const Stomp::StoredMessage message = m_store.messageAt(row);
    if (m_decoded.serial == message.serial)
        return m_decoded;
    const Stomp::FrameView& frame =
        m_decoder.decode(message.bytes(), message.row->bodyOffset, message.row->version);
    const std::string_view destination = frame.value("destination");
    m_decoded.serial = message.serial;
    m_decoded.destination = QString::fromUtf8(destination.data(), qsizetype(destination.size()));
    m_decoded.destinationKind =
        kindOf(m_connections.value(message.row->connection).dialect, destination);
    m_decoded.preview = MessagePreview::of(frame.body, frame.value("content-type"));
    if (frame.body.empty()
        && frame.value("browser") == "end") // Classic's marker (stomp-facts 3.10)
        m_decoded.preview.text = tr("End of the queue");
    return m_decoded;
}

QVariant MessageTableModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal)
        return {};
    if (role == Qt::TextAlignmentRole && section == int(MessageColumn::Size))
        return int(Qt::AlignRight | Qt::AlignVCenter);
    if (role != Qt::DisplayRole)
        return {};
    switch (static_cast<MessageColumn>(section)) {
    case MessageColumn::Time:
        return tr("Time");
    case MessageColumn::Connection:
        return tr("Connection");
    case MessageColumn::Destination:
        return tr("Destination");
    case MessageColumn::Size:
        return tr("Size");
    case MessageColumn::Type:
        return tr("Type");
    case MessageColumn::State:
        return tr("State");
    case MessageColumn::Preview:
        return tr("Preview");
    }
    return {};
}

} // namespace Ui
