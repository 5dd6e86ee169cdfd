#include "selectorlexer.h"

#include "numbertext.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cstdio>
#include <system_error>

namespace Stomp {

namespace {

using Kind = SelectorTokenKind;

struct Spelling
{
    std::string_view text;
    Kind kind;
};

constexpr std::array<Spelling, 12> keywords{
    {{"AND", Kind::And}, {"OR", Kind::Or}, {"NOT", Kind::Not}, {"BETWEEN", Kind::Between},
        {"LIKE", Kind::Like}, {"ESCAPE", Kind::Escape}, {"IN", Kind::In}, {"IS", Kind::Is},
        {"NULL", Kind::Null}, {"TRUE", Kind::True}, {"FALSE", Kind::False}, {"", Kind::End}}};

/** The longer ones first. */
constexpr std::array<Spelling, 14> symbols{{{"<>", Kind::NotEqual}, {"<=", Kind::LessEqual},
    {">=", Kind::GreaterEqual}, {"=", Kind::Equal}, {"<", Kind::Less}, {">", Kind::Greater},
    {"+", Kind::Plus}, {"-", Kind::Minus}, {"*", Kind::Star}, {"/", Kind::Slash},
    {"%", Kind::Percent}, {"(", Kind::Open}, {")", Kind::Close}, {",", Kind::Comma}}};

struct Habit
{
    std::string_view text;
    std::string_view message;
};

/** What other languages write, and how it is written here; the longer ones first. */
constexpr std::array<Habit, 22> habits{{
    {"===", "=== is written ="},
    {"!==", "!== is written <>"},
    {"==", "== is written ="},
    {"!=", "!= is written <>"},
    {"=<", "=< is written <="},
    {"=>", "=> is written >="},
    {"<=>", "<=> is no operator here: compare with =, <>, <, <=, > or >="},
    {"=~", "=~ is no operator here: LIKE compares with a pattern of % and _"},
    {"~=", "~= is no operator here: LIKE compares with a pattern of % and _"},
    {"~", "~ is no operator here: LIKE compares with a pattern of % and _"},
    {"&&", "&& is written AND"},
    {"&", "& is written AND"},
    {"||", "|| is written OR"},
    {"|", "| is written OR"},
    {"!", "! is written NOT"},
    {"`", "strings stand in single quotes ('), header names with hyphens in double quotes (\")"},
    {"\xE2\x80\x98", "strings stand in straight single quotes (')"},
    {"\xE2\x80\x99", "strings stand in straight single quotes (')"},
    {"\xE2\x80\x9C", "these are typographic quotes: strings stand in straight single quotes (')"},
    {"\xE2\x80\x9D", "these are typographic quotes: strings stand in straight single quotes (')"},
    {";", "one expression only: it needs no semicolon"},
    {"[", "brackets belong to a path, as in $.items[0]; a list stands in parentheses"},
}};

bool isDigit(char c)
{
    return c >= '0' && c <= '9';
}

bool isLetter(char c)
{
    return ((c | 0x20) >= 'a' && (c | 0x20) <= 'z') || c == '_' || c == '$';
}

bool isWordByte(char c)
{
    return isLetter(c) || isDigit(c);
}

std::size_t wordLength(std::string_view text)
{
    const auto end = std::find_if_not(text.begin(), text.end(), isWordByte);
    return static_cast<std::size_t>(end - text.begin());
}

Kind keywordOf(std::string_view word)
{
    for (const Spelling& keyword : keywords) {
        if (keyword.text.size() == word.size()
            && std::equal(word.begin(), word.end(), keyword.text.begin(),
                [](char a, char b) { return isLetter(a) && a != '$' && (a & ~0x20) == b; }))
            return keyword.kind;
    }
    return Kind::Name;
}

std::size_t characterLength(std::string_view text)
{
    std::size_t length = 1;
    while (static_cast<unsigned char>(text[0]) >= 0xC0U && length < text.size() && length < 4
        && (static_cast<unsigned char>(text[length]) & 0xC0U) == 0x80U)
        ++length;
    return length;
}

} // namespace

bool isPlainName(std::string_view name)
{
    return !name.empty() && isLetter(name[0]) && wordLength(name) == name.size()
        && keywordOf(name) == Kind::Name && name != "$"; // alone, $ is the path to the whole body
}

SelectorToken SelectorLexer::token(Kind kind, std::size_t length)
{
    SelectorToken result{kind, m_at, length};
    m_at += length;
    return result;
}

SelectorToken SelectorLexer::mistake(std::size_t length, std::string message)
{
    m_error = {m_at, length, std::move(message)};
    return {Kind::Mistake, m_at, length};
}

bool SelectorLexer::skipSpace()
{
    constexpr std::string_view space = " \t\r\n\f";
    for (;;) {
        m_at = std::min(m_text.find_first_not_of(space, m_at), m_text.size());
        if (rest().starts_with("--")) {
            m_at = std::min(m_text.find_first_of("\r\n", m_at), m_text.size());
        } else if (rest().starts_with("/*")) {
            const std::size_t end = m_text.find("*/", m_at + 2);
            if (end == std::string_view::npos) {
                (void)mistake(2, "a comment that is opened with /* has no closing */");
                return false;
            }
            m_at = end + 2;
        } else {
            return true;
        }
    }
}

SelectorToken SelectorLexer::next()
{
    if (m_error || !skipSpace())
        return {Kind::Mistake, m_error.offset, m_error.length};
    if (m_at == m_text.size())
        return token(Kind::End, 0);
    const char c = m_text[m_at];
    const char following = m_at + 1 < m_text.size() ? m_text[m_at + 1] : '\0';
    if (c == '$' && (following == '.' || following == '[' || !isWordByte(following)))
        return path();
    if (isLetter(c))
        return word();
    if (isDigit(c) || (c == '.' && isDigit(following)))
        return number();
    if (c == '\'' || c == '"')
        return quoted(c);
    return symbol();
}

SelectorToken SelectorLexer::word()
{
    const std::string_view text = rest().substr(0, wordLength(rest()));
    const std::string_view behind = rest().substr(text.size());
    const Kind kind = keywordOf(text);
    if (kind == Kind::Name && !behind.empty()
        && (behind[0] == '.' || behind[0] == ':'
            || static_cast<unsigned char>(behind[0]) >= 0x80U)) {
        const std::size_t end = std::min(behind.find_first_of(" \t\r\n=<>(),'\""), behind.size());
        const std::string name(rest().substr(0, text.size() + end));
        std::string message = "header names other than letters, digits, _ and $ stand in double "
                              "quotes: \""
            + name + "\"";
        if (behind[0] == '.' && m_allowsPaths)
            message += "; a place in the body is written $." + name;
        return mistake(name.size(), std::move(message));
    }
    SelectorToken result = token(kind, text.size());
    result.text = text;
    return result;
}

SelectorToken SelectorLexer::path()
{
    ReadPath read = readPath(rest());
    if (!m_allowsPaths && read.length > 1)
        return mistake(read.length,
            "a selector sees headers only: a path ($) into the body is for the console's filters");
    if (!m_allowsPaths)
        return word();
    if (!read.mistake.empty())
        return mistake(std::min(read.length + 1, rest().size()), std::move(read.mistake));
    SelectorToken result = token(Kind::Path, read.length);
    result.path = std::move(read.path);
    return result;
}

SelectorToken SelectorLexer::number()
{
    if (rest().starts_with("0x") || rest().starts_with("0X"))
        return hexNumber();
    const std::size_t length = unsignedNumberLength(rest());
    const std::string_view text = rest().substr(0, length);
    const std::string_view behind = rest().substr(length);
    if (!behind.empty() && (isWordByte(behind[0]) || behind[0] == '.'))
        return mistake(length + std::max<std::size_t>(wordLength(behind), 1),
            "expected the end of the number " + std::string(text)
                + "; text stands in single quotes (')");
    if (text.size() > 1 && text[0] == '0' && isDigit(text[1]))
        return mistake(length,
            "a number does not begin with 0 and another digit (some brokers would read it as "
            "octal); text stands in single quotes (')");
    SelectorToken result = token(Kind::Number, length);
    result.text = text;
    return result;
}

SelectorToken SelectorLexer::hexNumber()
{
    const std::string_view digits = rest().substr(2, wordLength(rest().substr(2)));
    const char* const last = digits.data() + digits.size();
    unsigned long long value = 0;
    const auto read = std::from_chars(digits.data(), last, value, 16);
    if (digits.empty() || read.ptr != last)
        return mistake(2 + digits.size(), "expected hexadecimal digits after 0x");
    if (read.ec != std::errc())
        return mistake(2 + digits.size(), "a hexadecimal number has at most 64 bits");
    SelectorToken result = token(Kind::Number, 2 + digits.size());
    result.text = std::to_string(value);
    return result;
}

SelectorToken SelectorLexer::quoted(char quote)
{
    QuotedText read = readQuoted(rest(), quote);
    if (read.length == 0)
        return mistake(rest().size(),
            quote == '\'' ? "a string that is opened with ' has no closing ' (one within it is "
                            "doubled: '')"
                          : "a header name that is opened with \" has no closing \"; strings "
                            "stand in single quotes (')");
    if (quote == '"' && read.text.empty())
        return mistake(read.length,
            "a header has a name: nothing stands between these double quotes; an empty string is "
            "written ''");
    SelectorToken result = token(quote == '\'' ? Kind::Text : Kind::Name, read.length);
    result.text = std::move(read.text);
    result.isQuoted = quote == '"';
    return result;
}

SelectorToken SelectorLexer::symbol()
{
    for (const Habit& habit : habits) {
        if (rest().starts_with(habit.text))
            return mistake(habit.text.size(), std::string(habit.message));
    }
    for (const Spelling& one : symbols) {
        if (rest().starts_with(one.text))
            return token(one.kind, one.text.size());
    }
    const auto byte = static_cast<unsigned char>(rest()[0]);
    if (byte < 0x20U || byte == 0x7FU) {
        std::array<char, 8> code{};
        std::snprintf(code.data(), code.size(), "U+%04X", static_cast<unsigned>(byte));
        return mistake(
            1, std::string("the control character ") + code.data() + " means nothing here");
    }
    const std::size_t length = characterLength(rest());
    return mistake(length,
        "'" + std::string(rest().substr(0, length))
            + "' means nothing here; strings stand in single quotes ('), header names with such "
              "characters in double quotes (\")");
}

} // namespace Stomp
