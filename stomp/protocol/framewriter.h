#pragma once

#include "frame.h"
#include "version.h"

#include <cstdint>
#include <string>

namespace Stomp {

enum class WriteError : std::uint8_t
{
    None,
    BadCommand, //!< empty, or not of the letters A to Z
    LineEndInHeader, //!< 1.0, CONNECT and CONNECTED: LF or CR in a header; 1.1: CR ends a value
    ColonInName, //!< 1.0 and CONNECT cannot carry ':' in a header name
    EmptyName,
    NulInHeader,
    BodyNotAllowed, //!< only SEND, MESSAGE and ERROR may have one
    NulNeedsContentLength, //!< a body with NUL and ContentLength::Omit
};

[[nodiscard]] std::string_view describe(WriteError error);

/** Whether the frame says how long its body is. Brokers read more into it: stomp-facts 5.1. */
enum class ContentLength : std::uint8_t
{
    Omit,
    Write
};

/** Frames to bytes, strict: what is not allowed is refused, not mended. LF line ends only. */
struct FrameWriter
{
    Version version = Version::V12;
    /** A line end after the NUL, as brokers send it. */
    bool trailingLineEnd = false;

    /** Appends the frame to out; on an error out is left as it was. An own content-length header in
     * the frame is never written: contentLength decides, for the commands that may have a body. */
    [[nodiscard]] WriteError write(
        const Frame& frame, ContentLength contentLength, std::string& out) const;
};

} // namespace Stomp
