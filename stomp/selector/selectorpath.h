#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace Stomp {

/** One step into a JSON body: to a member by its key, or to an element by its index from 0. */
struct SelectorStep
{
    bool isIndex = false;
    std::uint32_t index = 0;
    std::string key = {};

    bool operator==(const SelectorStep&) const = default;
};

/**
 * A place in a JSON body, as steps from its top; none: the whole body. Written $.order.qty,
 * $.items[0].price, $['odd name'], $["x"] or $."x"; a quote within quotes is doubled. Names without
 * quotes are made of letters, digits, _ and bytes beyond ASCII.
 */
using SelectorPath = std::vector<SelectorStep>;

/** The shortest way to write a path; reads back as the same. */
[[nodiscard]] std::string pathText(const SelectorPath& path);

/** What stands in quotes: 'it''s' is it's. Empty when text does not begin with quote or does not
 * close it; length is then 0, else what was read with both quotes. */
struct QuotedText
{
    std::string text;
    std::size_t length = 0;
};
[[nodiscard]] QuotedText readQuoted(std::string_view text, char quote);
[[nodiscard]] std::string quotedText(std::string_view text, char quote);

/** Reads a path at the beginning of text, which begins with $. */
struct ReadPath
{
    SelectorPath path;
    std::size_t length = 0; //!< what was read, up to the mistake if there is one
    std::string mistake; //!< what was expected; empty: none
};
[[nodiscard]] ReadPath readPath(std::string_view text);

} // namespace Stomp
