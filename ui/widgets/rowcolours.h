#pragma once

#include <ui/models/rowcolour.h>

#include <QColor>
#include <QIcon>
#include <QPalette>
#include <QString>

namespace Ui {

/** Of the stripe at the beginning of a row; legible on this palette's Base. */
[[nodiscard]] QColor stripeColor(RowColour colour, const QPalette& palette);
/** Of the row behind its words. */
[[nodiscard]] QColor softColor(RowColour colour, const QPalette& palette);
/** "Red", in the user's language. */
[[nodiscard]] QString colourText(RowColour colour);
/** A piece of a row in this colour. */
[[nodiscard]] QIcon colourIcon(RowColour colour, const QPalette& palette);

} // namespace Ui
