#pragma once

#include <QtGlobal>

namespace Ui {

/** Which look the window takes; kept in the settings. System: the desktop's own. */
enum class ThemeChoice : quint8
{
    System,
    Light,
    Dark
};

} // namespace Ui
