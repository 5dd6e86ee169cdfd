#pragma once

#include <QJsonArray>
#include <QList>
#include <QString>

#include <optional>

namespace Ui {

/** What the user has chosen for one column of the message table. */
struct ColumnChoice
{
    QString key; //!< "time", "\"content-type\"" for a header, "$.order.qty" for a place in the body
    std::optional<bool> isShown = {}; //!< unset: as the table sees fit
    int width = 0; //!< pixels; 0: as the table sees fit

    bool operator==(const ColumnChoice&) const = default;
};

/** The columns of the message table in their order: those of one destination, or, with an empty
 * one, of all that have none of their own. */
struct ColumnSet
{
    QString destination;
    QList<ColumnChoice> columns; //!< none: as the console has them at first

    bool operator==(const ColumnSet&) const = default;
};

[[nodiscard]] QJsonArray toJson(const QList<ColumnSet>& sets);
/** Columns without a key are left out. */
[[nodiscard]] QList<ColumnSet> columnSetsFromJson(const QJsonArray& array);

} // namespace Ui
