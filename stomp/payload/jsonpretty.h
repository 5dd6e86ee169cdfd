#pragma once

#include <cstddef>
#include <limits>
#include <string>
#include <string_view>

namespace Stomp {

struct JsonLayout
{
    /** Blanks a level. */
    std::size_t indent = 2;
    /** Levels below this one are not indented further, which bounds what a deep document grows to.
     */
    std::size_t indentedLevels = 64;
    /** The output is cut at a token before it gets longer. */
    std::size_t maxBytes = std::numeric_limits<std::size_t>::max();
};

struct JsonLayoutResult
{
    std::string text;
    /** Bytes of the input that text stands for: all of them unless it was cut. */
    std::size_t inputUsed = 0;
    bool cut = false;
};

/**
 * A document that checkJson() has passed, one member or element a line. Touches nothing but white
 * space outside strings: order, repeated keys, digits and escapes stay byte for byte.
 */
[[nodiscard]] JsonLayoutResult prettyJson(std::string_view document, const JsonLayout& layout = {});

/** The same without any white space outside strings. */
[[nodiscard]] JsonLayoutResult compactJson(
    std::string_view document, std::size_t maxBytes = std::numeric_limits<std::size_t>::max());

} // namespace Stomp
