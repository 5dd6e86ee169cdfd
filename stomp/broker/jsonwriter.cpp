#include "jsonwriter.h"

#include <array>
#include <charconv>
#include <utility>

namespace Stomp {

namespace {

/** Bytes of the UTF-8 character at the beginning of text; 0: it is none. */
std::size_t characterBytes(std::string_view text)
{
    const auto byte = [text](std::size_t i) {
        return static_cast<unsigned char>(text[i]);
    };
    const unsigned lead = byte(0);
    const std::size_t size = lead < 0x80 ? 1
        : lead >= 0xc2 && lead < 0xe0    ? 2
        : lead >= 0xe0 && lead < 0xf0    ? 3
        : lead >= 0xf0 && lead < 0xf5    ? 4
                                         : 0;
    if (size == 0 || size > text.size())
        return 0;
    for (std::size_t i = 1; i < size; ++i) {
        if ((byte(i) & 0xc0U) != 0x80U)
            return 0;
    }
    // Overlong forms, surrogates, beyond U+10FFFF.
    const bool isForbidden = (lead == 0xe0 && byte(1) < 0xa0) || (lead == 0xed && byte(1) > 0x9f)
        || (lead == 0xf0 && byte(1) < 0x90) || (lead == 0xf4 && byte(1) > 0x8f);
    return isForbidden ? 0 : size;
}

void appendEscaped(std::string& out, char c)
{
    constexpr std::string_view digits = "0123456789abcdef";
    switch (c) {
    case '"':
    case '\\':
        out += '\\';
        out += c;
        return;
    case '\n':
        out += "\\n";
        return;
    case '\r':
        out += "\\r";
        return;
    case '\t':
        out += "\\t";
        return;
    default:
        break;
    }
    const auto byte = static_cast<unsigned char>(c);
    if (byte >= 0x20) {
        out += c;
        return;
    }
    out += "\\u00";
    out += digits[byte >> 4U];
    out += digits[byte & 0xfU];
}

} // namespace

void JsonWriter::beginObject()
{
    separate();
    m_text += '{';
    m_isFirst = true;
}

void JsonWriter::beginObject(std::string_view memberName)
{
    name(memberName);
    m_text += '{';
    m_isFirst = true;
}

void JsonWriter::endObject()
{
    m_text += '}';
    m_isFirst = false;
}

void JsonWriter::beginArray(std::string_view memberName)
{
    name(memberName);
    m_text += '[';
    m_isFirst = true;
}

void JsonWriter::endArray()
{
    m_text += ']';
    m_isFirst = false;
}

void JsonWriter::member(std::string_view memberName, std::string_view value)
{
    name(memberName);
    string(value);
}

void JsonWriter::member(std::string_view memberName, std::uint64_t value)
{
    name(memberName);
    std::array<char, 24> digits;
    const auto end = std::to_chars(digits.data(), digits.data() + digits.size(), value);
    m_text.append(digits.data(), end.ptr);
}

void JsonWriter::member(std::string_view memberName, bool value)
{
    name(memberName);
    m_text += value ? "true" : "false";
}

std::string JsonWriter::take()
{
    m_isFirst = true;
    return std::exchange(m_text, {});
}

void JsonWriter::separate()
{
    if (!std::exchange(m_isFirst, false))
        m_text += ',';
}

void JsonWriter::name(std::string_view text)
{
    separate();
    string(text);
    m_text += ':';
}

void JsonWriter::string(std::string_view text)
{
    m_text += '"';
    while (!text.empty()) {
        const std::size_t size = characterBytes(text);
        if (size == 1)
            appendEscaped(m_text, text.front());
        else if (size == 0)
            m_text += "\xef\xbf\xbd";
        else
            m_text += text.substr(0, size);
        text.remove_prefix(size == 0 ? 1 : size);
    }
    m_text += '"';
}

} // namespace Stomp
