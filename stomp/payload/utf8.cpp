#include "utf8.h"

#include <simdjson.h>

#include <algorithm>

namespace Stomp {

namespace {

unsigned byteAt(std::string_view text, std::size_t index)
{
    return static_cast<unsigned char>(text[index]);
}

bool isContinuation(unsigned byte)
{
    return (byte & 0xC0U) == 0x80U;
}

} // namespace

std::size_t utf8SequenceLength(std::string_view text)
{
    if (text.empty())
        return 0;
    const unsigned lead = byteAt(text, 0);
    if (lead < 0x80U)
        return 1;
    // The second byte's range excludes overlong forms, surrogates and what is above U+10FFFF.
    unsigned low = 0x80U;
    unsigned high = 0xBFU;
    std::size_t length = 0;
    if (lead >= 0xC2U && lead <= 0xDFU) {
        length = 2;
    } else if (lead >= 0xE0U && lead <= 0xEFU) {
        length = 3;
        low = lead == 0xE0U ? 0xA0U : low;
        high = lead == 0xEDU ? 0x9FU : high;
    } else if (lead >= 0xF0U && lead <= 0xF4U) {
        length = 4;
        low = lead == 0xF0U ? 0x90U : low;
        high = lead == 0xF4U ? 0x8FU : high;
    } else {
        return 0;
    }
    if (text.size() < length || byteAt(text, 1) < low || byteAt(text, 1) > high)
        return 0;
    for (std::size_t i = 2; i < length; ++i) {
        if (!isContinuation(byteAt(text, i)))
            return 0;
    }
    return length;
}

std::optional<std::size_t> firstBadUtf8(std::string_view text)
{
    if (text.empty() || simdjson::validate_utf8(text.data(), text.size()))
        return std::nullopt;
    std::size_t offset = 0;
    while (offset < text.size()) {
        const std::size_t length = utf8SequenceLength(text.substr(offset));
        if (length == 0)
            return offset;
        offset += length;
    }
    return std::nullopt;
}

void appendUtf8(char32_t codePoint, std::string& out)
{
    if (codePoint > 0x10FFFFU || (codePoint >= 0xD800U && codePoint <= 0xDFFFU))
        codePoint = 0xFFFDU;
    const auto put = [&out](char32_t byte) {
        out.push_back(static_cast<char>(byte));
    };
    if (codePoint < 0x80U) {
        put(codePoint);
    } else if (codePoint < 0x800U) {
        put(0xC0U | (codePoint >> 6U));
        put(0x80U | (codePoint & 0x3FU));
    } else if (codePoint < 0x10000U) {
        put(0xE0U | (codePoint >> 12U));
        put(0x80U | ((codePoint >> 6U) & 0x3FU));
        put(0x80U | (codePoint & 0x3FU));
    } else {
        put(0xF0U | (codePoint >> 18U));
        put(0x80U | ((codePoint >> 12U) & 0x3FU));
        put(0x80U | ((codePoint >> 6U) & 0x3FU));
        put(0x80U | (codePoint & 0x3FU));
    }
}

std::size_t utf8CutBefore(std::string_view text, std::size_t limit)
{
    if (limit >= text.size())
        return text.size();
    std::size_t cut = limit;
    const std::size_t lowest = limit - std::min<std::size_t>(limit, 3);
    while (cut > lowest && isContinuation(byteAt(text, cut)))
        --cut;
    // Not UTF-8 at all: cut where asked.
    return isContinuation(byteAt(text, cut)) ? limit : cut;
}

} // namespace Stomp
