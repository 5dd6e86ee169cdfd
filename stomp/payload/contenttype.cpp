#include "contenttype.h"

#include <algorithm>
#include <array>

namespace Stomp {

namespace {

std::string_view trimmed(std::string_view text)
{
    constexpr std::string_view blanks = " \t\r\n";
    const std::size_t first = text.find_first_not_of(blanks);
    if (first == std::string_view::npos)
        return {};
    return text.substr(first, text.find_last_not_of(blanks) - first + 1);
}

std::string lowered(std::string_view text)
{
    std::string out(text);
    for (char& c : out) {
        if (c >= 'A' && c <= 'Z')
            c = static_cast<char>(c + ('a' - 'A'));
    }
    return out;
}

} // namespace

ContentType ContentType::parse(std::string_view header)
{
    ContentType type;
    std::size_t end = std::min(header.find(';'), header.size());
    type.mime = lowered(trimmed(header.substr(0, end)));
    while (end < header.size()) {
        header.remove_prefix(end + 1);
        end = std::min(header.find(';'), header.size());
        const std::string_view parameter = header.substr(0, end);
        const std::size_t equals = parameter.find('=');
        if (equals == std::string_view::npos || !type.charset.empty()
            || lowered(trimmed(parameter.substr(0, equals))) != "charset")
            continue;
        std::string_view value = trimmed(parameter.substr(equals + 1));
        if (value.size() >= 2 && value.front() == '"' && value.back() == '"')
            value = value.substr(1, value.size() - 2);
        type.charset = lowered(value);
    }
    return type;
}

bool ContentType::isJson() const
{
    return mime == "application/json" || mime == "text/json" || mime == "application/x-json"
        || mime.ends_with("+json");
}

bool ContentType::isXml() const
{
    return mime == "application/xml" || mime == "text/xml" || mime.ends_with("+xml");
}

bool ContentType::isText() const
{
    return mime.starts_with("text/") || isJson() || isXml();
}

bool ContentType::isMedia() const
{
    static constexpr std::array<std::string_view, 7> binary{"application/pdf", "application/zip",
        "application/gzip", "application/x-protobuf", "application/avro",
        "application/x-java-serialized-object", "application/msgpack"};
    return mime.starts_with("image/") || mime.starts_with("audio/") || mime.starts_with("video/")
        || std::find(binary.begin(), binary.end(), mime) != binary.end();
}

} // namespace Stomp
