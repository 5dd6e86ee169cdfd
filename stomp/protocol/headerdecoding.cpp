#include "headerdecoding.h"

#include "escaping.h"

#include <cstdint>

namespace Stomp {

namespace {

bool unescapeInto(std::string_view& text, Version version, std::string& arena)
{
    const std::size_t begin = arena.size();
    const bool defined = unescape(text, version, arena);
    text = std::string_view(arena).substr(begin);
    return defined;
}

} // namespace

HeaderView splitHeader(std::string_view line, std::size_t colon, std::uint8_t& oddities)
{
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

bool unescapeHeaders(
    std::string_view head, std::span<HeaderView> headers, Version version, std::string& arena)
{
    arena.clear();
    std::size_t backslash = version == Version::V10 ? std::string_view::npos : head.find('\\');
    if (backslash == std::string_view::npos)
        return true;
    // Unescaping never lengthens, so with this room the arena does not move under the views.
    arena.reserve(head.size());
    bool defined = true;
    for (HeaderView& header : headers) {
        const auto end =
            static_cast<std::size_t>(header.value.data() + header.value.size() - head.data());
        if (backslash >= end)
            continue;
        const std::size_t next = head.find('\\', end);
        defined &= unescapeInto(header.name, version, arena);
        defined &= unescapeInto(header.value, version, arena);
        if (next == std::string_view::npos)
            break;
        backslash = next;
    }
    return defined;
}

} // namespace Stomp
