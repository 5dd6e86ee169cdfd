#include "columnkey.h"

namespace Ui {

QString columnKey(MessageColumn column)
{
    switch (column) {
    case MessageColumn::Time:
        return QStringLiteral("time");
    case MessageColumn::Connection:
        return QStringLiteral("connection");
    case MessageColumn::Destination:
        return QStringLiteral("destination");
    case MessageColumn::Size:
        return QStringLiteral("size");
    case MessageColumn::Type:
        return QStringLiteral("type");
    case MessageColumn::State:
        return QStringLiteral("state");
    case MessageColumn::Preview:
        return QStringLiteral("preview");
    }
    return {};
}

std::optional<MessageColumn> columnFromKey(const QString& key)
{
    for (int column = 0; column < messageColumnCount; ++column)
        if (columnKey(static_cast<MessageColumn>(column)) == key)
            return static_cast<MessageColumn>(column);
    return std::nullopt;
}

} // namespace Ui
