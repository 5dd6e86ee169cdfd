#pragma once

#include <stomp/dialect/lint.h>

#include <ui/profiles/connectionprofile.h>

#include <QString>

#include <vector>

namespace Ui {

/** What the broker will take otherwise than it looks, of a connection that is being typed. The
 * password is looked at and never repeated. */
[[nodiscard]] std::vector<Stomp::Warning> connectWarnings(
    const ConnectionProfile& profile, const QString& password);

} // namespace Ui
