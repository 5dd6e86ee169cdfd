#include "percentcoding.h"

namespace Stomp {

namespace {

constexpr std::string_view hexDigits{"0123456789ABCDEF"};

int hexValue(char c)
{
    if (c >= 'a' && c <= 'f')
        c = static_cast<char>(c - 'a' + 'A');
    const auto at = hexDigits.find(c);
    return at == std::string_view::npos ? -1 : static_cast<int>(at);
}

bool isUnreserved(char c)
{
    return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9')
        || std::string_view("-._~").find(c) != std::string_view::npos;
}

} // namespace

std::optional<std::string> percentDecoded(std::string_view text)
{
    std::string out;
    out.reserve(text.size());
    for (std::size_t i = 0; i < text.size(); ++i) {
        int byte = static_cast<unsigned char>(text[i]);
        if (text[i] == '%') {
            const int high = text.size() - i > 2 ? hexValue(text[i + 1]) : -1;
            const int low = high >= 0 ? hexValue(text[i + 2]) : -1;
            if (low < 0)
                return std::nullopt;
            byte = high * 16 + low;
            i += 2;
        }
        if (byte < 0x20 || byte == 0x7f)
            return std::nullopt;
        out += static_cast<char>(byte);
    }
    return out;
}

std::string percentEncoded(std::string_view text, std::string_view keep)
{
    std::string out;
    for (const char c : text) {
        const auto byte = static_cast<unsigned char>(c);
        if (isUnreserved(c) || keep.find(c) != std::string_view::npos)
            out += c;
        else
            out.append({'%', hexDigits[byte >> 4], hexDigits[byte & 15]});
    }
    return out;
}

} // namespace Stomp
