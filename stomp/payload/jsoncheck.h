#pragma once

#include "textplace.h"

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace Stomp {

/** Brackets within brackets that are still read; the same bound as simdjson's. */
constexpr std::size_t maxJsonDepth = 1024;

enum class JsonErrorCode : std::uint8_t
{
    None,
    Empty, //!< nothing, or white space only
    ExpectedValue,
    ExpectedKey,
    ExpectedColon,
    ExpectedCommaOrEnd,
    TrailingComma,
    SingleQuotes,
    Comment,
    BadLiteral, //!< tru, True, NaN
    BadNumber, //!< 01, 1., +1
    UnterminatedString,
    ControlCharacter,
    BadEscape,
    BadUtf8,
    ByteOrderMark,
    TextAfterEnd,
    UnexpectedEnd, //!< a bracket is not closed
    TooDeep,
};

/** The first thing in a text that is not JSON. */
struct JsonError
{
    JsonErrorCode code = JsonErrorCode::None;
    /** Bytes from the beginning of the text. */
    std::size_t offset = 0;
    TextPlace place;
    /** One English line without the place: "expected ',' or '}', but found '5'". */
    std::string message;

    explicit operator bool() const { return code != JsonErrorCode::None; }
};

/** "expected ',' or '}', but found '5' at line 3, column 14" */
[[nodiscard]] std::string describe(const JsonError& error);

/**
 * Whether text is one JSON value and nothing else: the grammar of RFC 8259, strictly, in one pass
 * without recursion. Any value may stand at the top. Numbers may be of any size, keys may repeat,
 * and \u escapes may be lone surrogates: all of that is grammatical.
 */
[[nodiscard]] JsonError checkJson(std::string_view text);

} // namespace Stomp
