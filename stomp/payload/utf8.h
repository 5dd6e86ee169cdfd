#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

namespace Stomp {

/** Length of the well-formed UTF-8 sequence at the beginning of text, 0 when there is none
 * (RFC 3629: no overlong forms, no surrogates, nothing above U+10FFFF). */
[[nodiscard]] std::size_t utf8SequenceLength(std::string_view text);

/** Offset of the first byte that does not belong to a well-formed sequence. */
[[nodiscard]] std::optional<std::size_t> firstBadUtf8(std::string_view text);

/** Appends one code point; what is none (surrogates, too large) as U+FFFD. */
void appendUtf8(char32_t codePoint, std::string& out);

/** The longest size not above limit at which text can be cut without splitting a sequence. */
[[nodiscard]] std::size_t utf8CutBefore(std::string_view text, std::size_t limit);

} // namespace Stomp
