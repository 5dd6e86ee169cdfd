#include "sides.h"

#include <support/splitfeeder.h>

#include <charconv>
#include <optional>

using namespace Stomp;

namespace Conformance {

namespace {

const std::vector<std::string_view> inputs{"in", "repeat", "limits"};
const std::vector<std::string_view> expectations{
    "frame", "header", "body", "oddity", "error", "heart-beats", "incomplete"};

std::optional<std::size_t> number(std::string_view text)
{
    std::size_t value = 0;
    const char* end = text.data() + text.size();
    const auto [next, error] = std::from_chars(text.data(), end, value);
    return error == std::errc() && next == end ? std::optional(value) : std::nullopt;
}

/** "client", "server", or the limits that differ: "line=40 headers=4". */
std::optional<ParserLimits> readLimits(const std::string& text)
{
    if (text == "client")
        return ParserLimits();
    if (text == "server")
        return ParserLimits::forServer();
    ParserLimits limits;
    for (const std::string& word : words(text)) {
        const auto value = number(std::string_view(word).substr(word.find('=') + 1));
        const std::string name = word.substr(0, word.find('='));
        if (!value)
            return std::nullopt;
        if (name == "command")
            limits.command = *value;
        else if (name == "line")
            limits.headerLine = *value;
        else if (name == "headers")
            limits.headerCount = *value;
        else if (name == "body")
            limits.body = *value;
        else
            return std::nullopt;
    }
    return limits;
}

std::optional<std::string> readInput(const Case& one)
{
    std::string input;
    for (const Line& line : one.lines) {
        if (line.key == "in")
            input += line.value;
        if (line.key != "repeat")
            continue;
        const std::size_t space = line.value.find(' ');
        const auto times = number(std::string_view(line.value).substr(0, space));
        if (!times || space == std::string::npos)
            return std::nullopt;
        for (std::size_t i = 0; i < *times; ++i)
            input += line.value.substr(space + 1);
    }
    return input;
}

void observe(const FrameView& frame, Observation& seen)
{
    seen.add("frame", frame.command);
    for (const HeaderView& header : frame.headers)
        seen.add("header", std::string(header.name) + '=' + std::string(header.value));
    if (!frame.body.empty())
        seen.add("body", frame.body);
    constexpr std::array<std::pair<FrameView::Oddity, std::string_view>, 4> oddities{
        {{FrameView::HeaderWithoutColon, "HeaderWithoutColon"},
            {FrameView::HeaderWithoutName, "HeaderWithoutName"},
            {FrameView::UndefinedEscape, "UndefinedEscape"},
            {FrameView::BadContentLength, "BadContentLength"}}};
    for (const auto& [oddity, name] : oddities) {
        if (frame.oddities & oddity)
            seen.add("oddity", name);
    }
}

std::string observe(FrameParser& parser, const Testing::Pieces& pieces)
{
    Observation seen;
    for (const std::string_view piece : pieces) {
        // From memory of its own, so that a view into the input would be seen.
        const std::string copy(piece);
        parser.push(copy);
        while (parser.next() == FrameParser::Result::Frame)
            observe(parser.frame(), seen);
    }
    if (const ParseError& error = parser.error())
        seen.add("error",
            std::string(Testing::nameOf(error.code)) + " at " + std::to_string(error.offset));
    if (parser.heartBeats() > 0)
        seen.add("heart-beats", std::to_string(parser.heartBeats()));
    if (!parser.error() && parser.pending() > 0)
        seen.add("incomplete", std::to_string(parser.pending()) + " bytes");
    return seen.text();
}

} // namespace

std::string runParserCase(const Case& one, std::string_view side, Version version)
{
    std::vector<std::string_view> keys = inputs;
    keys.insert(keys.end(), expectations.begin(), expectations.end());
    if (std::string foreign = foreignKey(one, keys); !foreign.empty())
        return foreign;
    const auto limits = readLimits(one.value("limits", side));
    const auto input = readInput(one);
    if (!limits || !input)
        return "limits or repeat cannot be read\n";
    const std::string wanted = expected(one, expectations);
    std::string different;
    Testing::everyFeeding(*input, [&](const Testing::Pieces& pieces) {
        FrameParser parser(
            side == "server" ? FrameParser::Side::Server : FrameParser::Side::Client, *limits);
        parser.setVersion(version);
        const std::string seen = observe(parser, pieces);
        if (seen != wanted)
            different = "expected:\n" + wanted + "seen when fed " + Testing::shownPieces(pieces)
                + ":\n" + seen;
        return different.empty();
    });
    return different;
}

} // namespace Conformance
