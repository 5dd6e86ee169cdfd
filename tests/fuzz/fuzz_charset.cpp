#include "require.h"

#include <stomp/payload/charset.h>
#include <stomp/payload/utf8.h>

#include <algorithm>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

using namespace Stomp;

namespace {

void append(std::string& out, std::uint32_t code)
{
    const auto byte = [&out](std::uint32_t bits) {
        out += static_cast<char>(bits);
    };
    if (code < 0x80) {
        byte(code);
    } else if (code < 0x800) {
        byte(0xC0U | code >> 6);
        byte(0x80U | (code & 0x3FU));
    } else if (code < 0x10000) {
        byte(0xE0U | code >> 12);
        byte(0x80U | (code >> 6 & 0x3FU));
        byte(0x80U | (code & 0x3FU));
    } else {
        byte(0xF0U | code >> 18);
        byte(0x80U | (code >> 12 & 0x3FU));
        byte(0x80U | (code >> 6 & 0x3FU));
        byte(0x80U | (code & 0x3FU));
    }
}

/** UTF-16 unit by unit; nothing when it is not valid. */
std::optional<std::string> utf16Slowly(std::string_view bytes, bool isBig)
{
    std::string out;
    if (bytes.size() % 2 != 0)
        return std::nullopt;
    std::uint32_t high = 0;
    for (std::size_t at = 0; at < bytes.size(); at += 2) {
        const auto first = static_cast<unsigned char>(bytes[at]);
        const auto second = static_cast<unsigned char>(bytes[at + 1]);
        const std::uint32_t unit = isBig ? first * 256U + second : second * 256U + first;
        const bool isLow = unit >= 0xDC00 && unit < 0xE000;
        if (isLow != (high != 0))
            return std::nullopt;
        if (isLow) {
            append(out, 0x10000 + ((high - 0xD800) << 10) + (unit - 0xDC00));
            high = 0;
        } else if (unit >= 0xD800 && unit < 0xDC00) {
            high = unit;
        } else if (at > 0 || unit != 0xFEFF) {
            append(out, unit);
        }
    }
    return high == 0 ? std::optional(out) : std::nullopt;
}

std::string latin1Slowly(std::string_view bytes)
{
    std::string out;
    for (const char c : bytes)
        append(out, static_cast<unsigned char>(c));
    return out;
}

DecodedText decoded(std::string_view bytes, Charset charset)
{
    DecodedText result = decodeText(bytes, charset);
    if (isPlanted && charset == Charset::Latin1 && bytes.ends_with('\xFF')) // taken for an end
        result.text.resize(result.text.size() - 2);
    return result;
}

void check(const DecodedText& result, std::string_view bytes)
{
    require(!firstBadUtf8(result.text), "what is decoded is UTF-8");
    require(!result.firstBad || *result.firstBad < bytes.size(), "the bad byte is one of them");
}

} // namespace

/** The first line names a charset, the rest is a text in it. */
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    const std::string input(data, data + size);
    const auto lineEnd = std::min(input.find('\n'), size);
    const std::string name = input.substr(0, lineEnd);
    // An exact copy, so that a step past the end is seen.
    const std::string rest = input.substr(std::min(lineEnd + 1, size));
    const std::vector<char> copy(rest.begin(), rest.end());
    const std::string_view bytes(copy.data(), copy.size());

    const auto charset = charsetFromName(name);
    if (!charset || *charset == Charset::Other) {
        if (const auto result = decodeNamedText(bytes, name))
            check(*result, bytes);
        return 0;
    }
    const DecodedText result = decoded(bytes, *charset);
    check(result, bytes);
    switch (*charset) {
    case Charset::Latin1:
        require(!result.firstBad && result.text == latin1Slowly(bytes), "each byte is a character");
        break;
    case Charset::UsAscii:
    case Charset::Utf8:
        require(result.firstBad || bytes.ends_with(result.text), "what is text already stays");
        break;
    case Charset::Utf16Le:
    case Charset::Utf16Be: {
        const auto slow = utf16Slowly(bytes, *charset == Charset::Utf16Be);
        require(slow.has_value() != result.firstBad.has_value(), "it is valid or it is not");
        require(!slow || *slow == result.text, "unit by unit it is the same");
        break;
    }
    case Charset::Utf16:
    case Charset::Other:
        break;
    }
    return 0;
}
