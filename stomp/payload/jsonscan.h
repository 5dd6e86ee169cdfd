#pragma once

#include <cstddef>
#include <cstdint>
#include <cstring>
#include <string_view>

namespace Stomp {

/**
 * Steps over the tokens of a document that checkJson() has passed. Never reads past the end and
 * always gets ahead, whatever the text is; what it makes of an invalid document is undefined.
 * Offsets are bytes into the text given.
 */
namespace JsonScan {

/** Bytes that a string's plain run ends at: quote, backslash, control, non-ASCII. 8 at a time. */
[[nodiscard]] inline bool hasSpecial(const char* p)
{
    constexpr std::uint64_t ones = 0x0101010101010101ULL;
    constexpr std::uint64_t highs = 0x8080808080808080ULL;
    std::uint64_t word = 0;
    std::memcpy(&word, p, sizeof word);
    const std::uint64_t quote = word ^ (ones * 0x22U);
    const std::uint64_t slash = word ^ (ones * 0x5CU);
    const std::uint64_t found = (word - ones * 0x20U) | (quote - ones) | (slash - ones) | word;
    return (found & highs) != 0;
}

[[nodiscard]] inline bool isSpace(char c)
{
    return c == ' ' || c == '\n' || c == '\r' || c == '\t';
}

[[nodiscard]] inline std::size_t skipSpace(std::string_view text, std::size_t at)
{
    while (at < text.size() && isSpace(text[at]))
        ++at;
    return at;
}

/** at is the opening quote; the result is behind the closing one. */
[[nodiscard]] std::size_t skipString(std::string_view text, std::size_t at);
/** A number or a literal. */
[[nodiscard]] std::size_t skipScalar(std::string_view text, std::size_t at);

struct Container
{
    std::size_t end = 0; //!< behind the closing bracket
    std::size_t count = 0; //!< members or elements
};
/** at is the opening bracket. */
[[nodiscard]] Container skipContainer(std::string_view text, std::size_t at);

} // namespace JsonScan

} // namespace Stomp
