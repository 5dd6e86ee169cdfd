#include "destinationpattern.h"

#include <optional>

namespace Stomp {

namespace {

std::string_view separatorsOf(PatternStyle style)
{
    switch (style) {
    case PatternStyle::Plain:
        return "./";
    case PatternStyle::ActiveMq:
    case PatternStyle::Words:
        return ".";
    case PatternStyle::Ant:
        break;
    }
    return "/";
}

/** A name that is read level by level. */
struct Levels
{
    std::string_view separators;
    std::string_view rest;
    char before = 0; //!< the separator in front of the level that take() gave
    bool atEnd = false;

    [[nodiscard]] std::string_view take()
    {
        const std::size_t end = rest.find_first_of(separators);
        const std::string_view level = rest.substr(0, end);
        atEnd = end == std::string_view::npos;
        before = next;
        next = atEnd ? char(0) : rest[end];
        rest = atEnd ? std::string_view() : rest.substr(end + 1);
        return level;
    }

    char next = 0;
};

/** * is any number of characters, ? is one. */
bool matchesLevel(std::string_view pattern, std::string_view text)
{
    std::size_t p = 0;
    std::size_t t = 0;
    std::optional<std::size_t> star;
    std::size_t starText = 0;
    while (t < text.size()) {
        if (p < pattern.size() && pattern[p] == '*') {
            star = p++;
            starText = t;
        } else if (p < pattern.size() && (pattern[p] == '?' || pattern[p] == text[t])) {
            ++p;
            ++t;
        } else if (star) {
            p = *star + 1;
            t = ++starText;
        } else {
            return false;
        }
    }
    while (p < pattern.size() && pattern[p] == '*')
        ++p;
    return p == pattern.size();
}

bool isOneLevel(PatternStyle style, std::string_view wanted, std::string_view found)
{
    return style == PatternStyle::Ant ? matchesLevel(wanted, found)
                                      : wanted == "*" || wanted == found;
}

/** With a sign for any number of levels that may stand anywhere: goes back to the last one when a
 * level does not fit, as with * in a level. */
bool matchesAnywhere(
    PatternStyle style, std::string_view many, std::string_view pattern, std::string_view name)
{
    Levels wanted{separatorsOf(style), pattern};
    Levels found{separatorsOf(style), name};
    std::optional<Levels> afterMany;
    Levels retry = found;
    bool wantedLeft = true;
    bool foundLeft = true;
    while (foundLeft) {
        Levels wantedNext = wanted;
        const std::string_view sign = wantedLeft ? wantedNext.take() : std::string_view();
        if (wantedLeft && sign == many) {
            if (wantedNext.atEnd)
                return true;
            wanted = wantedNext;
            afterMany = wanted;
            retry = found;
            continue;
        }
        Levels foundNext = found;
        const std::string_view level = foundNext.take();
        if (wantedLeft && isOneLevel(style, sign, level)) {
            wanted = wantedNext;
            wantedLeft = !wantedNext.atEnd;
            found = foundNext;
            foundLeft = !foundNext.atEnd;
        } else if (afterMany) {
            static_cast<void>(retry.take());
            if (retry.atEnd)
                return false;
            found = retry;
            wanted = *afterMany;
            wantedLeft = true;
        } else {
            return false;
        }
    }
    while (wantedLeft) {
        if (wanted.take() != many)
            return false;
        wantedLeft = !wanted.atEnd;
    }
    return true;
}

bool matchesInOrder(PatternStyle style, std::string_view pattern, std::string_view name)
{
    Levels wanted{separatorsOf(style), pattern};
    Levels found{separatorsOf(style), name};
    while (true) {
        const std::string_view sign = wanted.take();
        if (style == PatternStyle::ActiveMq && sign == ">")
            return true;
        const std::string_view level = found.take();
        if (wanted.before != found.before)
            return false;
        if (style == PatternStyle::Plain && (sign == ">" || sign == "#"))
            return true;
        if (!isOneLevel(style, sign, level))
            return false;
        if (wanted.atEnd || found.atEnd) {
            if (wanted.atEnd && found.atEnd)
                return true;
            // A.> is A, too.
            return style == PatternStyle::ActiveMq && found.atEnd && wanted.take() == ">";
        }
    }
}

} // namespace

bool hasWildcards(PatternStyle style, std::string_view name)
{
    if (style == PatternStyle::Ant)
        return name.find_first_of("*?") != std::string_view::npos;
    Levels levels{separatorsOf(style), name};
    do {
        const std::string_view level = levels.take();
        if (level == "*" || (style != PatternStyle::Words && level == ">")
            || (style != PatternStyle::ActiveMq && level == "#"))
            return true;
    } while (!levels.atEnd);
    return false;
}

bool matchesPattern(PatternStyle style, std::string_view pattern, std::string_view name)
{
    switch (style) {
    case PatternStyle::Plain:
    case PatternStyle::ActiveMq:
        return matchesInOrder(style, pattern, name);
    case PatternStyle::Words:
        return matchesAnywhere(style, "#", pattern, name);
    case PatternStyle::Ant:
        break;
    }
    return matchesAnywhere(style, "**", pattern, name);
}

} // namespace Stomp
