#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>
#include <vector>

namespace Stomp {

/** One line of a comparison. */
struct TextDiffLine
{
    enum class Kind : std::uint8_t
    {
        Same,
        Removed, //!< only in the first text
        Added, //!< only in the second
    };
    Kind kind = Kind::Same;
    /** Line numbers from 1; 0 where the text has no such line. */
    std::size_t before = 0;
    std::size_t after = 0;
    std::string_view text; //!< without its line end
};

struct TextDiff
{
    /** Changed lines with some unchanged ones around them; none when the texts are the same. */
    std::vector<TextDiffLine> lines;
    std::size_t added = 0;
    std::size_t removed = 0;
    bool isCut = false; //!< lines has not all of them; added and removed count all
    /** The texts differ so much that from some line on all is told as removed and added. */
    bool isCoarse = false;
};

/** Line by line, with the fewest changes (E. Myers, 1986) up to a bound. Lines end with LF, CR LF
 * or CR; their ends are not compared. Views of the texts. */
[[nodiscard]] TextDiff diffText(std::string_view before, std::string_view after,
    std::size_t maxLines = 20'000, std::size_t context = 3);

} // namespace Stomp
