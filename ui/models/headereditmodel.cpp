#include "headereditmodel.h"

#include "headermodel.h"
#include "visibletext.h"

#include <algorithm>

namespace Ui {

namespace {

constexpr int shownCharacters = 500;

bool isEmpty(const Stomp::Header& header)
{
    return header.name.empty() && header.value.empty();
}

} // namespace

HeaderEditModel::HeaderEditModel(QObject* parent) : QAbstractTableModel(parent), m_headers(1) { }

void HeaderEditModel::setHeaders(std::vector<Stomp::Header> headers)
{
    beginResetModel();
    m_headers = std::move(headers);
    m_headers.emplace_back();
    endResetModel();
}

std::vector<Stomp::Header> HeaderEditModel::headers() const
{
    std::vector<Stomp::Header> all;
    std::copy_if(m_headers.begin(), m_headers.end(), std::back_inserter(all),
        [](const Stomp::Header& header) { return !header.name.empty(); });
    return all;
}

int HeaderEditModel::namelessRow() const
{
    const auto found = std::find_if(m_headers.begin(), m_headers.end(),
        [](const Stomp::Header& header) { return header.name.empty() && !header.value.empty(); });
    return found == m_headers.end() ? -1 : static_cast<int>(found - m_headers.begin());
}

int HeaderEditModel::rowCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_headers.size());
}

int HeaderEditModel::columnCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

QVariant HeaderEditModel::data(const QModelIndex& index, int role) const
{
    if (!index.isValid())
        return {};
    const Stomp::Header& header = m_headers[static_cast<std::size_t>(index.row())];
    const std::string& text = index.column() == NameColumn ? header.name : header.value;
    if (role == Qt::EditRole)
        return QString::fromStdString(text);
    if (role != Qt::DisplayRole)
        return {};
    if (index.column() == ValueColumn && !text.empty() && Stomp::isSecretHeader(header.name))
        return HeaderModel::mask();
    return visibleText(text, shownCharacters);
}

bool HeaderEditModel::setData(const QModelIndex& index, const QVariant& value, int role)
{
    if (!index.isValid() || role != Qt::EditRole)
        return false;
    Stomp::Header& header = m_headers[static_cast<std::size_t>(index.row())];
    std::string& text = index.column() == NameColumn ? header.name : header.value;
    const QString edited = value.toString();
    if (edited == QString::fromStdString(text))
        return true;
    text = edited.toStdString();
    Q_EMIT dataChanged(index.siblingAtColumn(NameColumn), index.siblingAtColumn(ValueColumn));
    if (!isEmpty(m_headers.back())) {
        beginInsertRows({}, rowCount(), rowCount());
        m_headers.emplace_back();
        endInsertRows();
    }
    return true;
}

Qt::ItemFlags HeaderEditModel::flags(const QModelIndex& index) const
{
    const Qt::ItemFlags flags = QAbstractTableModel::flags(index);
    return index.isValid() ? flags | Qt::ItemIsEditable : flags;
}

QVariant HeaderEditModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return {};
    return section == NameColumn ? tr("Header") : tr("Value");
}

bool HeaderEditModel::removeRows(int row, int count, const QModelIndex& parent)
{
    // The empty row at the end stays.
    const int last = std::min(row + count, rowCount() - 1);
    if (parent.isValid() || row < 0 || last <= row)
        return false;
    beginRemoveRows({}, row, last - 1);
    m_headers.erase(m_headers.begin() + row, m_headers.begin() + last);
    endRemoveRows();
    return true;
}

} // namespace Ui
