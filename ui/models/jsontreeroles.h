#pragma once

#include <Qt>

namespace Ui {

/** What JsonTreeModel says beyond what it displays. */
enum JsonTreeRole : int
{
    JsonRawRole = Qt::UserRole + 1, //!< QByteArray: the value's bytes as they came
    JsonTextRole, //!< QString: a string decoded, anything else as it came
    JsonPathRole, //!< QString: $.a[3]["x y"]
    JsonKindRole, //!< int: Stomp::JsonKind
    JsonRepeatedRole, //!< QString: what other members of the object have its name; empty: none
};

enum JsonTreeColumn : int
{
    JsonNameColumn,
    JsonValueColumn,
    JsonTypeColumn,
    JsonColumnCount
};

} // namespace Ui
