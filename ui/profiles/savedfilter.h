#pragma once

#include <QJsonArray>
#include <QList>
#include <QString>

namespace Ui {

/** A filter of the message table that the user has given a name. */
struct SavedFilter
{
    QString name;
    QString text;
    QString reading; //!< how it is read: "auto", "condition" or "text"

    bool operator==(const SavedFilter&) const = default;
};

[[nodiscard]] QJsonArray toJson(const QList<SavedFilter>& filters);
/** Those without a name or a text are left out. */
[[nodiscard]] QList<SavedFilter> filtersFromJson(const QJsonArray& array);

} // namespace Ui
