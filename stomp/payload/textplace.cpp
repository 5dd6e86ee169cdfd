#include "textplace.h"

#include "utf8.h"

#include <algorithm>

namespace Stomp {

TextPlace placeOf(std::string_view text, std::size_t offset)
{
    offset = std::min(offset, text.size());
    TextPlace place;
    std::size_t lineStart = 0;
    for (std::size_t i = 0; i < offset; ++i) {
        const char c = text[i];
        if (c == '\n' || (c == '\r' && (i + 1 >= text.size() || text[i + 1] != '\n'))) {
            ++place.line;
            lineStart = i + 1;
        }
    }
    for (std::size_t i = lineStart; i < offset;) {
        i += std::max<std::size_t>(1, utf8SequenceLength(text.substr(i)));
        if (i <= offset)
            ++place.column;
    }
    return place;
}

std::string describe(const TextPlace& place)
{
    return "line " + std::to_string(place.line) + ", column " + std::to_string(place.column);
}

} // namespace Stomp
