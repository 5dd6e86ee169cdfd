#pragma once

#include "selector.h"

#include <span>
#include <string>
#include <string_view>

namespace Stomp {

struct SelectorRewrite
{
    std::string_view ours;
    std::string_view theirs;
};

/** How one broker's selectors name what STOMP has as a header. */
struct SelectorName
{
    std::string_view header;
    /** Empty: the broker's selectors do not see it. */
    std::string_view identifier = {};
    /** Not empty: it has these values only, written in the broker's way ('true' as TRUE); it can
     * be compared with them by =, <> and IN and stand nowhere else. */
    std::span<const SelectorRewrite> values = {};
    /** Not empty: its texts begin in another way there ('/queue/' as 'queue://'). */
    std::span<const SelectorRewrite> prefixes = {};
};

/** One broker's selectors. Owns nothing: made of constants. */
struct SelectorWays
{
    std::string_view broker; //!< its name in messages
    std::span<const SelectorName> names = {}; //!< headers that are not here go by their own name
    std::string_view prefix = {}; //!< before every selector
    /** Before a selector that has names with hyphens; empty: it cannot have them. */
    std::string_view hyphenPrefix = {};
};

/** stomp-facts 3.5 and 4.9; the names as Classic 5.17 and Artemis have them in their sources.
 * RabbitMQ and Spring's simple broker have no selectors. */
[[nodiscard]] const SelectorWays& activeMqSelectors();
[[nodiscard]] const SelectorWays& artemisSelectors();

struct SelectorTranslation
{
    std::string text; //!< for the selector header of SUBSCRIBE; empty after an error
    /** Names the first term that the broker's selectors cannot say; places are those of the text
     * that the selector was parsed from. */
    SelectorError error;
};

/** It asks what no broker knows: paths, what a message came on, IS TRUE. */
[[nodiscard]] bool isConsoleOnly(const Selector& selector);

/** A selector in a broker's own words: with its names and values, IN over numbers spelled out, and
 * without what only ours have. An empty one stays empty. */
[[nodiscard]] SelectorTranslation translate(const Selector& selector, const SelectorWays& ways);

} // namespace Stomp
