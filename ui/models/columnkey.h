#pragma once

#include "messagetableroles.h"

#include <QString>

#include <optional>

namespace Ui {

/** How a column of the message table is written in the settings: a word for those that are always
 * there, else MessageField::key(), which begins with a quote or a $. */
[[nodiscard]] QString columnKey(MessageColumn column);
[[nodiscard]] std::optional<MessageColumn> columnFromKey(const QString& key);

} // namespace Ui
