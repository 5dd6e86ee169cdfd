#pragma once

#include "frame.h"
#include "framebuffer.h"
#include "framedecoder.h"
#include "linescanner.h"
#include "parseerror.h"
#include "parserlimits.h"
#include "version.h"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace Stomp {

/**
 * Bytes in, frames out. Owns its buffer; knows no socket and no clock. Frames may be split at any
 * byte; what was scanned is never scanned again. Implements STOMP 1.2 "STOMP Frames", "Body",
 * "Size Limits" and stomp-facts 1.2.
 *
 * push() bytes (or read into prepare() and commit()), then call next() until it is not Frame. The
 * view of frame() is valid until the next call of next(), push() or prepare(). An error is sticky;
 * what comes after it is dropped.
 *
 * Taken on both sides, because real peers send it: content-length on any command and with spaces
 * around it, raw colons in values, CR before LF in 1.0 and 1.1, NUL bytes between frames. A server
 * also takes the spaces off 1.0 headers, as the examples of that specification have them.
 */
class FrameParser
{
public:
    /** Client: lenient to what brokers send. Server: strict, as the specification demands. */
    enum class Side : std::uint8_t
    {
        Client,
        Server
    };
    enum class Result : std::uint8_t
    {
        Frame,
        Incomplete,
        Error
    };

    explicit FrameParser(Side side, ParserLimits limits = {});

    /** The negotiated version decides the escaping of frames not yet parsed. Until it is set, a
     * server reads 1.0, and a client 1.2: that matters for an ERROR instead of CONNECTED only. */
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

    /** Line ends between frames so far: heart-beats, and the optional line ends of frames. */
    [[nodiscard]] std::uint64_t idleLineEnds() const { return m_idleLineEnds; }
    /** The same without those directly behind the NUL of a frame: heart-beats, as far as one can
     * tell. */
    [[nodiscard]] std::uint64_t heartBeats() const { return m_heartBeats; }
    /** True while a frame has begun and is not complete: "killed in mid-frame". */
    [[nodiscard]] bool isInFrame() const { return m_state != State::BetweenFrames; }
    /** Bytes held and not yet consumed. */
    [[nodiscard]] std::size_t pending() const { return m_buffer.view().size() - m_delivered; }
    /** Bytes of memory taken for them. */
    [[nodiscard]] std::size_t bufferSize() const { return m_buffer.capacity(); }
    /** The first bytes of the stream (at most 64), to tell what answered instead of STOMP. */
    [[nodiscard]] std::string_view greeting() const { return m_greeting; }

private:
    enum class State : std::uint8_t
    {
        BetweenFrames,
        Command,
        Headers,
        SizedBody,
        OpenBody
    };
    enum class Step : std::uint8_t
    {
        Continue,
        Incomplete,
        Complete,
        Failed
    };

    [[nodiscard]] Step skipIdle();
    [[nodiscard]] Step readCommand();
    [[nodiscard]] Step readHeaders();
    [[nodiscard]] Step takeHeader(std::string_view line);
    [[nodiscard]] Step takeContentLength(std::string_view value);
    [[nodiscard]] Step endHeaders();
    [[nodiscard]] Step readSizedBody();
    [[nodiscard]] Step readOpenBody();
    [[nodiscard]] Step fail(ParseErrorCode code, std::size_t at, std::size_t foundFrom);
    [[nodiscard]] Step checkLine(std::string_view line);

    void consume(std::size_t size);
    void deliver(std::size_t bodyEnd);
    void takeOffPadding();

    /** Offsets are from the start of the buffer's view, which is the start of the frame. */
    struct Field
    {
        std::size_t name;
        std::size_t nameSize;
        std::size_t value;
        std::size_t valueSize;
    };

    Side m_side;
    Version m_version;
    State m_state = State::BetweenFrames;
    bool m_afterFrame = false;
    bool m_hasBackslash = false;
    ParserLimits m_limits;
    FrameBuffer m_buffer;
    std::uint64_t m_streamOffset = 0; //!< of the start of the buffer's view
    LineScanner m_scanner;
    std::size_t m_line = 0;
    std::size_t m_scanned = 0;
    std::size_t m_bodyOffset = 0;
    std::size_t m_delivered = 0; //!< size of the frame in m_frame, consumed by the next next()
    std::optional<std::size_t> m_contentLength;
    std::vector<Field> m_fields;

    FrameView m_frame;
    std::vector<HeaderView> m_headers;
    std::string m_unescaped;
    ParseError m_error;
    std::uint64_t m_idleLineEnds = 0;
    std::uint64_t m_heartBeats = 0;
    std::string m_greeting;
};

} // namespace Stomp
