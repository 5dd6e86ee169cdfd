#include "xmllayout.h"

#include "textplace.h"
#include "utf8.h"

#include <algorithm>
#include <cstdint>
#include <vector>

namespace Stomp {

namespace {

constexpr std::string_view blanks = " \t\r\n";
constexpr std::string_view byteOrderMark = "\xEF\xBB\xBF";
/** Levels below this one are not indented further. */
constexpr std::size_t indentedLevels = 64;

enum class XmlTokenKind : std::uint8_t
{
    Text,
    Start,
    Empty, //!< <a/>
    End,
    Other, //!< comments, declarations, instructions
    Cdata, //!< counts as text
    Unclosed
};

struct XmlToken
{
    XmlTokenKind kind = XmlTokenKind::Text;
    std::size_t begin = 0;
    std::size_t end = 0;
};

/** Behind the closing part, or npos. */
std::size_t behind(std::string_view text, std::string_view closing, std::size_t from)
{
    const std::size_t at = text.find(closing, from);
    return at == std::string_view::npos ? at : at + closing.size();
}

/** Behind the '>' of a tag or a declaration; quotes hide it, and so do brackets of a DOCTYPE. */
std::size_t behindTag(std::string_view text, std::size_t from, bool hasSubset)
{
    char quote = 0;
    std::size_t brackets = 0;
    for (std::size_t at = from; at < text.size(); ++at) {
        const char c = text[at];
        if (quote != 0)
            quote = c == quote ? '\0' : quote;
        else if (c == '"' || c == '\'')
            quote = c;
        else if (hasSubset && text.substr(at).starts_with("<!--"))
            at = std::min(behind(text, "-->", at), text.size()) - 1;
        else if (hasSubset && c == '[')
            ++brackets;
        else if (hasSubset && c == ']')
            brackets -= brackets > 0 ? 1 : 0;
        else if (c == '>' && brackets == 0)
            return at + 1;
    }
    return std::string_view::npos;
}

bool isNamed(std::string_view text, std::size_t at, std::string_view word)
{
    return text.substr(at, word.size()) == word;
}

XmlToken tokenAt(std::string_view text, std::size_t at)
{
    XmlToken token{XmlTokenKind::Other, at, std::string_view::npos};
    if (text[at] != '<') {
        token.kind = XmlTokenKind::Text;
        token.end = std::min(text.find('<', at), text.size());
        return token;
    }
    if (isNamed(text, at, "<!--")) {
        token.end = behind(text, "-->", at + 4);
    } else if (isNamed(text, at, "<![CDATA[")) {
        token.kind = XmlTokenKind::Cdata;
        token.end = behind(text, "]]>", at);
    } else if (isNamed(text, at, "<?")) {
        token.end = behind(text, "?>", at);
    } else if (isNamed(text, at, "<!")) {
        token.end = behindTag(text, at, isNamed(text, at, "<!DOCTYPE"));
    } else if (isNamed(text, at, "</")) {
        token.kind = XmlTokenKind::End;
        token.end = behind(text, ">", at);
    } else {
        token.kind = XmlTokenKind::Start;
        token.end = behindTag(text, at, false);
        if (token.end != std::string_view::npos && text[token.end - 2] == '/')
            token.kind = XmlTokenKind::Empty;
    }
    if (token.end == std::string_view::npos) {
        token.kind = XmlTokenKind::Unclosed;
        token.end = text.size();
    }
    return token;
}

std::string_view nameOf(std::string_view tag)
{
    tag.remove_prefix(tag.starts_with("</") ? 2 : 1);
    return tag.substr(0, std::min(tag.find_first_of(" \t\r\n/>"), tag.size()));
}

class XmlLayouter
{
public:
    XmlLayouter(std::string_view document, std::size_t maxBytes)
        : m_document(document), m_maxBytes(maxBytes)
    { }

    XmlLayoutResult run()
    {
        look();
        if (m_result.error.empty())
            write();
        return std::move(m_result);
    }

private:
    struct Open
    {
        std::string_view name;
        std::size_t begin = 0;
        std::size_t number = 0; //!< into m_isMixed
    };

    [[nodiscard]] std::string_view textOf(const XmlToken& token) const
    {
        return m_document.substr(token.begin, token.end - token.begin);
    }

    void fail(std::size_t offset, const std::string& what)
    {
        m_result.error = what + " at " + describe(placeOf(m_document, offset));
        m_result.errorOffset = offset;
    }

    /** Which elements hold text, and whether tags match. */
    void look()
    {
        std::vector<Open> open;
        std::size_t elements = 0;
        for (std::size_t at = start(); at < m_document.size();) {
            const XmlToken token = tokenAt(m_document, at);
            const std::string_view text = textOf(token);
            at = token.end;
            switch (token.kind) {
            case XmlTokenKind::Start:
                ++elements;
                open.push_back({nameOf(text), token.begin, m_isMixed.size()});
                m_isMixed.push_back(text.find("xml:space=\"preserve\"") != std::string_view::npos);
                break;
            case XmlTokenKind::End:
                if (open.empty() || open.back().name != nameOf(text)) {
                    fail(token.begin,
                        "</" + std::string(nameOf(text)) + "> closes "
                            + (open.empty() ? "nothing"
                                            : "<" + std::string(open.back().name) + ">"));
                    return;
                }
                open.pop_back();
                break;
            case XmlTokenKind::Text:
            case XmlTokenKind::Cdata:
                if (token.kind == XmlTokenKind::Text
                    && text.find_first_not_of(blanks) == std::string_view::npos)
                    break;
                if (open.empty()) {
                    fail(token.begin, "text outside of the document's element");
                    return;
                }
                m_isMixed[open.back().number] = true;
                break;
            case XmlTokenKind::Unclosed:
                fail(token.begin, "'<' without its '>'");
                return;
            case XmlTokenKind::Empty:
                ++elements;
                break;
            case XmlTokenKind::Other:
                m_result.hasEntities = m_result.hasEntities
                    || (text.starts_with("<!DOCTYPE")
                        && text.find("<!ENTITY") != std::string_view::npos);
                break;
            }
        }
        if (!open.empty())
            fail(open.back().begin, "<" + std::string(open.back().name) + "> is not closed");
        else if (elements == 0)
            fail(0, "no element");
    }

    void write()
    {
        std::size_t depth = 0;
        std::size_t mixed = 0; //!< elements that are open from the outermost mixed one on
        std::size_t number = 0;
        for (std::size_t at = start(); at < m_document.size() && !m_result.cut;) {
            const XmlToken token = tokenAt(m_document, at);
            at = token.end;
            if (mixed > 0) {
                put(textOf(token));
                if (token.kind == XmlTokenKind::Start) {
                    ++mixed;
                    ++number;
                } else if (token.kind == XmlTokenKind::End) {
                    --mixed;
                }
                continue;
            }
            switch (token.kind) {
            case XmlTokenKind::Text: // white space: we make our own
                break;
            case XmlTokenKind::End:
                --depth;
                if (!m_isFresh)
                    lineBreak(depth);
                m_isFresh = false;
                put(textOf(token));
                break;
            default:
                lineBreak(depth);
                put(textOf(token));
                m_isFresh = token.kind == XmlTokenKind::Start;
                if (!m_isFresh)
                    break;
                if (m_isMixed[number++])
                    mixed = 1;
                else
                    ++depth;
                m_isFresh = mixed == 0;
            }
        }
    }

    [[nodiscard]] std::size_t start() const
    {
        return m_document.starts_with(byteOrderMark) ? byteOrderMark.size() : 0;
    }

    void lineBreak(std::size_t depth)
    {
        if (m_result.text.empty())
            return;
        put("\n");
        for (std::size_t i = 0; i < std::min(depth, indentedLevels); ++i)
            put("  ");
    }

    void put(std::string_view text)
    {
        if (m_result.cut)
            return;
        const std::size_t room = m_maxBytes - m_result.text.size();
        if (text.size() > room) {
            text = text.substr(0, utf8CutBefore(text, room));
            m_result.cut = true;
        }
        m_result.text.append(text);
    }

    std::string_view m_document;
    std::size_t m_maxBytes;
    std::vector<bool> m_isMixed; //!< by element with an end tag, in the order of their beginnings
    bool m_isFresh = false; //!< right behind a start tag that has nothing in it yet
    XmlLayoutResult m_result;
};

} // namespace

XmlLayoutResult layoutXml(std::string_view document, std::size_t maxBytes)
{
    return XmlLayouter(document, maxBytes).run();
}

} // namespace Stomp
