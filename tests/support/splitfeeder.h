#pragma once

#include <stomp/protocol/framedecoder.h>
#include <stomp/protocol/frameparser.h>

#include <algorithm>
#include <array>
#include <string>
#include <string_view>
#include <vector>

namespace Testing {

/** Bytes as text for rows and logs: "^@" stands for NUL in both directions. */
inline std::string wire(std::string_view text)
{
    std::string bytes;
    for (std::size_t i = 0; i < text.size(); ++i) {
        const bool nul = text.substr(i, 2) == "^@";
        bytes += nul ? '\0' : text[i];
        i += nul ? 1 : 0;
    }
    return bytes;
}

inline std::string shown(std::string_view bytes)
{
    std::string text;
    for (const char c : bytes) {
        if (c == '\0')
            text += "^@";
        else if (c == '\n')
            text += "<LF>";
        else if (c == '\r')
            text += "<CR>";
        else
            text += c;
    }
    return text;
}

inline std::string_view nameOf(Stomp::ParseErrorCode code)
{
    static constexpr std::array<std::string_view, 11> names{"None", "NotStomp", "UnknownCommand",
        "CommandTooLong", "HeaderLineTooLong", "TooManyHeaders", "MalformedHeader",
        "UndefinedEscape", "BadContentLength", "BodyTooLarge", "MissingTerminator"};
    return names[static_cast<std::size_t>(code)];
}

using Pieces = std::vector<std::string_view>;

/**
 * Calls visit(pieces) with the input whole, byte by byte, and cut at every point (short inputs: at
 * every two points; those beyond 4,000 bytes: at every 61st point and the last 100), until it
 * returns false.
 */
template <typename Visit>
void everyFeeding(std::string_view input, Visit visit)
{
    if (!visit(Pieces{input}))
        return;
    Pieces bytes;
    for (std::size_t i = 0; i < input.size(); ++i)
        bytes.push_back(input.substr(i, 1));
    if (!visit(bytes))
        return;
    for (std::size_t first = 0; first <= input.size(); ++first) {
        if (input.size() > 4000 && first % 61 != 0 && first + 100 < input.size())
            continue;
        const std::size_t lastCut = input.size() <= 120 ? input.size() : first;
        for (std::size_t second = first; second <= lastCut; ++second) {
            if (!visit(Pieces{input.substr(0, first), input.substr(first, second - first),
                    input.substr(second)}))
                return;
        }
    }
}

/** "in 3 pieces of 5, 0, 12 bytes", for messages. */
inline std::string shownPieces(const Pieces& pieces)
{
    std::string text = "in " + std::to_string(pieces.size()) + " pieces of";
    for (std::size_t i = 0; i < pieces.size() && i < 3; ++i)
        text += (i == 0 ? " " : ", ") + std::to_string(pieces[i].size());
    return text + " bytes";
}

/**
 * Feeds a FrameParser the same input whole, byte by byte and cut at every point (short inputs: at
 * every two points), and compares what comes out. Whatever a parser test does goes through here.
 *
 * The log has a line for each frame, "SEND {name=value}... |body|" with its oddities behind it, one
 * for an error, "NotStomp at 5 |found|", and at the end what is left: "idle 3/2" (line ends, of
 * which heart-beats), "pending 5", "in frame".
 */
struct SplitFeeder
{
    Stomp::FrameParser::Side side = Stomp::FrameParser::Side::Client;
    Stomp::Version version = Stomp::Version::V12;
    Stomp::ParserLimits limits = {};

    /** The log, when it is the same for every way of feeding; else the first that differs. */
    [[nodiscard]] std::string log(std::string_view input) const
    {
        const std::string whole = feed({input});
        std::string different;
        everyFeeding(input, [&](const Pieces& pieces) {
            if (const std::string other = feed(pieces); other != whole)
                different = "fed whole:\n" + whole + "fed " + shownPieces(pieces) + ":\n" + other;
            return different.empty();
        });
        return different.empty() ? whole : different;
    }

    [[nodiscard]] std::string feed(const Pieces& pieces) const
    {
        Stomp::FrameParser parser(side, limits);
        parser.setVersion(version);
        std::string log;
        for (const std::string_view piece : pieces) {
            // From memory of its own, so that a view into the input would be seen.
            const std::string copy(piece);
            parser.push(copy);
            while (parser.next() == Stomp::FrameParser::Result::Frame)
                log += describe(parser.frame());
        }
        return log + describeEnd(parser);
    }

private:
    [[nodiscard]] std::string describe(const Stomp::FrameView& frame) const
    {
        std::string line(frame.command);
        for (const Stomp::HeaderView& header : frame.headers)
            line += " {" + shown(header.name) + '=' + shown(header.value) + '}';
        line += " |" + shown(frame.body) + '|';
        if (frame.oddities & Stomp::FrameView::HeaderWithoutColon)
            line += " HeaderWithoutColon";
        if (frame.oddities & Stomp::FrameView::HeaderWithoutName)
            line += " HeaderWithoutName";
        if (frame.oddities & Stomp::FrameView::UndefinedEscape)
            line += " UndefinedEscape";
        if (frame.oddities & Stomp::FrameView::BadContentLength)
            line += " BadContentLength";
        if (side == Stomp::FrameParser::Side::Client && !isDecodedTheSame(frame))
            line += "\nDECODED DIFFERENTLY FROM ITS BYTES";
        return line + '\n';
    }

    [[nodiscard]] bool isDecodedTheSame(const Stomp::FrameView& frame) const
    {
        const std::string kept(frame.bytes);
        Stomp::FrameDecoder decoder;
        const Stomp::FrameView& decoded = decoder.decode(kept, frame.bodyOffset(), version);
        const auto same = [](const Stomp::HeaderView& a, const Stomp::HeaderView& b) {
            return a.name == b.name && a.value == b.value;
        };
        return decoded.command == frame.command && decoded.body == frame.body
            && decoded.oddities == frame.oddities && decoded.bytes == kept
            && std::equal(decoded.headers.begin(), decoded.headers.end(), frame.headers.begin(),
                frame.headers.end(), same);
    }

    [[nodiscard]] static std::string describeEnd(const Stomp::FrameParser& parser)
    {
        std::string text;
        if (parser.error())
            text += std::string(nameOf(parser.error().code)) + " at "
                + std::to_string(parser.error().offset) + " |" + shown(parser.error().found)
                + "|\n";
        if (parser.idleLineEnds() > 0)
            text += "idle " + std::to_string(parser.idleLineEnds()) + '/'
                + std::to_string(parser.heartBeats()) + '\n';
        if (parser.pending() > 0)
            text += "pending " + std::to_string(parser.pending()) + '\n';
        if (!parser.error() && parser.isInFrame())
            text += "in frame\n";
        return text;
    }
};

} // namespace Testing
