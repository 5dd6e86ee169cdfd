#include "frametext.h"

#include "wording.h"

#include <ui/models/headermodel.h>
#include <ui/models/visibletext.h>

#include <stomp/payload/utf8.h>
#include <stomp/protocol/frame.h>

#include <algorithm>

namespace Ui {

namespace {

class Writer
{
public:
    Writer(FrameText& out, FrameText::Symbols symbols) : m_out(out), m_symbols(symbols) { }

    void control(unsigned char byte)
    {
        QString name(symbolOf(byte));
        if (m_symbols == FrameText::Symbols::Names) {
            name = byte == 0   ? QStringLiteral("<NUL>")
                : byte == '\r' ? QStringLiteral("<CR>")
                               : QStringLiteral("<%1>").arg(byte, 2, 16, QLatin1Char('0'));
        }
        put(name, FrameText::Kind::Symbol);
    }

    void put(const QString& text) { m_out.text += text; }

    void put(const QString& text, FrameText::Kind kind)
    {
        m_out.marks.push_back({m_line, static_cast<int>(m_out.text.size() - m_lineStart),
            static_cast<int>(text.size()), kind});
        m_out.text += text;
    }

    void newLine()
    {
        m_out.text += QChar(u'\n');
        m_lineStart = m_out.text.size();
        ++m_line;
    }

    /** Bytes as they are, each that cannot be seen as a symbol. */
    void bytes(std::string_view text, bool escapes)
    {
        while (!text.empty()) {
            const std::size_t plain = plainRun(text, escapes);
            put(fromUtf8(text.substr(0, plain)));
            text.remove_prefix(plain);
            if (text.empty())
                return;
            text.remove_prefix(special(text, escapes));
        }
    }

private:
    static bool isSpecial(char c, bool escapes)
    {
        const auto byte = static_cast<unsigned char>(c);
        return byte < 0x20U || byte == 0x7FU || (escapes && c == '\\');
    }

    /** Bytes that can be shown as they are. */
    static std::size_t plainRun(std::string_view text, bool escapes)
    {
        std::size_t at = 0;
        while (at < text.size() && !isSpecial(text[at], escapes)) {
            const std::size_t length = Stomp::utf8SequenceLength(text.substr(at, 4));
            if (length == 0 || text.substr(at, 3) == "\xE2\x80\xA8"
                || text.substr(at, 3) == "\xE2\x80\xA9")
                break;
            at += length;
        }
        return at;
    }

    /** Writes what cannot; returns the bytes it stands for. */
    std::size_t special(std::string_view text, bool escapes)
    {
        const char c = text[0];
        if (c == '\n') {
            put(QStringLiteral("\u21b5"), FrameText::Kind::Symbol);
            newLine();
            return 1;
        }
        if (escapes && c == '\\') {
            const std::size_t length = text.size() > 1
                    && static_cast<unsigned char>(text[1]) >= 0x20U
                    && static_cast<unsigned char>(text[1]) < 0x7FU
                ? 2
                : 1;
            put(fromUtf8(text.substr(0, length)), FrameText::Kind::Escape);
            return length;
        }
        const auto byte = static_cast<unsigned char>(c);
        if (byte >= 0x80U) {
            put(QStringLiteral("<%1>").arg(byte, 2, 16, QLatin1Char('0')), FrameText::Kind::Symbol);
            return 1;
        }
        control(byte);
        return 1;
    }

    FrameText& m_out;
    FrameText::Symbols m_symbols;
    qsizetype m_lineStart = 0;
    int m_line = 0;
};

void putHeaderLine(std::string_view line, Writer& writer)
{
    const std::size_t colon = line.find(':');
    const std::string_view name = line.substr(0, colon);
    writer.put(visibleText(name, 1000), FrameText::Kind::Name);
    if (colon == std::string_view::npos)
        return;
    writer.put(QStringLiteral(":"));
    if (Stomp::isSecretHeader(name))
        writer.put(HeaderModel::mask(), FrameText::Kind::Masked);
    else
        writer.bytes(line.substr(colon + 1), true);
}

} // namespace

FrameText FrameText::of(
    std::string_view frame, std::uint32_t bodyOffset, std::size_t limit, Symbols symbols)
{
    FrameText out;
    Writer writer(out, symbols);
    const std::string_view head = frame.substr(0, bodyOffset);
    std::size_t at = 0;
    while (at < head.size()) {
        const std::size_t end = std::min(head.find('\n', at), head.size());
        const std::string_view line = head.substr(at, end - at);
        const bool hasCr = line.ends_with('\r');
        const std::string_view text = line.substr(0, line.size() - (hasCr ? 1 : 0));
        if (at == 0)
            writer.put(visibleText(text, 1000), Kind::Command);
        else if (!text.empty())
            putHeaderLine(text, writer);
        writer.bytes(
            frame.substr(at + text.size(), (hasCr ? 1 : 0) + (end < head.size() ? 1 : 0)), false);
        at = end + 1;
    }
    const std::string_view body = frame.substr(bodyOffset);
    const std::size_t shown = Stomp::utf8CutBefore(body, limit);
    writer.bytes(body.substr(0, shown), false);
    out.shownBytes = bodyOffset + shown;
    if (out.shownBytes == frame.size())
        writer.control(0);
    return out;
}

} // namespace Ui
