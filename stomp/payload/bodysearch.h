#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace Stomp {

/** Places in a text where something was found. */
struct SearchHits
{
    struct Hit
    {
        std::size_t offset = 0;
        std::size_t length = 0;
    };
    std::vector<Hit> hits; //!< ascending, never overlapping
    bool isCut = false; //!< there are more than the limit
};

/** Where needle stands in a text; ASCII letters match in either case. None for an empty needle. */
[[nodiscard]] SearchHits searchText(
    std::string_view text, std::string_view needle, std::size_t limit);

/** The same among the keys and values of a document that checkJson() has passed: each token that
 * has it is one hit, from the token's first byte, a string with its quotes. Strings are searched as
 * they read, with escapes decoded. */
[[nodiscard]] SearchHits searchJson(
    std::string_view document, std::string_view needle, std::size_t limit);

} // namespace Stomp
