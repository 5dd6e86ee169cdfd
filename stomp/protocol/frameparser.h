#pragma once

#include "frame.h"
#include "parserlimits.h"
#include "version.h"

#include <cstddef>
#include <cstdint>
#include <deque>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace Stomp {

enum class ParseErrorCode : std::uint8_t {
    None,
    NotStomp, //!< a byte that cannot begin a command: another protocol answers, or bytes were lost
    UnknownCommand,
    CommandTooLong,
    HeaderLineTooLong,
    TooManyHeaders,
    MalformedHeader, //!< strict only
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
    /** What was found there, as received, cut to some tens of bytes. */
    std::string found;

    explicit operator bool() const { return code != ParseErrorCode::None; }
};

/** One English line for logs and ERROR frames, with the offset. */
[[nodiscard]] std::string describe(const ParseError& error, const ParserLimits& limits);

/**
 * Bytes in, frames out. Owns its buffer; knows no socket and no clock. Frames may be split at any
 * byte; what was scanned is never scanned again. Implements STOMP 1.2 "STOMP Frames", "Body",
 * "Size Limits" and stomp-facts 1.2.
 *
 * push() bytes (or read into prepare() and commit()), then call next() until it is not Frame. The
 * view of frame() is valid until the next call of next(), push() or prepare(). An error is sticky.
 */
class FrameParser
{
public:
    /** Client: lenient to what brokers send. Server: strict, as the specification demands. */
    enum class Side : std::uint8_t { Client, Server };
    enum class Result : std::uint8_t { Frame, Incomplete, Error };

    explicit FrameParser(Side side, ParserLimits limits = {});

    /** The negotiated version decides the escaping of frames not yet parsed. */
    void setVersion(Version version) { m_version = version; }
    [[nodiscard]] Version version() const { return m_version; }
    [[nodiscard]] const ParserLimits& limits() const { return m_limits; }

    void push(std::string_view bytes);
    /** Room for at least size bytes at the buffer's end, to be read into; then commit(). */
    [[nodiscard]] std::span<char> prepare(std::size_t size);
    void commit(std::size_t size);

    [[nodiscard]] Result next();
    [[nodiscard]] const FrameView& frame() const { return m_frame; }
    [[nodiscard]] const ParseError& error() const { return m_error; }

    /** End-of-line bytes between frames so far: heart-beats, and the optional line ends of frames. */
    [[nodiscard]] std::uint64_t idleLineEnds() const { return m_idleLineEnds; }
    /** True while a frame has begun and is not complete: "killed in mid-frame". */
    [[nodiscard]] bool isInFrame() const;
    /** Bytes held and not yet consumed. */
    [[nodiscard]] std::size_t pending() const;
    /** The first bytes of the stream (at most 64), to tell what answered instead of STOMP. */
    [[nodiscard]] std::string_view greeting() const { return m_greeting; }

private:
    // The implementer of this class decides what stands here.
    Side m_side;
    Version m_version = Version::V10;
    ParserLimits m_limits;
    FrameView m_frame;
    ParseError m_error;
    std::uint64_t m_idleLineEnds = 0;
    std::string m_greeting;
};

/**
 * Decodes one complete frame from its stored bytes (FrameView::bytes, without NUL), for painting
 * and opening messages that a store kept. Reusable; the view is valid until the next decode() and
 * as long as the bytes are.
 */
class FrameDecoder
{
public:
    /** bodyOffset as FrameView::bodyOffset() said when the frame was parsed. */
    const FrameView& decode(std::string_view bytes, std::uint32_t bodyOffset, Version version);

private:
    FrameView m_frame;
    std::vector<HeaderView> m_headers;
    std::deque<std::string> m_unescaped;
};

} // namespace Stomp
