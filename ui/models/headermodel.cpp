#include "headermodel.h"

#include "headernote.h"
#include "visibletext.h"

#include <algorithm>

namespace Ui {

namespace {

/** Characters that a cell shows at most. */
constexpr int shownCharacters = 500;

} // namespace

HeaderModel::HeaderModel(QObject* parent) : QAbstractTableModel(parent) { }

QString HeaderModel::mask()
{
    return QString(8, QChar(u'\u2022'));
}

void HeaderModel::setHeaders(std::span<const Stomp::HeaderView> headers, Stomp::Dialect dialect)
{
    beginResetModel();
    m_dialect = dialect;
    m_rows.clear();
    m_rows.reserve(headers.size());
    for (const Stomp::HeaderView& header : headers) {
        Row row;
        row.header = {std::string(header.name), std::string(header.value)};
        row.secret = Stomp::isSecretHeader(header.name);
        row.repeated = std::any_of(m_rows.begin(), m_rows.end(),
            [&header](const Row& other) { return other.header.name == header.name; });
        if (row.secret)
            row.header.value.clear();
        m_rows.push_back(std::move(row));
    }
    endResetModel();
}

void HeaderModel::clear()
{
    setHeaders({});
}

int HeaderModel::rowCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_rows.size());
}

int HeaderModel::columnCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

QVariant HeaderModel::data(const QModelIndex& index, int role) const
{
    if (!index.isValid())
        return {};
    const Row& row = m_rows[static_cast<std::size_t>(index.row())];
    switch (role) {
    case Qt::DisplayRole:
        if (index.column() == NameColumn)
            return visibleText(row.header.name, shownCharacters);
        return row.secret ? mask() : visibleText(row.header.value, shownCharacters);
    case Qt::ToolTipRole:
        if (row.secret)
            return tr("A secret: not shown");
        if (row.repeated)
            return tr("Repeated: the first header of this name is its value");
        return visibleText(
            index.column() == NameColumn ? row.header.name : row.header.value, 4 * shownCharacters);
    case NameRole:
        return QString::fromStdString(row.header.name);
    case ValueRole:
        return row.secret ? mask() : QString::fromStdString(row.header.value);
    case SecretRole:
        return row.secret;
    case RepeatedRole:
        return row.repeated;
    case NoteRole:
        return note(row);
    default:
        return {};
    }
}

QString HeaderModel::note(const Row& row) const
{
    const QString meaning =
        headerNote(m_dialect, Stomp::HeaderUse::Message, row.header.name, row.header.value);
    return row.repeated
        ? tr("Repeated: the first header of this name is its value.") + u' ' + meaning
        : meaning;
}

QVariant HeaderModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return {};
    return section == NameColumn ? tr("Header") : tr("Value");
}

} // namespace Ui
