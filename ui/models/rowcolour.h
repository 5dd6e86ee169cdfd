#pragma once

#include <QLatin1StringView>

#include <array>

namespace Ui {

/** The few colours that rows can be given; how they look is the theme's. */
enum class RowColour : int
{
    Red = 1,
    Amber,
    Green,
    Blue,
    Violet,
    Grey
};

inline constexpr std::array rowColours{RowColour::Red, RowColour::Amber, RowColour::Green,
    RowColour::Blue, RowColour::Violet, RowColour::Grey};

/** For settings. */
[[nodiscard]] QLatin1StringView toKey(RowColour colour);
/** Red where the key says nothing. */
[[nodiscard]] RowColour rowColourFromKey(const QString& key);

} // namespace Ui
