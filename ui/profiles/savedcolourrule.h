#pragma once

#include <QJsonArray>
#include <QList>
#include <QString>

namespace Ui {

/** A rule by which rows of the message table are coloured, as it is kept between runs. */
struct SavedColourRule
{
    QString condition; //!< as typed
    QString colour; //!< its name in the palette of rules: "red"
    bool isOn = true;

    bool operator==(const SavedColourRule&) const = default;
};

[[nodiscard]] QJsonArray toJson(const QList<SavedColourRule>& rules);
/** Those without a condition are left out. */
[[nodiscard]] QList<SavedColourRule> colourRulesFromJson(const QJsonArray& array);

} // namespace Ui
