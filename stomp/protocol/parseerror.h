#pragma once

#include "parserlimits.h"

#include <cstdint>
#include <string>

namespace Stomp {

enum class ParseErrorCode : std::uint8_t
{
    None,
    NotStomp, //!< a byte that cannot begin a command: another protocol answers, or bytes were lost
    UnknownCommand,
    CommandTooLong,
    HeaderLineTooLong,
    TooManyHeaders,
    MalformedHeader, //!< strict only: no colon, no name, a NUL in the line, a bare CR in 1.2
    UndefinedEscape, //!< strict only
    BadContentLength, //!< strict only
    BodyTooLarge,
    MissingTerminator, //!< the byte after a body of content-length is not NUL
};

struct ParseError
{
    ParseErrorCode code = ParseErrorCode::None;
    /** Bytes from the start of the stream to the offending one. */
    std::uint64_t offset = 0;
    /** What was found there (the command, line or body end that it is in), as received, cut to some
     * tens of bytes; still completed by bytes that come after the error. */
    std::string found;

    explicit operator bool() const { return code != ParseErrorCode::None; }
};

/** One English line for logs and ERROR frames, with the offset. */
[[nodiscard]] std::string describe(const ParseError& error, const ParserLimits& limits);

} // namespace Stomp
