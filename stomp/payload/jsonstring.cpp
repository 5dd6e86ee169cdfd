#include "jsonstring.h"

#include "utf8.h"

#include <algorithm>
#include <cstdint>
#include <optional>

namespace Stomp {

namespace {

std::optional<char32_t> hex4(std::string_view digits)
{
    if (digits.size() < 4)
        return std::nullopt;
    char32_t value = 0;
    for (const char c : digits.substr(0, 4)) {
        unsigned digit = 0;
        if (c >= '0' && c <= '9')
            digit = static_cast<unsigned>(c - '0');
        else if ((c | 0x20) >= 'a' && (c | 0x20) <= 'f')
            digit = static_cast<unsigned>((c | 0x20) - 'a') + 10U;
        else
            return std::nullopt;
        value = value * 16U + digit;
    }
    return value;
}

/** text begins behind "\u"; returns how many bytes were used. */
std::size_t decodeUnicode(std::string_view text, std::string& out)
{
    const std::optional<char32_t> first = hex4(text);
    if (!first)
        return 0;
    if (*first >= 0xD800U && *first <= 0xDBFFU && text.substr(4, 2) == "\\u") {
        const std::optional<char32_t> second = hex4(text.substr(6));
        if (second && *second >= 0xDC00U && *second <= 0xDFFFU) {
            appendUtf8(0x10000U + ((*first - 0xD800U) << 10U) + (*second - 0xDC00U), out);
            return 10;
        }
    }
    appendUtf8(*first, out);
    return 4;
}

char simpleEscape(char c)
{
    switch (c) {
    case 'b':
        return '\b';
    case 'f':
        return '\f';
    case 'n':
        return '\n';
    case 'r':
        return '\r';
    case 't':
        return '\t';
    default:
        return c;
    }
}

} // namespace

std::string decodeJsonString(std::string_view token)
{
    if (token.size() >= 2 && token.front() == '"' && token.back() == '"')
        token = token.substr(1, token.size() - 2);
    std::string out;
    out.reserve(token.size());
    while (!token.empty()) {
        const std::size_t run = std::min(token.find('\\'), token.size());
        out.append(token.substr(0, run));
        token.remove_prefix(run);
        if (token.size() < 2)
            break;
        if (token[1] == 'u') {
            token.remove_prefix(2);
            token.remove_prefix(decodeUnicode(token, out));
        } else {
            out.push_back(simpleEscape(token[1]));
            token.remove_prefix(2);
        }
    }
    return out;
}

bool hasLoneSurrogate(std::string_view token)
{
    std::size_t at = token.find('\\');
    while (at != std::string_view::npos) {
        if (token.substr(at + 1, 1) != "u") {
            at = token.find('\\', at + 2);
            continue;
        }
        const std::optional<char32_t> first = hex4(token.substr(at + 2));
        at += 6;
        if (first && *first >= 0xDC00U && *first <= 0xDFFFU)
            return true;
        if (first && *first >= 0xD800U && *first <= 0xDBFFU) {
            const bool isFollowed = token.substr(at, 2) == "\\u";
            const auto second = isFollowed ? hex4(token.substr(at + 2)) : std::nullopt;
            if (!second || *second < 0xDC00U || *second > 0xDFFFU)
                return true;
            at += 6;
        }
        at = token.find('\\', at);
    }
    return false;
}

std::string jsonPathStep(std::string_view keyToken)
{
    std::string_view name = keyToken;
    if (name.size() >= 2)
        name = name.substr(1, name.size() - 2);
    const auto isLetter = [](char c) {
        return ((c | 0x20) >= 'a' && (c | 0x20) <= 'z') || c == '_';
    };
    const bool plain = !name.empty() && isLetter(name.front())
        && std::all_of(name.begin(), name.end(),
            [&](char c) { return isLetter(c) || (c >= '0' && c <= '9'); });
    if (plain)
        return "." + std::string(name);
    return "[" + std::string(keyToken) + "]";
}

} // namespace Stomp
