#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace Stomp {

/** A place in a text as people count it: from 1, columns in characters (code points). */
struct TextPlace
{
    std::size_t line = 1;
    std::size_t column = 1;

    bool operator==(const TextPlace&) const = default;
};

/** Lines end with LF, CR LF or CR. Bytes that are not UTF-8 count as one character each. */
[[nodiscard]] TextPlace placeOf(std::string_view text, std::size_t offset);

/** "line 3, column 14" */
[[nodiscard]] std::string describe(const TextPlace& place);

} // namespace Stomp
