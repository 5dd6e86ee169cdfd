#pragma once

#include <ui/profiles/themechoice.h>

#include <QColor>
#include <QFont>
#include <QPalette>

class QApplication;

namespace Ui {

/** What a colour is for. Never the only carrier of its meaning: a shape or a word goes with it. */
enum class Tone : quint8
{
    Text,
    Muted, //!< secondary text
    Accent, //!< the one colour for what is chosen or linked
    Good,
    Warn,
    Bad,
    Queue,
    Topic,
};

/**
 * The look: the desktop's own style and palette where there is one, Fusion with a light and a dark
 * palette of ours where there is none or where the user asks for it. Colours are asked for by
 * palette, so that they are legible on whatever stands behind them.
 */
namespace Theme {

/** Everything sits on this grid, in device-independent pixels. */
inline constexpr int grid = 8;
inline constexpr int halfGrid = 4;
inline constexpr int iconSize = 16;

void apply(QApplication& application, ThemeChoice choice);

[[nodiscard]] QPalette palette(bool dark);
[[nodiscard]] bool isDark(const QPalette& palette);
/** Legible on this palette's Base and Window. */
[[nodiscard]] QColor color(Tone tone, const QPalette& palette);
/** A quiet background for a bar that says something in this tone. */
[[nodiscard]] QColor tint(Tone tone, const QPalette& palette);

/** The monospaced font of payloads and frames. */
[[nodiscard]] QFont monospaced();
/** base when all its digits are equally wide, else the monospaced font in its size: counts and
 * times must not wobble. */
[[nodiscard]] QFont tabular(const QFont& base);

/** The palette with text in this tone, for labels. */
[[nodiscard]] QPalette toned(QPalette palette, Tone tone);

} // namespace Theme
} // namespace Ui
