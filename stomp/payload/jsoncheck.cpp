#include "jsoncheck.h"

#include "jsonerror.h"
#include "jsonscan.h"
#include "utf8.h"

#include <array>

namespace Stomp {

namespace {

bool isDigit(char c)
{
    return c >= '0' && c <= '9';
}

bool isHexDigit(char c)
{
    return isDigit(c) || ((c | 0x20) >= 'a' && (c | 0x20) <= 'f');
}

/** The grammar as a loop: what may come next is the position in the code, brackets are a stack. */
class Checker
{
public:
    explicit Checker(std::string_view text) : m_text(text), m_words(text) { }

    JsonError run()
    {
        skipSpace();
        if (atEnd())
            return m_words.empty();
        bool more = value();
        while (more)
            more = m_depth > 0 ? nextInContainer() : end();
        return std::move(m_error);
    }

private:
    [[nodiscard]] bool atEnd() const { return m_at >= m_text.size(); }
    [[nodiscard]] char peek() const { return atEnd() ? '\0' : m_text[m_at]; }
    [[nodiscard]] std::size_t opener() const { return m_openers[m_depth - 1]; }
    [[nodiscard]] bool inObject() const { return m_text[opener()] == '{'; }
    void skipSpace() { m_at = JsonScan::skipSpace(m_text, m_at); }

    bool fail(JsonError error)
    {
        m_error = std::move(error);
        return false;
    }

    /** After a value inside a container: a comma and what follows it, or the end of it. */
    bool nextInContainer()
    {
        skipSpace();
        const char c = peek();
        if (c == ',') {
            m_comma = m_at++;
            skipSpace();
            return (!inObject() || key()) && value();
        }
        if (c == (inObject() ? '}' : ']')) {
            ++m_at;
            --m_depth;
            return true;
        }
        return fail(m_words.commaOrEnd(m_at, opener()));
    }

    bool end()
    {
        skipSpace();
        if (!atEnd())
            m_error = m_words.afterEnd(m_at);
        return false;
    }

    /** Opens as many containers as begin here, until a scalar or an empty container is read. */
    bool value()
    {
        for (;;) {
            const char c = peek();
            if (c != '{' && c != '[')
                return scalar(c);
            if (m_depth == maxJsonDepth)
                return fail(m_words.tooDeep(m_at));
            m_openers[m_depth++] = m_at++;
            m_comma = JsonErrorWriter::noComma;
            skipSpace();
            if (peek() == (c == '{' ? '}' : ']')) {
                ++m_at;
                --m_depth;
                return true;
            }
            if (c == '{' && !key())
                return false;
        }
    }

    bool key()
    {
        if (peek() != '"')
            return fail(m_words.key(m_at, m_comma, opener()));
        if (!string())
            return false;
        skipSpace();
        if (peek() != ':')
            return fail(m_words.colon(m_at));
        ++m_at;
        m_comma = JsonErrorWriter::noComma;
        skipSpace();
        return true;
    }

    bool scalar(char c)
    {
        if (c == '"')
            return string();
        if (c == '-' || isDigit(c))
            return number();
        if ((c == 't' && literal("true")) || (c == 'f' && literal("false"))
            || (c == 'n' && literal("null")))
            return true;
        return fail(m_words.value(m_at, m_comma));
    }

    bool literal(std::string_view word)
    {
        if (m_text.substr(m_at, word.size()) != word)
            return false;
        const std::size_t after = m_at + word.size();
        if (after < m_text.size() && (isDigit(m_text[after]) || isLetter(m_text[after])))
            return false;
        m_at = after;
        return true;
    }

    static bool isLetter(char c) { return ((c | 0x20) >= 'a' && (c | 0x20) <= 'z') || c == '_'; }

    bool digits()
    {
        const std::size_t start = m_at;
        while (isDigit(peek()))
            ++m_at;
        return m_at > start;
    }

    bool number()
    {
        const std::size_t start = m_at;
        if (peek() == '-')
            ++m_at;
        bool good = true;
        if (peek() == '0')
            ++m_at;
        else
            good = digits();
        if (good && peek() == '.') {
            ++m_at;
            good = digits();
        }
        if (good && (peek() == 'e' || peek() == 'E')) {
            ++m_at;
            if (peek() == '+' || peek() == '-')
                ++m_at;
            good = digits();
        }
        const char c = peek();
        if (!good || isDigit(c) || isLetter(c) || c == '.' || c == '+' || c == '-')
            return fail(m_words.number(start, m_at));
        return true;
    }

    bool string()
    {
        const std::size_t start = m_at++;
        const char* const data = m_text.data();
        const std::size_t size = m_text.size();
        for (;;) {
            while (m_at + 8 <= size && !JsonScan::hasSpecial(data + m_at))
                m_at += 8;
            if (m_at >= size)
                return fail(m_words.string(start, m_at));
            const auto byte = static_cast<unsigned char>(data[m_at]);
            if (byte == '"') {
                ++m_at;
                return true;
            }
            std::size_t length = 1;
            if (byte == '\\')
                length = escapeLength();
            else if (byte >= 0x80U)
                length = utf8SequenceLength(m_text.substr(m_at, 4));
            if (length == 0 || byte < 0x20U)
                return fail(m_words.string(start, m_at));
            m_at += length;
        }
    }

    [[nodiscard]] std::size_t escapeLength() const
    {
        const std::string_view rest = m_text.substr(m_at, 6);
        if (rest.size() < 2)
            return 0;
        if (rest[1] != 'u')
            return std::string_view("\"\\/bfnrt").find(rest[1]) == std::string_view::npos ? 0 : 2;
        if (rest.size() < 6)
            return 0;
        return isHexDigit(rest[2]) && isHexDigit(rest[3]) && isHexDigit(rest[4])
                && isHexDigit(rest[5])
            ? 6
            : 0;
    }

    std::string_view m_text;
    JsonErrorWriter m_words;
    JsonError m_error;
    std::size_t m_at = 0;
    std::size_t m_comma = JsonErrorWriter::noComma; //!< the comma that the next value follows
    std::size_t m_depth = 0;
    std::array<std::size_t, maxJsonDepth>
        m_openers; //!< written before read; 8 kB not to be zeroed for each small body
};

} // namespace

JsonError checkJson(std::string_view text)
{
    return Checker(text).run();
}

std::string describe(const JsonError& error)
{
    return error ? error.message + " at " + describe(error.place) : std::string();
}

} // namespace Stomp
