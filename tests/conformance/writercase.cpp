#include "sides.h"

#include <stomp/protocol/frameparser.h>
#include <stomp/protocol/framewriter.h>

#include <array>

using namespace Stomp;

namespace Conformance {

namespace {

const std::vector<std::string_view> inputs{
    "write", "write-header", "write-body", "content-length", "trailing-line-end"};
const std::vector<std::string_view> expectations{"out", "refused"};

std::string_view nameOf(WriteError error)
{
    constexpr std::array<std::string_view, 8> names{"None", "BadCommand", "LineEndInHeader",
        "ColonInName", "EmptyName", "NulInHeader", "BodyNotAllowed", "NulNeedsContentLength"};
    return names[static_cast<std::size_t>(error)];
}

Frame readFrame(const Case& one)
{
    Frame frame;
    for (const Line& line : one.lines) {
        const std::size_t equals = std::min(line.value.find('='), line.value.size());
        if (line.key == "write")
            frame.command = line.value;
        else if (line.key == "write-header")
            frame.add(line.value.substr(0, equals),
                line.value.substr(std::min(equals + 1, line.value.size())));
        else if (line.key == "write-body")
            frame.body += line.value;
    }
    return frame;
}

/** What a strict server makes of the bytes; our own content-length left out. */
std::string readBack(const std::string& bytes, const Frame& written, Version version)
{
    FrameParser parser(FrameParser::Side::Server);
    parser.setVersion(version);
    parser.push(bytes);
    if (parser.next() != FrameParser::Result::Frame)
        return "a server does not take it: " + describe(parser.error(), parser.limits()) + '\n';
    Frame read = Frame::copyOf(parser.frame());
    Frame meant = written;
    const auto isLength = [](const Header& header) {
        return header.name == "content-length";
    };
    std::erase_if(read.headers, isLength);
    std::erase_if(meant.headers, isLength);
    if (read != meant)
        return "a server reads another frame than was written\n";
    if (parser.next() != FrameParser::Result::Incomplete || parser.pending() > 0)
        return "something follows the frame\n";
    return {};
}

} // namespace

std::string runWriterCase(const Case& one, Version version)
{
    std::vector<std::string_view> keys = inputs;
    keys.insert(keys.end(), expectations.begin(), expectations.end());
    if (std::string foreign = foreignKey(one, keys); !foreign.empty())
        return foreign;
    const std::string length = one.value("content-length", "omit");
    const std::string lineEnd = one.value("trailing-line-end", "no");
    if ((length != "omit" && length != "write") || (lineEnd != "no" && lineEnd != "yes"))
        return "content-length is omit or write, trailing-line-end is no or yes\n";

    const Frame frame = readFrame(one);
    const FrameWriter writer{version, lineEnd == "yes"};
    std::string out = "before";
    const WriteError error =
        writer.write(frame, length == "write" ? ContentLength::Write : ContentLength::Omit, out);
    if (!out.starts_with("before") || (error != WriteError::None && out != "before"))
        return "what was there before is changed, or something is written with an error\n";
    out.erase(0, 6);
    Observation seen;
    if (error != WriteError::None)
        seen.add("refused", nameOf(error));
    else
        seen.add("out", out);
    if (const std::string wanted = expected(one, expectations); seen.text() != wanted)
        return "expected:\n" + wanted + "seen:\n" + seen.text();
    return error == WriteError::None ? readBack(out, frame, version) : std::string();
}

} // namespace Conformance
