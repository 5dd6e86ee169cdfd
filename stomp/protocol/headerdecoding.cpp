#include "headerdecoding.h"

#include "escaping.h"

#include <cstdint>

namespace Stomp {

namespace {

bool hasBackslash(std::string_view text)
{
    return text.find('\\') != std::string_view::npos;
}

bool unescapeInto(std::string_view& text, Version version, std::string& arena)
{
    if (!hasBackslash(text))
        return true;
    const std::size_t begin = arena.size();
    const bool defined = unescape(text, version, arena);
    text = std::string_view(arena).substr(begin);
    return defined;
}

} // namespace

HeaderView splitHeader(std::string_view line, std::uint8_t& oddities)
{
    const auto colon = line.find(':');
    if (colon == std::string_view::npos) {
        oddities |= FrameView::HeaderWithoutColon;
        return {line, line.substr(line.size())};
    }
    if (colon == 0)
        oddities |= FrameView::HeaderWithoutName;
    return {line.substr(0, colon), line.substr(colon + 1)};
}

std::optional<std::size_t> parseContentLength(std::string_view value)
{
    const std::string_view digits = withoutPadding(value);
    if (digits.empty())
        return std::nullopt;
    std::size_t length = 0;
    for (const char c : digits) {
        if (c < '0' || c > '9')
            return std::nullopt;
        const auto digit = static_cast<std::size_t>(c - '0');
        length = length > (SIZE_MAX - digit) / 10 ? SIZE_MAX : length * 10 + digit;
    }
    return length;
}

std::string_view withoutPadding(std::string_view text)
{
    const auto first = text.find_first_not_of(" \t");
    if (first == std::string_view::npos)
        return {};
    return text.substr(first, text.find_last_not_of(" \t") - first + 1);
}

bool unescapeHeaders(std::span<HeaderView> headers, Version version, std::string& arena)
{
    // Unescaping never lengthens, so with this room the arena does not move under the views.
    std::size_t room = 0;
    arena.clear();
    if (version == Version::V10)
        return true;
    for (const HeaderView& header : headers) {
        if (hasBackslash(header.name))
            room += header.name.size();
        if (hasBackslash(header.value))
            room += header.value.size();
    }
    arena.reserve(room);
    bool defined = true;
    for (HeaderView& header : headers) {
        defined &= unescapeInto(header.name, version, arena);
        defined &= unescapeInto(header.value, version, arena);
    }
    return defined;
}

} // namespace Stomp
