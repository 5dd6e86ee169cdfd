#include "parseerror.h"

#include "frame.h"

#include <string_view>

namespace Stomp {

namespace {

/** Bytes as one readable line: printable ASCII as it is, the rest as C escapes. */
std::string printable(std::string_view bytes)
{
    static constexpr std::string_view digits{"0123456789abcdef"};
    std::string out;
    for (const char c : bytes) {
        const auto byte = static_cast<unsigned char>(c);
        if (c == '\n')
            out += "\\n";
        else if (c == '\r')
            out += "\\r";
        else if (c == '\\' || c == '"')
            out.append({'\\', c});
        else if (byte >= 0x20 && byte < 0x7f)
            out += c;
        else
            out.append({'\\', 'x', digits[byte >> 4], digits[byte & 15]});
    }
    return out;
}

/** The line that was found, unless it may hold a secret. */
std::string_view harmlessPart(const ParseError& error)
{
    switch (error.code) {
    case ParseErrorCode::HeaderLineTooLong:
    case ParseErrorCode::TooManyHeaders:
    case ParseErrorCode::MalformedHeader:
    case ParseErrorCode::UndefinedEscape:
        return {};
    default:
        break;
    }
    // Of bytes that were taken for a command, the next line may be a header.
    const std::string_view line = std::string_view(error.found).substr(0, error.found.find('\n'));
    return isSecretHeader(line.substr(0, line.find(':'))) ? std::string_view() : line;
}

std::string what(ParseErrorCode code, const ParserLimits& limits)
{
    switch (code) {
    case ParseErrorCode::None:
        return "no error";
    case ParseErrorCode::NotStomp:
        return "this is not STOMP: no command begins with this byte";
    case ParseErrorCode::UnknownCommand:
        return "unknown command";
    case ParseErrorCode::CommandTooLong:
        return "the command is longer than " + std::to_string(limits.command) + " bytes";
    case ParseErrorCode::HeaderLineTooLong:
        return "a header line is longer than " + std::to_string(limits.headerLine) + " bytes";
    case ParseErrorCode::TooManyHeaders:
        return "more than " + std::to_string(limits.headerCount) + " headers";
    case ParseErrorCode::MalformedHeader:
        return "a header line without a colon or a name, or with a NUL or a bare CR in it";
    case ParseErrorCode::UndefinedEscape:
        return "an escape sequence in a header that this version does not define";
    case ParseErrorCode::BadContentLength:
        return "content-length is not a non-negative integer";
    case ParseErrorCode::BodyTooLarge:
        return "the body is larger than " + std::to_string(limits.body) + " bytes";
    case ParseErrorCode::MissingTerminator:
        break;
    }
    return "no NUL byte after the number of body bytes that content-length gives";
}

} // namespace

std::string describe(const ParseError& error, const ParserLimits& limits)
{
    std::string text = what(error.code, limits);
    if (!error)
        return text;
    text += " (byte " + std::to_string(error.offset) + " of the stream";
    if (const std::string_view found = harmlessPart(error); !found.empty())
        text += ", at \"" + printable(found) + '"';
    return text + ')';
}

} // namespace Stomp
