#include "escaping.h"

#include <array>

namespace Stomp {

namespace {

constexpr char undefined = '\0';

char decodedEscape(char code, Version version)
{
    switch (code) {
    case '\\':
        return '\\';
    case 'n':
        return '\n';
    case 'c':
        return ':';
    case 'r':
        return version == Version::V12 ? '\r' : undefined;
    default:
        return undefined;
    }
}

/** What stands behind the backslash for a byte that is escaped; '\r' in 1.2 only. */
constexpr std::array<char, 256> escapeCodes = [] {
    std::array<char, 256> codes{};
    codes['\\'] = '\\';
    codes['\n'] = 'n';
    codes[':'] = 'c';
    codes['\r'] = 'r';
    return codes;
}();

} // namespace

bool isExemptFromEscaping(std::string_view command)
{
    return command == "CONNECT" || command == "CONNECTED" || command == "STOMP";
}

std::string escaped(std::string_view text, Version version)
{
    std::string out;
    out.reserve(text.size());
    appendEscaped(text, version, out);
    return out;
}

void appendEscaped(std::string_view text, Version version, std::string& out)
{
    std::size_t plain = 0;
    for (std::size_t i = 0; version != Version::V10 && i < text.size(); ++i) {
        const char code = escapeCodes[static_cast<unsigned char>(text[i])];
        if (code == undefined || (code == 'r' && version != Version::V12))
            continue;
        out.append(text.substr(plain, i - plain));
        out += '\\';
        out += code;
        plain = i + 1;
    }
    out.append(text.substr(plain));
}

bool unescape(std::string_view text, Version version, std::string& out)
{
    bool defined = true;
    while (true) {
        const auto backslash = version == Version::V10 ? std::string_view::npos : text.find('\\');
        out.append(text.substr(0, backslash));
        if (backslash == std::string_view::npos)
            return defined;
        text.remove_prefix(backslash + 1);
        const char decoded = text.empty() ? undefined : decodedEscape(text.front(), version);
        if (decoded == undefined) {
            // The backslash stays; what follows it is read as ordinary text.
            defined = false;
            out += '\\';
        } else {
            out += decoded;
            text.remove_prefix(1);
        }
    }
}

std::size_t findUndefinedEscape(std::string_view text, Version version)
{
    if (version == Version::V10)
        return std::string_view::npos;
    for (auto at = text.find('\\'); at != std::string_view::npos; at = text.find('\\', at + 2)) {
        if (at + 1 == text.size() || decodedEscape(text[at + 1], version) == undefined)
            return at;
    }
    return std::string_view::npos;
}

} // namespace Stomp
