#pragma once

#include "theme.h"

#include <QIcon>

namespace Ui {

/**
 * One of our SVGs (resources/icons, freedesktop names), painted in the palette's colour of this
 * tone at the moment of painting: follows the theme, the widget's state and the screen's scale.
 */
[[nodiscard]] QIcon icon(QLatin1StringView name, Tone tone = Tone::Text);

/** All names in resources/icons. */
[[nodiscard]] QStringList iconNames();

} // namespace Ui
