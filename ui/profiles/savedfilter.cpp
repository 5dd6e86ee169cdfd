#include "savedfilter.h"

#include <QJsonObject>

namespace Ui {

QJsonArray toJson(const QList<SavedFilter>& filters)
{
    QJsonArray array;
    for (const SavedFilter& filter : filters)
        array.append(QJsonObject{{QStringLiteral("name"), filter.name},
            {QStringLiteral("text"), filter.text}, {QStringLiteral("reading"), filter.reading}});
    return array;
}

QList<SavedFilter> filtersFromJson(const QJsonArray& array)
{
    QList<SavedFilter> filters;
    for (const QJsonValue& value : array) {
        const SavedFilter filter{value[QLatin1StringView("name")].toString(),
            value[QLatin1StringView("text")].toString(),
            value[QLatin1StringView("reading")].toString(QStringLiteral("auto"))};
        if (!filter.name.isEmpty() && !filter.text.isEmpty())
            filters.append(filter);
    }
    return filters;
}

} // namespace Ui
