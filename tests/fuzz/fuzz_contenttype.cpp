#include "require.h"

#include <stomp/payload/bodytext.h>
#include <stomp/payload/utf8.h>

#include <algorithm>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

using namespace Stomp;

namespace {

constexpr std::string_view blanks = " \t\r\n";

std::string trimmed(std::string text)
{
    while (!text.empty() && blanks.find(text.front()) != std::string_view::npos)
        text.erase(0, 1);
    while (!text.empty() && blanks.find(text.back()) != std::string_view::npos)
        text.pop_back();
    return text;
}

std::string inCase(std::string text, char first, int distance)
{
    for (char& c : text) {
        if (c >= first && c < first + 26)
            c = static_cast<char>(c + distance);
    }
    return text;
}

std::string lower(const std::string& text)
{
    return inCase(text, 'A', 'a' - 'A');
}

/** The header once more, part by part. */
ContentType parsedSlowly(const std::string& header)
{
    std::vector<std::string> parts(1);
    for (const char c : header) {
        if (c == ';')
            parts.emplace_back();
        else
            parts.back() += c;
    }
    ContentType type;
    type.mime = lower(trimmed(parts.front()));
    for (std::size_t i = 1; i < parts.size() && type.charset.empty(); ++i) {
        const auto equals = parts[i].find('=');
        if (equals == std::string::npos || lower(trimmed(parts[i].substr(0, equals))) != "charset")
            continue;
        std::string value = trimmed(parts[i].substr(equals + 1));
        if (value.size() > 1 && value.front() == '"' && value.back() == '"')
            value = value.substr(1, value.size() - 2);
        type.charset = lower(value);
    }
    return type;
}

ContentType parsed(const std::string& header)
{
    ContentType type = ContentType::parse(header);
    if (isPlanted && type.charset.ends_with('"')) // a quote that none opened is taken off
        type.charset.pop_back();
    return type;
}

bool isSame(const ContentType& a, const ContentType& b)
{
    return a.mime == b.mime && a.charset == b.charset;
}

} // namespace

/** The first line is a content-type header, the rest a body. */
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    const std::string input(data, data + size);
    const auto lineEnd = std::min(input.find('\n'), size);
    const std::string header = input.substr(0, lineEnd);
    // An exact copy, so that a step past the end is seen.
    const std::string rest = input.substr(std::min(lineEnd + 1, size));
    const std::vector<char> body(rest.begin(), rest.end());

    const ContentType type = parsed(header);
    require(isSame(type, parsedSlowly(header)), "the header means the same taken apart slowly");
    require(isSame(type, parsed(inCase(header, 'a', 'A' - 'a'))), "capitals mean the same");
    if (!type.charset.empty()) {
        const std::string again = type.mime + ";charset=\"" + type.charset + '"';
        require(isSame(type, parsed(again)), "written and read again it is the same");
    }
    require(type.isText() || !(type.isJson() || type.isXml()), "JSON and XML are text");

    const std::string_view bytes(body.data(), body.size());
    const BodyText read = BodyText::of(bytes, header);
    require(isSame(read.type, ContentType::parse(header)), "the body is read by its type");
    require((read.kind == ContentKind::Empty) <= bytes.empty(), "only nothing is empty");
    require(read.transcoded || read.text.data() == bytes.data() || bytes.empty(),
        "what is not decoded is not copied");
    require(!read.transcoded || !firstBadUtf8(read.text), "what is decoded is UTF-8");
    if (read.kind == ContentKind::Text || read.kind == ContentKind::Xml)
        require(!firstBadUtf8(read.text) && read.text.find('\0') == std::string_view::npos,
            "text is UTF-8 without NUL");
    if (read.kind == ContentKind::Json)
        require(read.json && !*read.json, "JSON was checked");
    for (const BodyOddity& oddity : read.oddities) {
        require(!oddity.message.empty(), "an oddity has words");
        require(!oddity.offset || *oddity.offset <= std::max(read.text.size(), bytes.size()),
            "an oddity is inside the body");
    }
    return 0;
}
