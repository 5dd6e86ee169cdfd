#include "charset.h"

#include "utf8.h"

#include <algorithm>
#include <array>
#include <cerrno>
#include <utility>

#include <iconv.h>

namespace Stomp {

namespace {

constexpr char32_t replacement = 0xFFFDU;

DecodedText decodeUtf8(std::string_view bytes)
{
    DecodedText out;
    out.firstBad = firstBadUtf8(bytes);
    if (!out.firstBad) {
        out.text = bytes;
        return out;
    }
    out.text.reserve(bytes.size());
    while (!bytes.empty()) {
        const std::size_t length = utf8SequenceLength(bytes);
        if (length == 0)
            appendUtf8(replacement, out.text);
        else
            out.text.append(bytes.substr(0, length));
        bytes.remove_prefix(std::max<std::size_t>(length, 1));
    }
    return out;
}

/** Byte values are code points up to the limit. */
DecodedText decodeBytes(std::string_view bytes, unsigned limit)
{
    DecodedText out;
    out.text.reserve(bytes.size() + bytes.size() / 8);
    for (std::size_t i = 0; i < bytes.size(); ++i) {
        const auto byte = static_cast<unsigned char>(bytes[i]);
        if (byte > limit && !out.firstBad)
            out.firstBad = i;
        appendUtf8(byte > limit ? replacement : byte, out.text);
    }
    return out;
}

DecodedText decodeUtf16(std::string_view bytes, Charset charset)
{
    bool little = charset == Charset::Utf16Le;
    std::size_t at = 0;
    const std::string_view mark = bytes.substr(0, 2);
    if (mark == "\xFE\xFF" && !little) {
        at = 2;
    } else if (mark == "\xFF\xFE" && charset != Charset::Utf16Be) {
        little = true;
        at = 2;
    }
    const auto unit = [&](std::size_t i) {
        const auto first = static_cast<unsigned char>(bytes[i]);
        const auto second = static_cast<unsigned char>(bytes[i + 1]);
        return static_cast<char32_t>(little ? first | (second << 8U) : (first << 8U) | second);
    };
    DecodedText out;
    out.text.reserve(bytes.size());
    const auto bad = [&](std::size_t i) {
        out.firstBad = out.firstBad.value_or(i);
        appendUtf8(replacement, out.text);
    };
    for (; at + 1 < bytes.size(); at += 2) {
        const char32_t first = unit(at);
        if (first < 0xD800U || first > 0xDFFFU) {
            appendUtf8(first, out.text);
            continue;
        }
        const char32_t second = at + 3 < bytes.size() ? unit(at + 2) : 0;
        if (first > 0xDBFFU || second < 0xDC00U || second > 0xDFFFU) {
            bad(at);
            continue;
        }
        appendUtf8(0x10000U + ((first - 0xD800U) << 10U) + (second - 0xDC00U), out.text);
        at += 2;
    }
    if (at < bytes.size())
        bad(at);
    return out;
}

/** The system's converter from one charset. */
class IconvHandle
{
public:
    explicit IconvHandle(const std::string& name) : m_handle(iconv_open("UTF-8", name.c_str())) { }
    ~IconvHandle()
    {
        if (isOpen())
            iconv_close(m_handle);
    }
    IconvHandle(const IconvHandle&) = delete;
    IconvHandle& operator=(const IconvHandle&) = delete;

    // iconv_open() answers with -1 cast to a pointer.
    [[nodiscard]] bool isOpen() const { return reinterpret_cast<std::intptr_t>(m_handle) != -1; }

    [[nodiscard]] DecodedText decode(std::string_view bytes) const
    {
        if (auto text = decode(bytes, longStep))
            return *std::move(text);
        // Again, in steps so short that the place is told.
        iconv(m_handle, nullptr, nullptr, nullptr, nullptr);
        return *decode(bytes, shortStep);
    }

private:
    static constexpr std::size_t longStep = 16 * 1024;
    static constexpr std::size_t shortStep = 8; // room for the longest sequence

    /** step: bytes of text at a time. Nothing when a long one has code points that Unicode does not
     * have: glibc's iconv lets some through, such as those above U+10FFFF. */
    [[nodiscard]] std::optional<DecodedText> decode(std::string_view bytes, std::size_t step) const
    {
        DecodedText out;
        std::array<char, longStep> buffer{};
        char* in = const_cast<char*>(bytes.data()); // iconv reads it only
        std::size_t left = bytes.size();
        bool isFlushed = false;
        while (!isFlushed) {
            char* next = buffer.data();
            std::size_t room = step;
            const std::size_t begin = bytes.size() - left;
            isFlushed = left == 0; // a last call gives what a stateful charset holds back
            const std::size_t result = iconv(
                m_handle, isFlushed ? nullptr : &in, isFlushed ? nullptr : &left, &next, &room);
            const std::string_view text(buffer.data(), step - room);
            if (!firstBadUtf8(text)) {
                out.text.append(text);
            } else if (step == longStep) {
                return std::nullopt;
            } else {
                out.text.append(decodeUtf8(text).text);
                out.firstBad = out.firstBad.value_or(std::min(begin, bytes.size() - 1));
            }
            if (result != static_cast<std::size_t>(-1) || errno == E2BIG || left == 0)
                continue;
            out.firstBad = out.firstBad.value_or(bytes.size() - left);
            appendUtf8(replacement, out.text);
            ++in;
            --left;
        }
        return out;
    }

    iconv_t m_handle;
};

} // namespace

std::optional<Charset> charsetFromName(std::string_view name)
{
    static constexpr std::array<std::pair<std::string_view, Charset>, 15> names{{
        {"utf-8", Charset::Utf8},
        {"utf8", Charset::Utf8},
        {"us-ascii", Charset::UsAscii},
        {"ascii", Charset::UsAscii},
        {"ansi_x3.4-1968", Charset::UsAscii},
        {"iso-8859-1", Charset::Latin1},
        {"iso8859-1", Charset::Latin1},
        {"iso_8859-1", Charset::Latin1},
        {"latin1", Charset::Latin1},
        {"l1", Charset::Latin1},
        {"utf-16", Charset::Utf16},
        {"utf16", Charset::Utf16},
        {"iso-10646-ucs-2", Charset::Utf16},
        {"utf-16le", Charset::Utf16Le},
        {"utf-16be", Charset::Utf16Be},
    }};
    const auto found = std::find_if(
        names.begin(), names.end(), [name](const auto& entry) { return entry.first == name; });
    return found == names.end() ? std::nullopt : std::optional(found->second);
}

std::string_view toString(Charset charset)
{
    switch (charset) {
    case Charset::Utf8:
        return "utf-8";
    case Charset::UsAscii:
        return "us-ascii";
    case Charset::Latin1:
        return "iso-8859-1";
    case Charset::Utf16:
        return "utf-16";
    case Charset::Utf16Le:
        return "utf-16le";
    case Charset::Utf16Be:
        return "utf-16be";
    case Charset::Other:
        return "another charset";
    }
    return {};
}

DecodedText decodeText(std::string_view bytes, Charset charset)
{
    switch (charset) {
    case Charset::Utf8:
        return decodeUtf8(bytes);
    case Charset::UsAscii:
        return decodeBytes(bytes, 0x7FU);
    case Charset::Latin1:
        return decodeBytes(bytes, 0xFFU);
    case Charset::Utf16:
    case Charset::Utf16Le:
    case Charset::Utf16Be:
        return decodeUtf16(bytes, charset);
    case Charset::Other:
        break;
    }
    return {};
}

std::optional<DecodedText> decodeNamedText(std::string_view bytes, const std::string& name)
{
    // Not "//TRANSLIT" and the like, and nothing that could be taken for a path.
    constexpr std::string_view allowed = "abcdefghijklmnopqrstuvwxyz0123456789-_.:+";
    if (name.empty() || name.find_first_not_of(allowed) != std::string::npos)
        return std::nullopt;
    const IconvHandle handle(name);
    if (!handle.isOpen())
        return std::nullopt;
    return handle.decode(bytes);
}

} // namespace Stomp
