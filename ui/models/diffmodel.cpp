#include "diffmodel.h"

namespace Ui {

DiffModel::DiffModel(QObject* parent) : QAbstractTableModel(parent) { }

void DiffModel::setRows(Rows rows)
{
    beginResetModel();
    m_rows = std::move(rows);
    endResetModel();
}

QString DiffModel::kindText(DiffRow::Kind kind)
{
    switch (kind) {
    case DiffRow::Kind::Same:
        return {};
    case DiffRow::Kind::Added:
        return QStringLiteral("+ ") + tr("added");
    case DiffRow::Kind::Removed:
        return QStringLiteral("\u2212 ") + tr("removed");
    case DiffRow::Kind::Changed:
        return QStringLiteral("\u2260 ") + tr("changed");
    case DiffRow::Kind::Respelled:
        return QStringLiteral("\u2248 ") + tr("other escapes");
    case DiffRow::Kind::Reordered:
        return QStringLiteral("\u2195 ") + tr("other order");
    }
    return {};
}

int DiffModel::rowCount(const QModelIndex& parent) const
{
    return parent.isValid() || !m_rows ? 0 : static_cast<int>(m_rows->size());
}

int DiffModel::columnCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

QVariant DiffModel::data(const QModelIndex& index, int role) const
{
    if (!index.isValid())
        return {};
    const DiffRow& row = (*m_rows)[static_cast<std::size_t>(index.row())];
    if (role == KindRole)
        return static_cast<int>(row.kind);
    if (role != Qt::DisplayRole && role != Qt::ToolTipRole)
        return {};
    switch (index.column()) {
    case ChangeColumn:
        return kindText(row.kind);
    case PlaceColumn:
        return row.place;
    case BeforeColumn:
        return row.before;
    case AfterColumn:
        return row.after;
    default:
        return {};
    }
}

QVariant DiffModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return {};
    switch (section) {
    case ChangeColumn:
        return tr("Change");
    case PlaceColumn:
        return tr("Place");
    case BeforeColumn:
        return tr("Before");
    case AfterColumn:
        return tr("Now");
    default:
        return {};
    }
}

} // namespace Ui
