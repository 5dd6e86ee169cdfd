#include "jsonerror.h"

#include "jsonscan.h"
#include "utf8.h"

#include <algorithm>
#include <array>

namespace Stomp {

namespace {

constexpr std::size_t longestWord = 24;
constexpr std::string_view byteOrderMark = "\xEF\xBB\xBF";

bool isWordByte(char c)
{
    return ((c | 0x20) >= 'a' && (c | 0x20) <= 'z') || (c >= '0' && c <= '9') || c == '_'
        || c == '$';
}

bool isDigit(char c)
{
    return c >= '0' && c <= '9';
}

std::string quoted(std::string_view text)
{
    return "'" + std::string(text) + "'";
}

std::string hexByte(unsigned byte, std::string_view prefix, int digits)
{
    std::string text(prefix);
    for (int shift = 4 * (digits - 1); shift >= 0; shift -= 4)
        text.push_back("0123456789ABCDEF"[(byte >> static_cast<unsigned>(shift)) & 0xFU]);
    return text;
}

bool equalsIgnoringCase(std::string_view a, std::string_view b)
{
    return a.size() == b.size() && std::equal(a.begin(), a.end(), b.begin(), [](char x, char y) {
        return (x | 0x20) == (y | 0x20);
    });
}

} // namespace

JsonError JsonErrorWriter::error(JsonErrorCode code, std::size_t at, std::string message) const
{
    return {code, at, placeOf(m_text, at), std::move(message)};
}

std::string_view JsonErrorWriter::word(std::size_t at) const
{
    std::size_t last = at;
    while (last < m_text.size() && isWordByte(m_text[last]) && last - at < longestWord)
        ++last;
    return m_text.substr(at, last - at);
}

std::string JsonErrorWriter::found(std::size_t at) const
{
    if (at >= m_text.size())
        return "the end of the text";
    const auto byte = static_cast<unsigned char>(m_text[at]);
    if (byte == '"')
        return "a string";
    if (byte < 0x20U || byte == 0x7FU)
        return "the control character " + hexByte(byte, "U+", 4);
    if (const std::string_view name = word(at); !name.empty())
        return quoted(name);
    return quoted(m_text.substr(at, utf8SequenceLength(m_text.substr(at, 4))));
}

/** What is wrong wherever it stands: bytes that are not UTF-8, comments, single quotes. */
bool JsonErrorWriter::strange(std::size_t at, JsonError& out) const
{
    if (at >= m_text.size())
        return false;
    const std::string_view rest = m_text.substr(at);
    if (rest.starts_with(byteOrderMark)) {
        out =
            error(JsonErrorCode::ByteOrderMark, at, "a byte order mark (EF BB BF): JSON has none");
    } else if (utf8SequenceLength(rest.substr(0, 4)) == 0) {
        const auto byte = static_cast<unsigned char>(rest[0]);
        out = error(
            JsonErrorCode::BadUtf8, at, "the byte " + hexByte(byte, "0x", 2) + " is not UTF-8");
    } else if (rest.starts_with("//") || rest.starts_with("/*") || rest[0] == '#') {
        out = error(JsonErrorCode::Comment, at, "a comment: JSON has none");
    } else if (rest[0] == '\'' || rest[0] == '`' || rest.starts_with("\xE2\x80\x9C")
        || rest.starts_with("\xE2\x80\x98")) {
        out = error(JsonErrorCode::SingleQuotes, at,
            "expected a string in double quotes (\"), but found " + found(at));
    } else {
        return false;
    }
    return true;
}

JsonError JsonErrorWriter::empty() const
{
    return error(JsonErrorCode::Empty, 0,
        m_text.empty() ? "expected a JSON value, but there is nothing"
                       : "expected a JSON value, but there is only white space");
}

JsonError JsonErrorWriter::unclosed(std::size_t opener) const
{
    return error(JsonErrorCode::UnexpectedEnd, m_text.size(),
        "the text ends before the " + quoted(m_text.substr(opener, 1)) + " of "
            + describe(placeOf(m_text, opener)) + " is closed");
}

JsonError JsonErrorWriter::value(std::size_t at, std::size_t comma) const
{
    JsonError special;
    if (strange(at, special))
        return special;
    if (at >= m_text.size())
        return error(JsonErrorCode::UnexpectedEnd, at, "expected a value, but the text ends");
    const char c = m_text[at];
    if (c == ']' && comma != noComma)
        return error(
            JsonErrorCode::TrailingComma, comma, "a comma before ']': remove it or add a value");
    if ((c == '+' || c == '.') && at + 1 < m_text.size() && isDigit(m_text[at + 1]))
        return error(JsonErrorCode::BadNumber, at,
            c == '+' ? "a number does not begin with '+'" : "a number needs a digit before '.'");
    const std::string_view name = word(at);
    static constexpr std::array<std::string_view, 3> literals{"true", "false", "null"};
    for (const std::string_view literal : literals) {
        if (equalsIgnoringCase(name, literal))
            return error(JsonErrorCode::BadLiteral, at,
                "expected " + std::string(literal) + " in lower case, but found " + quoted(name));
        if (name.size() >= 2 && (literal.starts_with(name) || name.starts_with(literal)))
            return error(JsonErrorCode::BadLiteral, at,
                "expected " + std::string(literal) + ", but found " + quoted(name));
    }
    if (!name.empty())
        return error(JsonErrorCode::BadLiteral, at,
            "expected a value, but found " + quoted(name)
                + (name == "NaN" || name == "Infinity" || name == "undefined"
                        ? ", which JSON does not have"
                        : ": a string needs double quotes"));
    return error(JsonErrorCode::ExpectedValue, at, "expected a value, but found " + found(at));
}

JsonError JsonErrorWriter::key(std::size_t at, std::size_t comma, std::size_t opener) const
{
    JsonError special;
    if (strange(at, special))
        return special;
    if (at >= m_text.size())
        return unclosed(opener);
    if (m_text[at] == '}' && comma != noComma)
        return error(
            JsonErrorCode::TrailingComma, comma, "a comma before '}': remove it or add a member");
    return error(
        JsonErrorCode::ExpectedKey, at, "expected a key in double quotes, but found " + found(at));
}

JsonError JsonErrorWriter::colon(std::size_t at) const
{
    JsonError special;
    if (strange(at, special))
        return special;
    return error(
        JsonErrorCode::ExpectedColon, at, "expected ':' after the key, but found " + found(at));
}

JsonError JsonErrorWriter::commaOrEnd(std::size_t at, std::size_t opener) const
{
    JsonError special;
    if (strange(at, special))
        return special;
    if (at >= m_text.size())
        return unclosed(opener);
    const bool object = m_text[opener] == '{';
    const char c = m_text[at];
    std::string expected = object ? "expected ',' or '}'" : "expected ',' or ']'";
    if (c == '}' || c == ']')
        expected += " to close the '" + std::string(object ? "{" : "[") + "' of "
            + describe(placeOf(m_text, opener));
    return error(JsonErrorCode::ExpectedCommaOrEnd, at, expected + ", but found " + found(at));
}

JsonError JsonErrorWriter::number(std::size_t start, std::size_t at) const
{
    const auto bad = [this](std::size_t place, std::string message) {
        return error(JsonErrorCode::BadNumber, place, std::move(message));
    };
    const char c = at < m_text.size() ? m_text[at] : '\0';
    const char before = at > start ? m_text[at - 1] : '\0';
    const std::string_view digitsFrom = m_text.substr(start, at - start);
    if ((digitsFrom == "0" || digitsFrom == "-0") && (isDigit(c) || c == 'x' || c == 'X'))
        return bad(start,
            isDigit(c) ? "a number does not begin with 0 and another digit"
                       : "numbers are decimal: no 0x");
    if (before == '-' && at == start + 1)
        return bad(at, "expected a digit after '-', but found " + found(at));
    if (before == '.')
        return bad(at, "expected a digit after '.', but found " + found(at));
    if (before == 'e' || before == 'E' || before == '+' || before == '-')
        return bad(at, "expected a digit in the exponent, but found " + found(at));
    return bad(at, "expected the end of the number, but found " + found(at));
}

JsonError JsonErrorWriter::escape(std::size_t at) const
{
    const std::string_view rest = m_text.substr(at);
    if (rest.size() >= 2 && rest[1] == 'u')
        return error(JsonErrorCode::BadEscape, at, "expected four hexadecimal digits after '\\u'");
    const std::size_t length =
        rest.size() < 2 ? 0 : std::max<std::size_t>(1, utf8SequenceLength(rest.substr(1, 4)));
    const bool shown = length > 0 && static_cast<unsigned char>(rest[1]) >= 0x20U
        && utf8SequenceLength(rest.substr(1, 4)) > 0;
    return error(JsonErrorCode::BadEscape, at,
        (shown ? quoted(rest.substr(0, 1 + length)) : std::string("this '\\'"))
            + " is no escape; a backslash itself is written '\\\\'");
}

JsonError JsonErrorWriter::string(std::size_t start, std::size_t at) const
{
    if (at >= m_text.size() || (at + 1 == m_text.size() && m_text[at] == '\\'))
        return error(
            JsonErrorCode::UnterminatedString, start, "this string has no closing quote (\")");
    const auto byte = static_cast<unsigned char>(m_text[at]);
    if (byte == '\\')
        return escape(at);
    if (byte == '\n' || byte == '\r')
        return error(JsonErrorCode::ControlCharacter, at,
            std::string("a line end in a string: a closing quote is missing, or write it as ")
                + (byte == '\n' ? "\\n" : "\\r"));
    if (byte == '\t')
        return error(JsonErrorCode::ControlCharacter, at, "a tab in a string: write it as \\t");
    if (byte < 0x20U)
        return error(JsonErrorCode::ControlCharacter, at,
            "the control character " + hexByte(byte, "U+", 4) + " in a string: write it as "
                + hexByte(byte, "\\u", 4));
    return error(
        JsonErrorCode::BadUtf8, at, "the byte " + hexByte(byte, "0x", 2) + " is not UTF-8");
}

JsonError JsonErrorWriter::afterEnd(std::size_t at) const
{
    JsonError special;
    if (strange(at, special))
        return special;
    return error(JsonErrorCode::TextAfterEnd, at,
        "expected the end after the JSON value, but found " + found(at));
}

JsonError JsonErrorWriter::tooDeep(std::size_t at) const
{
    return error(JsonErrorCode::TooDeep, at,
        "nested deeper than " + std::to_string(maxJsonDepth) + " levels");
}

} // namespace Stomp
