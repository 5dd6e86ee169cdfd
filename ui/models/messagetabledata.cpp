#include "gaptext.h"
#include "messagetablemodel.h"
#include "redelivery.h"

#include <QLocale>
#include <QStringList>

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

QString redeliveryWords(std::optional<quint32> times)
{
    if (times.value_or(0) == 0)
        return MessageTableModel::tr("redelivered");
    return *times == 1 ? MessageTableModel::tr("redelivered once")
                       : MessageTableModel::tr("redelivered %1 times").arg(*times);
}

QString stateWords(AckState state, std::uint8_t flags, std::optional<quint32> redeliveries)
{
    QStringList parts;
    switch (state) {
    case AckState::NotNeeded:
        break;
    case AckState::Waiting:
        parts << MessageTableModel::tr("waiting");
        break;
    case AckState::AckedInTransaction:
        parts << MessageTableModel::tr("acked in transaction");
        break;
    case AckState::NackedInTransaction:
        parts << MessageTableModel::tr("nacked in transaction");
        break;
    case AckState::Acked:
        parts << MessageTableModel::tr("acked");
        break;
    case AckState::Nacked:
        parts << MessageTableModel::tr("nacked");
        break;
    case AckState::Lapsed:
        parts << MessageTableModel::tr("returned");
        break;
    }
    if ((flags & Stomp::ReplyFlag) != 0)
        parts << MessageTableModel::tr("reply");
    if ((flags & Stomp::RedeliveredFlag) != 0)
        parts << redeliveryWords(redeliveries);
    if ((flags & Stomp::OddFlag) != 0)
        parts << MessageTableModel::tr("odd frame");
    return parts.join(QStringLiteral(", "));
}

} // namespace

QVariant MessageTableModel::data(const QModelIndex& index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const auto column = static_cast<MessageColumn>(index.column());
    if (const auto gap = m_gaps.gapAtRow(index.row()))
        return gapData(m_gaps.at(*gap), column, role);
    const bool isField = index.column() >= messageColumnCount;
    if (isField && (role < Qt::UserRole || role == MutedRole))
        return fieldData(index.row(), index.column(), role);
    const std::size_t row = storeRowOf(index.row());
    const Stomp::MessageRow& facts = m_store.rowAt(row);
    switch (role) {
    case Qt::DisplayRole:
        return column == MessageColumn::Time ? timeText(index.row()) : display(row, column);
    case Qt::ToolTipRole:
        return toolTip(index.row(), column);
    case Qt::AccessibleTextRole:
        return column == MessageColumn::Time ? accessibleText(index.row()) : QVariant();
    case Qt::TextAlignmentRole:
        return static_cast<int>(
            Qt::AlignVCenter | (isRightAligned(column) ? Qt::AlignRight : Qt::AlignLeft));
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
        return static_cast<int>(stateOf(row));
    case RepeatsRole: {
        const std::size_t count = repeats(index.row());
        return count == 1 ? QVariant() : QVariant::fromValue<quint64>(count);
    }
    case UnfoldedRole: {
        const auto run = unfoldedRun(index.row());
        return run ? QVariant(run->firstRow == index.row() ? run->rows : 0) : QVariant();
    }
    case RedeliveredRole:
        return (facts.flags & Stomp::RedeliveredFlag) != 0;
    default:
        return remark(row, role);
    }
}

QVariant MessageTableModel::display(std::size_t row, MessageColumn column) const
{
    const Stomp::MessageRow& facts = m_store.rowAt(row);
    switch (column) {
    case MessageColumn::Time:
        break; // by the row of the table: timeText()
    case MessageColumn::Connection:
        return connectionName(facts.connection);
    case MessageColumn::Destination:
        return decoded(row).destination;
    case MessageColumn::Size:
        return sizeText(facts.bodySize());
    case MessageColumn::Type:
        return QString::fromLatin1(Stomp::toString(decoded(row).preview.kind));
    case MessageColumn::State:
        return stateWords(stateOf(row), facts.flags,
            (facts.flags & Stomp::RedeliveredFlag) != 0 ? decoded(row).redeliveries : std::nullopt);
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
            return clockText(gap.lostMs * 1000, m_timeReading.showsMicroseconds);
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
    m_decoded.redeliveries = redeliveries(frame);
    if (frame.body.empty()
        && frame.value("browser") == "end") // Classic's marker (stomp-facts 3.10)
        m_decoded.preview.text = tr("End of the queue");
    return m_decoded;
}

QVariant MessageTableModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal)
        return {};
    if (section >= messageColumnCount)
        return fieldHeader(section, role);
    if (role == Qt::TextAlignmentRole && isRightAligned(static_cast<MessageColumn>(section)))
        return int(Qt::AlignRight | Qt::AlignVCenter);
    if (role == Qt::ToolTipRole && section == int(MessageColumn::Time))
        return timeHeaderTip();
    if (role != Qt::DisplayRole)
        return {};
    switch (static_cast<MessageColumn>(section)) {
    case MessageColumn::Time:
        return timeHeader();
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
