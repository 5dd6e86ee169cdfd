#include "savedcolourrule.h"

#include <QJsonObject>

namespace Ui {

QJsonArray toJson(const QList<SavedColourRule>& rules)
{
    QJsonArray array;
    for (const SavedColourRule& rule : rules)
        array.append(QJsonObject{{QStringLiteral("condition"), rule.condition},
            {QStringLiteral("colour"), rule.colour}, {QStringLiteral("on"), rule.isOn}});
    return array;
}

QList<SavedColourRule> colourRulesFromJson(const QJsonArray& array)
{
    QList<SavedColourRule> rules;
    for (const QJsonValue& value : array) {
        const SavedColourRule rule{value[QLatin1StringView("condition")].toString(),
            value[QLatin1StringView("colour")].toString(),
            value[QLatin1StringView("on")].toBool(true)};
        if (!rule.condition.isEmpty())
            rules.append(rule);
    }
    return rules;
}

} // namespace Ui
