#pragma once

#include <cstddef>
#include <string_view>

namespace Stomp {

/**
 * Numbers as text, exact at any size: an optional sign, digits with at most one point, an optional
 * exponent ("-7", "+5", ".5", "5.", "1e400"). No white space, no NaN, no hexadecimal.
 */

/** How many bytes at the beginning of text are an unsigned number; 0: none. */
[[nodiscard]] std::size_t unsignedNumberLength(std::string_view text);

[[nodiscard]] bool isNumberText(std::string_view text);

/** Below, at or above 0 as the number a is less than, equal to or greater than b; both are number
 * texts. Compares digits: 23958446825181076828 and ...829 differ, 1.0 and 1 do not. */
[[nodiscard]] int compareNumberTexts(std::string_view a, std::string_view b);

/** The nearest double of a number text; beyond a double's range infinity or 0 with its sign. */
[[nodiscard]] double doubleOfNumberText(std::string_view text);

} // namespace Stomp
