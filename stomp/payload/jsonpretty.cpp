#include "jsonpretty.h"

#include "jsonscan.h"
#include "utf8.h"

#include <algorithm>

namespace Stomp {

namespace {

using namespace JsonScan;

/** Appends tokens and white space until the bound is reached. */
class Layouter
{
public:
    Layouter(std::string_view document, const JsonLayout& layout, bool compact)
        : m_document(document), m_layout(layout), m_compact(compact)
    {
        m_result.text.reserve(
            std::min(layout.maxBytes, document.size() + (compact ? 0 : document.size() / 4)));
    }

    JsonLayoutResult run()
    {
        std::size_t at = skipSpace(m_document, 0);
        while (at < m_document.size() && !m_result.cut) {
            const std::size_t next = token(at);
            if (m_result.cut)
                break;
            at = skipSpace(m_document, next);
            m_result.inputUsed = at;
        }
        if (!m_result.cut)
            m_result.inputUsed = m_document.size();
        return std::move(m_result);
    }

private:
    /** Writes the token at a place; returns where it ends. */
    std::size_t token(std::size_t at)
    {
        const char c = m_document[at];
        switch (c) {
        case '{':
        case '[': {
            const std::size_t inside = skipSpace(m_document, at + 1);
            if (inside < m_document.size()
                && (m_document[inside] == '}' || m_document[inside] == ']')) {
                put(c == '{' ? "{}" : "[]");
                return inside + 1;
            }
            put(m_document.substr(at, 1));
            ++m_depth;
            lineBreak();
            return at + 1;
        }
        case '}':
        case ']':
            m_depth -= m_depth > 0 ? 1 : 0;
            lineBreak();
            put(m_document.substr(at, 1));
            return at + 1;
        case ',':
            put(",");
            lineBreak();
            return at + 1;
        case ':':
            put(m_compact ? ":" : ": ");
            return at + 1;
        default:
            const std::size_t end =
                c == '"' ? skipString(m_document, at) : skipScalar(m_document, at);
            put(m_document.substr(at, end - at), true);
            return end;
        }
    }

    void lineBreak()
    {
        if (m_compact)
            return;
        const std::size_t blanks = m_layout.indent * std::min(m_depth, m_layout.indentedLevels);
        if (!fits(blanks + 1))
            return;
        m_result.text.push_back('\n');
        m_result.text.append(blanks, ' ');
    }

    /** A scalar that does not fit is shown in part: it may be the whole document. */
    void put(std::string_view text, bool divisible = false)
    {
        if (m_result.cut)
            return;
        if (divisible && !fits(text.size()))
            text = text.substr(0, utf8CutBefore(text, m_layout.maxBytes - m_result.text.size()));
        else if (!fits(text.size()))
            return;
        m_result.text.append(text);
    }

    bool fits(std::size_t size)
    {
        m_result.cut = m_result.cut || size > m_layout.maxBytes - m_result.text.size();
        return !m_result.cut;
    }

    std::string_view m_document;
    JsonLayout m_layout;
    bool m_compact;
    std::size_t m_depth = 0;
    JsonLayoutResult m_result;
};

} // namespace

JsonLayoutResult prettyJson(std::string_view document, const JsonLayout& layout)
{
    return Layouter(document, layout, false).run();
}

JsonLayoutResult compactJson(std::string_view document, std::size_t maxBytes)
{
    JsonLayout layout;
    layout.maxBytes = maxBytes;
    return Layouter(document, layout, true).run();
}

} // namespace Stomp
