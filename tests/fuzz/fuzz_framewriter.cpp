#include "require.h"

#include <stomp/protocol/frameparser.h>
#include <stomp/protocol/framewriter.h>

#include <array>
#include <cstdint>

using namespace Stomp;

namespace {

constexpr std::array<const char*, 5> commands{"SEND", "CONNECT", "MESSAGE", "ACK", "CONNECTED"};

/** Takes text up to the next byte 0xff, which the input uses as a separator. */
std::string takePart(std::string_view& rest)
{
    const auto end = rest.find('\xff');
    std::string part(rest.substr(0, end));
    rest.remove_prefix(end == std::string_view::npos ? rest.size() : end + 1);
    return part;
}

bool hasPadding(std::string_view text)
{
    constexpr std::string_view padding{" \t"};
    return !text.empty()
        && (padding.find(text.front()) != std::string_view::npos
            || padding.find(text.back()) != std::string_view::npos);
}

} // namespace

/** What the writer writes, a strict server reads as it was meant. */
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    if (size < 2)
        return 0;
    const FrameWriter writer{static_cast<Version>(data[0] % 3), (data[0] & 0x80) != 0};
    const auto contentLength = data[0] & 0x40 ? ContentLength::Write : ContentLength::Omit;
    Frame frame;
    frame.command = commands[data[1] % commands.size()];
    const std::string input(data + 2, data + size);
    std::string_view rest = input;
    frame.body = takePart(rest);
    while (!rest.empty()) {
        const std::string name = takePart(rest);
        const std::string value = takePart(rest);
        // A server takes the padding off 1.0 headers; content-length is the writer's own.
        if (name != "content-length" && !hasPadding(name) && !hasPadding(value))
            frame.add(name, value);
    }
    std::string wire = "before";
    if (writer.write(frame, contentLength, wire) != WriteError::None) {
        require(wire == "before", "nothing is written on an error");
        return 0;
    }
    if (isPlanted && writer.version == Version::V12) { // a CR at the end of a value is not escaped
        if (const auto at = wire.find("\\r\n"); at != std::string::npos)
            wire.replace(at, 2, "\r");
    }
    FrameParser parser(FrameParser::Side::Server);
    parser.setVersion(writer.version);
    parser.push(std::string_view(wire).substr(6));
    require(parser.next() == FrameParser::Result::Frame, "what is written is a frame");
    Frame read = Frame::copyOf(parser.frame());
    if (const auto length = read.header("content-length")) {
        require(*length == std::to_string(frame.body.size()), "content-length counts the body");
        read.headers.pop_back();
    }
    require(read == frame, "what is read is what was written");
    require(parser.next() == FrameParser::Result::Incomplete, "nothing follows the frame");
    require(parser.pending() == 0, "nothing is left");
    return 0;
}
