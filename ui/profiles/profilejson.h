#pragma once

#include "connectionprofile.h"

#include <QJsonObject>

namespace Ui {

/** A profile in our own files, never with a secret. What known has and we do not know is kept. */
[[nodiscard]] QJsonObject toJson(const ConnectionProfile& profile, QJsonObject known = {});
/** Nothing where it is no profile; fields that are missing or wrong have the preset's values. */
[[nodiscard]] std::optional<ConnectionProfile> profileFromJson(const QJsonObject& object);

} // namespace Ui
