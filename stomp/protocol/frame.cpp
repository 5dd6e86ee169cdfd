#include "frame.h"

#include <algorithm>
#include <array>

namespace Stomp {

namespace {

template <typename Headers>
std::optional<std::string_view> firstOf(const Headers& headers, std::string_view name)
{
    for (const auto& header : headers) {
        if (header.name == name)
            return std::string_view(header.value);
    }
    return std::nullopt;
}

} // namespace

std::optional<std::string_view> FrameView::header(std::string_view name) const
{
    return firstOf(headers, name);
}

std::string_view FrameView::value(std::string_view name) const
{
    return header(name).value_or(std::string_view());
}

Frame Frame::copyOf(const FrameView& view)
{
    Frame frame{std::string(view.command), {}, std::string(view.body)};
    frame.headers.reserve(view.headers.size());
    for (const HeaderView& header : view.headers)
        frame.add(header.name, header.value);
    return frame;
}

std::optional<std::string_view> Frame::header(std::string_view name) const
{
    return firstOf(headers, name);
}

std::string_view Frame::value(std::string_view name) const
{
    return header(name).value_or(std::string_view());
}

void Frame::add(std::string_view name, std::string_view headerValue)
{
    headers.push_back({std::string(name), std::string(headerValue)});
}

bool isSecretHeader(std::string_view name)
{
    static constexpr std::array<std::string_view, 14> secrets{"passcode", "password", "passwd",
        "authorization", "proxy-authorization", "cookie", "set-cookie", "token", "access-token",
        "access_token", "auth-token", "x-auth-token", "x-api-key", "api-key"};
    std::string lower(name);
    for (char& c : lower) {
        if (c >= 'A' && c <= 'Z')
            c = static_cast<char>(c - 'A' + 'a');
    }
    return std::find(secrets.begin(), secrets.end(), lower) != secrets.end();
}

} // namespace Stomp
