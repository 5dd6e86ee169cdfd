#include "sides.h"

#include <stomp/dialect/lint.h>

#include <charconv>

using namespace Stomp;

namespace Conformance {

namespace {

const std::vector<std::string_view> inputs{
    "dialect", "write", "write-header", "write-body", "repeat"};
const std::vector<std::string_view> expectations{"warning"};

void addHeader(const std::string& text, Frame& frame)
{
    const std::size_t equals = std::min(text.find('='), text.size());
    frame.add(text.substr(0, equals), text.substr(std::min(equals + 1, text.size())));
}

/** "N NAME=VALUE": so many headers; "N BYTES": appended so often to the last header's value. */
bool repeat(const std::string& text, Frame& frame)
{
    std::size_t times = 0;
    const char* const end = text.data() + text.size();
    const auto number = std::from_chars(text.data(), end, times);
    if (number.ec != std::errc() || number.ptr == end || *number.ptr != ' ')
        return false;
    const std::string what(number.ptr + 1, end);
    for (std::size_t i = 0; i < times; ++i) {
        if (what.find('=') != std::string::npos)
            addHeader(what, frame);
        else if (!frame.headers.empty())
            frame.headers.back().value += what;
    }
    return true;
}

} // namespace

std::string runLintCase(const Case& one, Version version)
{
    std::vector<std::string_view> keys = inputs;
    keys.insert(keys.end(), expectations.begin(), expectations.end());
    if (std::string foreign = foreignKey(one, keys); !foreign.empty())
        return foreign;
    const auto dialect = dialectFromString(one.value("dialect", "generic"));
    if (!dialect)
        return "no such dialect\n";
    Frame frame;
    for (const Line& line : one.lines) {
        if (line.key == "write")
            frame.command = line.value;
        else if (line.key == "write-header")
            addHeader(line.value, frame);
        else if (line.key == "write-body")
            frame.body += line.value;
        else if (line.key == "repeat" && !repeat(line.value, frame))
            return "repeat is N NAME=VALUE or N BYTES\n";
    }
    if (frame.command != "SEND" && frame.command != "SUBSCRIBE")
        return "warned of are SEND and SUBSCRIBE\n";
    const std::vector<Warning> warnings = frame.command == "SEND"
        ? lintSend(*dialect, frame, version)
        : lintSubscribe(*dialect, frame, version, false);
    Observation seen;
    for (const Warning& warning : warnings)
        seen.add("warning", warning.id);
    if (warnings.empty())
        seen.add("warning", "none");
    const std::string wanted = expected(one, expectations);
    return seen.text() == wanted ? std::string() : "expected:\n" + wanted + "seen:\n" + seen.text();
}

} // namespace Conformance
