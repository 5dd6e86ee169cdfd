#include "framewriter.h"

#include "escaping.h"

#include <algorithm>

namespace Stomp {

namespace {

constexpr std::string_view lineEnds{"\r\n"};

bool mayHaveBody(std::string_view command)
{
    return command == "SEND" || command == "MESSAGE" || command == "ERROR";
}

bool isCommand(std::string_view command)
{
    return !command.empty()
        && std::all_of(command.begin(), command.end(), [](char c) { return c >= 'A' && c <= 'Z'; });
}

bool contains(std::string_view text, char c)
{
    return text.find(c) != std::string_view::npos;
}

WriteError checkHeader(const Header& header, bool escapes, Version version)
{
    if (header.name.empty())
        return WriteError::EmptyName;
    if (contains(header.name, '\0') || contains(header.value, '\0'))
        return WriteError::NulInHeader;
    if (!escapes) {
        if (header.name.find_first_of(lineEnds) != std::string::npos
            || header.value.find_first_of(lineEnds) != std::string::npos)
            return WriteError::LineEndInHeader;
        if (contains(header.name, ':'))
            return WriteError::ColonInName;
    } else if (version == Version::V11 && header.value.ends_with('\r')) {
        // 1.1 cannot escape CR, and receivers take one before LF for a part of the line end.
        return WriteError::LineEndInHeader;
    }
    return WriteError::None;
}

} // namespace

std::string_view describe(WriteError error)
{
    switch (error) {
    case WriteError::None:
        return "no error";
    case WriteError::BadCommand:
        return "a command is made of the letters A to Z";
    case WriteError::LineEndInHeader:
        return "this version and command cannot carry a line end in a header";
    case WriteError::ColonInName:
        return "this version and command cannot carry a colon in a header name";
    case WriteError::EmptyName:
        return "a header has no name";
    case WriteError::NulInHeader:
        return "a header cannot contain a NUL byte";
    case WriteError::BodyNotAllowed:
        return "only SEND, MESSAGE and ERROR may have a body";
    case WriteError::NulNeedsContentLength:
        break;
    }
    return "a body with NUL bytes needs a content-length header";
}

WriteError FrameWriter::write(
    const Frame& frame, ContentLength contentLength, std::string& out) const
{
    if (!isCommand(frame.command))
        return WriteError::BadCommand;
    const bool escapes = version != Version::V10 && !isExemptFromEscaping(frame.command);
    for (const Header& header : frame.headers) {
        if (const WriteError error = checkHeader(header, escapes, version);
            error != WriteError::None)
            return error;
    }
    if (!frame.body.empty() && !mayHaveBody(frame.command))
        return WriteError::BodyNotAllowed;
    if (contentLength == ContentLength::Omit && contains(frame.body, '\0'))
        return WriteError::NulNeedsContentLength;

    const Version escapesBy = escapes ? version : Version::V10;
    out += frame.command;
    out += '\n';
    for (const Header& header : frame.headers) {
        if (header.name == "content-length")
            continue;
        appendEscaped(header.name, escapesBy, out);
        out += ':';
        appendEscaped(header.value, escapesBy, out);
        out += '\n';
    }
    if (contentLength == ContentLength::Write && mayHaveBody(frame.command)) {
        out += "content-length:";
        out += std::to_string(frame.body.size());
        out += '\n';
    }
    out += '\n';
    out += frame.body;
    out += '\0';
    if (trailingLineEnd)
        out += '\n';
    return WriteError::None;
}

} // namespace Stomp
