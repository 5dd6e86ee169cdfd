#pragma once

#include "jsoncheck.h"

namespace Stomp {

/**
 * Puts what checkJson() stumbled over into words. Looks at the text again, so the checking loop
 * need not care for messages; called once for a document at most.
 */
class JsonErrorWriter
{
public:
    explicit JsonErrorWriter(std::string_view text) : m_text(text) { }

    [[nodiscard]] JsonError empty() const;
    /** afterComma is the offset behind the last comma when a value or key must follow it. */
    [[nodiscard]] JsonError value(std::size_t at, std::size_t comma) const;
    [[nodiscard]] JsonError key(std::size_t at, std::size_t comma, std::size_t opener) const;
    [[nodiscard]] JsonError colon(std::size_t at) const;
    [[nodiscard]] JsonError commaOrEnd(std::size_t at, std::size_t opener) const;
    [[nodiscard]] JsonError number(std::size_t start, std::size_t at) const;
    [[nodiscard]] JsonError string(std::size_t start, std::size_t at) const;
    [[nodiscard]] JsonError afterEnd(std::size_t at) const;
    [[nodiscard]] JsonError tooDeep(std::size_t at) const;

    static constexpr std::size_t noComma = static_cast<std::size_t>(-1);

private:
    [[nodiscard]] JsonError error(JsonErrorCode code, std::size_t at, std::string message) const;
    /** What stands at a place, in words: 'x', the word 'undefined', a string, the end. */
    [[nodiscard]] std::string found(std::size_t at) const;
    [[nodiscard]] std::string_view word(std::size_t at) const;
    [[nodiscard]] JsonError unclosed(std::size_t opener) const;
    [[nodiscard]] JsonError escape(std::size_t at) const;
    [[nodiscard]] bool strange(std::size_t at, JsonError& out) const;

    std::string_view m_text;
};

} // namespace Stomp
