#include "columnkey.h"
#include "messagetablemodel.h"

#include <algorithm>

namespace Ui {

namespace {

QString text(const std::string& utf8)
{
    return QString::fromStdString(utf8);
}

} // namespace

int MessageTableModel::columnCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : messageColumnCount + m_fields.count();
}

int MessageTableModel::addField(const Stomp::MessageField& field)
{
    if (const auto column = columnOf(field))
        return *column;
    std::vector<Stomp::MessageField> fields = m_fields.fields();
    fields.push_back(field);
    const int column = columnCount();
    beginInsertColumns({}, column, column);
    m_fields.setFields(std::move(fields));
    endInsertColumns();
    return column;
}

void MessageTableModel::removeField(int column)
{
    const int number = column - messageColumnCount;
    if (number < 0 || number >= m_fields.count())
        return;
    std::vector<Stomp::MessageField> fields = m_fields.fields();
    fields.erase(fields.begin() + number);
    beginRemoveColumns({}, column, column);
    m_fields.setFields(std::move(fields));
    endRemoveColumns();
}

const Stomp::MessageField* MessageTableModel::field(int column) const
{
    const int number = column - messageColumnCount;
    return number >= 0 && number < m_fields.count() ? &m_fields.fields()[std::size_t(number)]
                                                    : nullptr;
}

std::optional<int> MessageTableModel::columnOf(const Stomp::MessageField& field) const
{
    const auto& fields = m_fields.fields();
    const auto found = std::find(fields.begin(), fields.end(), field);
    if (found == fields.end())
        return std::nullopt;
    return messageColumnCount + static_cast<int>(found - fields.begin());
}

QString MessageTableModel::keyOf(int column) const
{
    const Stomp::MessageField* own = field(column);
    return own ? text(own->key()) : columnKey(static_cast<MessageColumn>(column));
}

QVariant MessageTableModel::fieldData(int row, int column, int role) const
{
    const int number = column - messageColumnCount;
    const Stomp::StoredMessage message = m_store.messageAt(storeRowOf(row));
    switch (role) {
    case Qt::DisplayRole:
        return m_fields.cell(message, number).text;
    case Qt::TextAlignmentRole:
        return int(Qt::AlignVCenter
            | (m_fields.cell(message, number).isNumber ? Qt::AlignRight : Qt::AlignLeft));
    case MutedRole:
        return m_fields.cell(message, number).isMuted;
    case Qt::ToolTipRole: {
        const QString why = m_fields.explanation(message, number);
        QStringList lines(why.isEmpty() ? m_fields.cell(message, number).text : why);
        lines += remarksInWords(storeRowOf(row));
        lines.removeAll(QString());
        return lines.join(u'\n');
    }
    default:
        return {};
    }
}

QVariant MessageTableModel::fieldHeader(int column, int role) const
{
    const Stomp::MessageField* own = field(column);
    if (!own)
        return {};
    if (role == Qt::DisplayRole)
        return text(own->title());
    if (role == Qt::ToolTipRole)
        return own->isPath() ? tr("%1 in the JSON body").arg(text(own->title()))
                             : tr("The header %1").arg(text(own->title()));
    return {};
}

} // namespace Ui
