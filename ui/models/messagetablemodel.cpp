#include "messagetablemodel.h"

#include <QDateTime>
#include <QLocale>
#include <QStringList>

#include <algorithm>

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
    const int rows = static_cast<int>(m_store.rowCount());
    if (rows == m_shown)
        return;
    beginInsertRows({}, m_shown, rows - 1);
    m_shown = rows;
    endInsertRows();
}

void MessageTableModel::beginRemoval(const Stomp::RowSpan& span)
{
    const int first = static_cast<int>(span.first);
    const int end = std::min(m_shown, static_cast<int>(span.first + span.count));
    m_removing = std::max(0, end - first);
    if (m_removing > 0)
        beginRemoveRows({}, first, end - 1);
}

void MessageTableModel::endRemoval()
{
    if (m_removing == 0)
        return;
    m_shown -= m_removing;
    m_removing = 0;
    endRemoveRows();
}

void MessageTableModel::ackStatesChanged(const Stomp::RowSpan& span)
{
    const int first = static_cast<int>(span.first);
    const int end = std::min(m_shown, static_cast<int>(span.first + span.count));
    if (first < end)
        Q_EMIT dataChanged(index(first, 0), index(end - 1, messageColumnCount - 1));
}

void MessageTableModel::noteFlags(std::uint8_t flags)
{
    constexpr std::uint8_t telling = Stomp::NeedsAckFlag | Stomp::RedeliveredFlag | Stomp::OddFlag;
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
    if (m_shown > 0)
        Q_EMIT dataChanged(index(0, 0), index(m_shown - 1, messageColumnCount - 1));
    Q_EMIT columnsOfInterestChanged();
}

Stomp::StoredMessage MessageTableModel::messageAt(int row) const
{
    return row >= 0 && row < m_shown ? m_store.messageAt(static_cast<std::size_t>(row))
                                     : Stomp::StoredMessage();
}

const Stomp::MessageRow& MessageTableModel::rowAt(int row) const
{
    return m_store.rowAt(static_cast<std::size_t>(row));
}

quint64 MessageTableModel::serialAt(int row) const
{
    return m_store.serialAt(static_cast<std::size_t>(row));
}

std::optional<int> MessageTableModel::rowOf(quint64 serial) const
{
    const auto row = m_store.rowOf(serial);
    if (!row || *row >= static_cast<std::size_t>(m_shown))
        return std::nullopt;
    return static_cast<int>(*row);
}

AckState MessageTableModel::ackStateAt(int row) const
{
    return m_store.ackStateAt(static_cast<std::size_t>(row));
}

int MessageTableModel::rowCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : m_shown;
}

int MessageTableModel::columnCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : messageColumnCount;
}

QVariant MessageTableModel::data(const QModelIndex& index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const int row = index.row();
    const auto column = static_cast<MessageColumn>(index.column());
    const Stomp::MessageRow& facts = m_store.rowAt(static_cast<std::size_t>(row));
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
        return serialAt(row);
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
        return static_cast<int>(ackStateAt(row));
    case RedeliveredRole:
        return (facts.flags & Stomp::RedeliveredFlag) != 0;
    default:
        return {};
    }
}

QVariant MessageTableModel::display(int row, MessageColumn column) const
{
    const Stomp::MessageRow& facts = m_store.rowAt(static_cast<std::size_t>(row));
    switch (column) {
    case MessageColumn::Time:
        return QDateTime::fromMSecsSinceEpoch(facts.receivedUs / 1000)
            .time()
            .toString(QStringLiteral("HH:mm:ss.zzz"));
    case MessageColumn::Connection: {
        const auto known = m_connections.constFind(facts.connection);
        return known == m_connections.cend() ? tr("connection %1").arg(facts.connection)
                                             : known->name;
    }
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

QString MessageTableModel::previewText(int row) const
{
    const MessagePreview& preview = decoded(row).preview;
    if (preview.kind == ContentKind::Empty)
        return tr("empty");
    if (preview.kind == ContentKind::Binary) {
        const quint32 size = m_store.rowAt(static_cast<std::size_t>(row)).bodySize();
        return size == 1 ? tr("binary, 1 byte")
                         : tr("binary, %1 bytes").arg(QLocale().toString(size));
    }
    return preview.text;
}

QString MessageTableModel::stateText(int row) const
{
    const std::uint8_t flags = m_store.rowAt(static_cast<std::size_t>(row)).flags;
    QStringList parts;
    switch (ackStateAt(row)) {
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
    }
    if ((flags & Stomp::RedeliveredFlag) != 0)
        parts << tr("redelivered");
    if ((flags & Stomp::OddFlag) != 0)
        parts << tr("odd frame");
    return parts.join(QStringLiteral(", "));
}

const MessageTableModel::Decoded& MessageTableModel::decoded(int row) const
{
    const Stomp::StoredMessage message = m_store.messageAt(static_cast<std::size_t>(row));
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
