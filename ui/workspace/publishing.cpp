#include "publishing.h"

namespace Ui {

namespace {

std::string replaced(std::string_view text, std::string_view number)
{
    constexpr std::string_view placeholder = "${n}";
    std::string out;
    out.reserve(text.size());
    for (;;) {
        const std::size_t at = text.find(placeholder);
        out.append(text.substr(0, at));
        if (at == std::string_view::npos)
            return out;
        out.append(number);
        text.remove_prefix(at + placeholder.size());
    }
}

} // namespace

Stomp::Frame numberedFrame(const Stomp::Frame& frame, quint32 number)
{
    const std::string digits = std::to_string(number);
    Stomp::Frame out;
    out.command = frame.command;
    out.headers.reserve(frame.headers.size());
    for (const Stomp::Header& header : frame.headers)
        out.headers.push_back({header.name, replaced(header.value, digits)});
    out.body = replaced(frame.body, digits);
    return out;
}

} // namespace Ui
