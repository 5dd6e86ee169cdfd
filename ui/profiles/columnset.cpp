#include "columnset.h"

#include <QJsonObject>

#include <algorithm>

namespace Ui {

namespace {

constexpr int widest = 10'000;

QJsonObject toJson(const ColumnChoice& choice)
{
    QJsonObject object{{QStringLiteral("column"), choice.key}};
    if (choice.isShown)
        object.insert(QStringLiteral("shown"), *choice.isShown);
    if (choice.width > 0)
        object.insert(QStringLiteral("width"), choice.width);
    return object;
}

} // namespace

QJsonArray toJson(const QList<ColumnSet>& sets)
{
    QJsonArray array;
    for (const ColumnSet& set : sets) {
        QJsonArray columns;
        for (const ColumnChoice& choice : set.columns)
            columns.append(toJson(choice));
        array.append(QJsonObject{{QStringLiteral("destination"), set.destination},
            {QStringLiteral("columns"), columns}});
    }
    return array;
}

QList<ColumnSet> columnSetsFromJson(const QJsonArray& array)
{
    QList<ColumnSet> sets;
    for (const QJsonValue& value : array) {
        ColumnSet set{value[QLatin1StringView("destination")].toString(), {}};
        const QJsonArray columns = value[QLatin1StringView("columns")].toArray();
        for (const QJsonValue& column : columns) {
            ColumnChoice choice;
            choice.key = column[QLatin1StringView("column")].toString();
            if (column[QLatin1StringView("shown")].isBool())
                choice.isShown = column[QLatin1StringView("shown")].toBool();
            choice.width = std::clamp(column[QLatin1StringView("width")].toInt(), 0, widest);
            if (!choice.key.isEmpty())
                set.columns.append(choice);
        }
        if (!set.columns.isEmpty())
            sets.append(set);
    }
    return sets;
}

} // namespace Ui
