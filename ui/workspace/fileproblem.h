#pragma once

#include "problem.h"

#include <QFileDevice>

namespace Ui {

/** What keeps a file from being written. what: the first sentence; system: the system's words. */
[[nodiscard]] Problem writingProblem(
    const QString& what, const QString& path, QFileDevice::FileError error, const QString& system);
/** The same for reading. */
[[nodiscard]] Problem readingProblem(
    const QString& what, const QString& path, const QString& system);

} // namespace Ui
