#pragma once

#include "selectorerror.h"
#include "selectorpath.h"

#include <cstdint>
#include <string>
#include <string_view>

namespace Stomp {

enum class SelectorTokenKind : std::uint8_t
{
    End,
    Mistake, //!< the lexer's error() says which
    Name, //!< a header; text is its name
    Path,
    Number,
    Text,
    Equal,
    NotEqual,
    Less,
    LessEqual,
    Greater,
    GreaterEqual,
    Plus,
    Minus,
    Star,
    Slash,
    Percent,
    Open,
    Close,
    Comma,
    And,
    Or,
    Not,
    Between,
    Like,
    Escape,
    In,
    Is,
    Null,
    True,
    False,
};

struct SelectorToken
{
    SelectorTokenKind kind = SelectorTokenKind::End;
    std::size_t offset = 0;
    std::size_t length = 0;
    bool isQuoted = false; //!< a header's name in double quotes
    std::string text = {}; //!< a name, a text or a number in decimal, decoded
    SelectorPath path = {};
};

/** Whether a header's name needs no quotes: a letter, _ or $, then digits too, and no keyword. */
[[nodiscard]] bool isPlainName(std::string_view name);

/** Cuts an expression into tokens, one at a time; after a mistake there is no further one. */
class SelectorLexer
{
public:
    SelectorLexer(std::string_view text, bool allowsPaths)
        : m_text(text), m_allowsPaths(allowsPaths)
    { }

    [[nodiscard]] SelectorToken next();
    [[nodiscard]] const SelectorError& error() const { return m_error; }

private:
    using Kind = SelectorTokenKind;

    [[nodiscard]] std::string_view rest() const { return m_text.substr(m_at); }
    /** Over white space and comments; false after a mistake. */
    bool skipSpace();
    SelectorToken token(Kind kind, std::size_t length);
    SelectorToken mistake(std::size_t length, std::string message);
    SelectorToken word();
    SelectorToken path();
    SelectorToken number();
    SelectorToken hexNumber();
    SelectorToken quoted(char quote);
    SelectorToken symbol();

    std::string_view m_text;
    std::size_t m_at = 0;
    bool m_allowsPaths;
    SelectorError m_error;
};

} // namespace Stomp
