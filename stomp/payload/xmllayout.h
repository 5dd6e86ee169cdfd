#pragma once

#include <cstddef>
#include <limits>
#include <optional>
#include <string>
#include <string_view>

namespace Stomp {

struct XmlLayoutResult
{
    std::string text;
    bool cut = false;
    /** The first thing that keeps it from being laid out, one English line with the place: a tag
     * that is not closed, or closed by another. text is empty then. */
    std::string error;
    std::size_t errorOffset = 0;
    /** The document type declares entities. They are shown by name and never replaced, so none can
     * grow into gigabytes. */
    bool hasEntities = false;
};

/**
 * XML with one tag a line. Changes nothing but white space between tags where an element has
 * nothing but elements in it; text, mixed content, CDATA, comments and elements under
 * xml:space="preserve" stay as they came; a byte order mark is left out. Checks that tags match,
 * not all that XML asks for. One pass to look and one to write, no recursion, nothing is fetched or
 * replaced.
 */
[[nodiscard]] XmlLayoutResult layoutXml(
    std::string_view document, std::size_t maxBytes = std::numeric_limits<std::size_t>::max());

} // namespace Stomp
