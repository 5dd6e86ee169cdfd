#pragma once

#include <QString>

#include <string_view>

namespace Ui {

/** The character that stands for a control character in a line of text: U+2400 and on. Line ends
 * get arrows of their own in visibleText(). */
[[nodiscard]] QChar symbolOf(char16_t control);

/**
 * UTF-8 as one line for a table's cell: control characters as symbols, cut with an ellipsis at
 * limit characters. What is not UTF-8 is U+FFFD.
 */
[[nodiscard]] QString visibleText(std::string_view utf8, qsizetype limit);

} // namespace Ui
