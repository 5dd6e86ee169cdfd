#include "hexmodel.h"

#include <stomp/payload/hexdump.h>

namespace Ui {

namespace HexDump = Stomp::HexDump;

HexModel::HexModel(QObject* parent) : QAbstractTableModel(parent) { }

void HexModel::setBytes(std::string_view bytes, std::shared_ptr<const void> owner)
{
    beginResetModel();
    m_bytes = bytes;
    m_owner = std::move(owner);
    endResetModel();
}

void HexModel::setLineBytes(std::size_t count)
{
    if (count == m_lineBytes)
        return;
    beginResetModel();
    m_lineBytes = count;
    endResetModel();
}

int HexModel::rowCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0
                            : static_cast<int>((m_bytes.size() + m_lineBytes - 1) / m_lineBytes);
}

int HexModel::columnCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

QVariant HexModel::data(const QModelIndex& index, int role) const
{
    if (!index.isValid() || role != Qt::DisplayRole)
        return {};
    const std::size_t offset = static_cast<std::size_t>(index.row()) * m_lineBytes;
    const std::string_view line = m_bytes.substr(offset, m_lineBytes);
    switch (index.column()) {
    case OffsetColumn:
        return QString::fromStdString(HexDump::offsetText(offset));
    case HexColumn:
        return QString::fromStdString(HexDump::hexText(line));
    case TextColumn:
        return QString::fromStdString(HexDump::utf8Text(m_bytes, offset, m_lineBytes));
    default:
        return {};
    }
}

QVariant HexModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return {};
    switch (section) {
    case OffsetColumn:
        return tr("Offset");
    case HexColumn:
        return tr("Bytes");
    case TextColumn:
        return tr("UTF-8");
    default:
        return {};
    }
}

} // namespace Ui
