#include "messageline.h"

#include "masktally.h"

#include <stomp/payload/utf8.h>

#include <QByteArray>

#include <array>
#include <optional>

namespace Stomp {

namespace {

constexpr std::string_view hexDigits = "0123456789abcdef";
constexpr std::string_view replacementCharacter = "\xEF\xBF\xBD";

using ByteFlags = std::array<bool, 256>;

constexpr ByteFlags jsonSpecial = [] {
    ByteFlags flags{};
    for (std::size_t byte = 0; byte < 0x20; ++byte)
        flags[byte] = true;
    flags['"'] = flags['\\'] = flags[0x7F] = true;
    return flags;
}();

constexpr ByteFlags plainSpecial = [] {
    ByteFlags flags{};
    for (std::size_t byte = 0; byte < 0x20; ++byte)
        flags[byte] = true;
    for (std::size_t byte = 0x7F; byte < 0x100; ++byte)
        flags[byte] = true;
    flags['\\'] = true;
    return flags;
}();

std::size_t findSpecial(std::string_view text, std::size_t from, const ByteFlags& special)
{
    while (from < text.size() && !special[static_cast<unsigned char>(text[from])])
        ++from;
    return from;
}

void appendHex(char byte, std::string& out)
{
    const auto value = static_cast<unsigned char>(byte);
    out.push_back(hexDigits[value >> 4U]);
    out.push_back(hexDigits[value & 0xFU]);
}

/** text must be valid UTF-8. */
void appendJsonString(std::string_view text, std::string& out)
{
    out.push_back('"');
    std::size_t from = 0;
    while (true) {
        const std::size_t special = findSpecial(text, from, jsonSpecial);
        out.append(text.substr(from, special - from));
        if (special == text.size())
            break;
        const char c = text[special];
        switch (c) {
        case '"':
        case '\\':
            out.push_back('\\');
            out.push_back(c);
            break;
        case '\n':
            out.append("\\n");
            break;
        case '\r':
            out.append("\\r");
            break;
        case '\t':
            out.append("\\t");
            break;
        default:
            out.append("\\u00");
            appendHex(c, out);
        }
        from = special + 1;
    }
    out.push_back('"');
}

void appendJsonStringReplacing(std::string_view text, std::string& out)
{
    std::optional<std::size_t> bad = firstBadUtf8(text);
    if (!bad) {
        appendJsonString(text, out);
        return;
    }
    std::string valid;
    for (; bad; bad = firstBadUtf8(text)) {
        valid.append(text.substr(0, *bad));
        valid.append(replacementCharacter);
        text.remove_prefix(*bad + 1);
    }
    valid.append(text);
    appendJsonString(valid, out);
}

void appendBase64(std::string_view bytes, std::string& out)
{
    const QByteArray encoded =
        QByteArray::fromRawData(bytes.data(), static_cast<qsizetype>(bytes.size())).toBase64();
    out.push_back('"');
    out.append(encoded.constData(), static_cast<std::size_t>(encoded.size()));
    out.push_back('"');
}

void appendHeader(const HeaderView& header, bool knownValid, std::string& out)
{
    const bool badName = !knownValid && firstBadUtf8(header.name);
    const bool badValue = !knownValid && firstBadUtf8(header.value);
    out.push_back('[');
    if (!badName && !badValue) {
        appendJsonString(header.name, out);
        out.push_back(',');
        appendJsonString(header.value, out);
    } else {
        appendJsonStringReplacing(header.name, out);
        out.push_back(',');
        appendJsonStringReplacing(header.value, out);
        out.append(",{");
        if (badName) {
            out.append("\"nameBase64\":");
            appendBase64(header.name, out);
        }
        if (badName && badValue)
            out.push_back(',');
        if (badValue) {
            out.append("\"valueBase64\":");
            appendBase64(header.value, out);
        }
        out.push_back('}');
    }
    out.push_back(']');
}

} // namespace

MessageLine::MessageLine(std::string_view connection, MaskTally* masked) : m_masked(masked)
{
    appendJsonStringReplacing(connection, m_connection);
}

void MessageLine::setTime(std::int64_t receivedMs)
{
    m_time = receivedMs;
    m_opening = "{\"version\":" + std::to_string(formatVersion) + ",\"received\":\""
        + isoTime(receivedMs) + "\",\"connection\":" + m_connection + ",\"subscription\":";
}

void MessageLine::appendJson(const FrameView& message, std::int64_t receivedUs, std::string& out)
{
    const std::int64_t receivedMs = receivedUs / 1000;
    if (receivedMs != m_time)
        setTime(receivedMs);
    // Escapes are ASCII: what is valid on the wire is valid decoded, and one check is enough.
    const bool knownValid = !message.bytes.empty() && !firstBadUtf8(message.bytes);
    out.append(m_opening);
    if (const auto subscription = message.header("subscription"))
        appendJsonStringReplacing(*subscription, out);
    else
        out.append("null");
    out.append(",\"destination\":");
    appendJsonStringReplacing(message.value("destination"), out);
    out.append(",\"headers\":[");
    bool first = true;
    for (const HeaderView& header : message.headers) {
        if (!first)
            out.push_back(',');
        first = false;
        const std::string_view value =
            m_masked ? m_masked->masked(header.name, header.value) : header.value;
        appendHeader({header.name, value}, knownValid, out);
    }
    if (!knownValid && firstBadUtf8(message.body)) {
        out.append("],\"bodyBase64\":");
        appendBase64(message.body, out);
    } else {
        out.append("],\"body\":");
        appendJsonString(message.body, out);
    }
    out.append("}\n");
}

void MessageLine::appendPlain(std::string_view body, std::string& out)
{
    std::size_t from = 0;
    while (true) {
        std::size_t at = findSpecial(body, from, plainSpecial);
        // Well-formed text is copied as it is, but for C1 controls, which terminals obey.
        while (at < body.size() && static_cast<unsigned char>(body[at]) >= 0x80U) {
            const std::size_t length = utf8SequenceLength(body.substr(at));
            const bool isC1 = length == 2 && body[at] == '\xC2'
                && static_cast<unsigned char>(body[at + 1]) < 0xA0U;
            if (length == 0 || isC1)
                break;
            at = findSpecial(body, at + length, plainSpecial);
        }
        out.append(body.substr(from, at - from));
        if (at == body.size())
            break;
        const char c = body[at];
        switch (c) {
        case '\\':
            out.append("\\\\");
            break;
        case '\n':
            out.append("\\n");
            break;
        case '\r':
            out.append("\\r");
            break;
        case '\t':
            out.append("\\t");
            break;
        default:
            out.append("\\x");
            appendHex(c, out);
            if (c == '\xC2' && utf8SequenceLength(body.substr(at)) == 2) {
                out.append("\\x");
                appendHex(body[++at], out);
            }
        }
        from = at + 1;
    }
    out.push_back('\n');
}

} // namespace Stomp
