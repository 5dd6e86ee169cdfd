#pragma once

#include <stomp/protocol/version.h>

#include <array>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace Stomp {

/**
 * Reads messages back from the JSON lines that MessageLine writes (DESIGN "Command line"),
 * strictly: a line that is not as designed is refused, with the reason; nothing of it is guessed or
 * repaired.
 *
 * A line is one JSON object. version is 1. received is UTC, with or without a fraction of a second.
 * connection is a string. headers is an array of [name, value] in order, with a third element where
 * one of them is not UTF-8. There is either body or bodyBase64. destination and subscription only
 * repeat headers: they may be missing, and must agree where they are there. Further fields are
 * ignored, so that later versions can add some. No field comes twice. Texts have no lone
 * surrogates, as these stand for no bytes.
 *
 * Comes out: the frame as STOMP 1.2 has it on the wire. Opens no file. One thread; reusable.
 */
class MessageLineReader
{
public:
    /** Longer lines are none of ours: a frame's length has 32 bits. */
    static constexpr std::size_t longestLine = std::size_t(1024) * 1024 * 1024;

    /** Valid until the next line is read. */
    struct Message
    {
        static constexpr Version version = Version::V12;

        std::int64_t receivedUs = 0; //!< UTC, microseconds since the epoch
        std::string_view connection;
        std::string_view destination; //!< of the first such header
        std::string_view frame; //!< without NUL
        std::uint32_t bodyOffset = 0;
        bool isRedelivered = false;
    };

    /** line: without its LF. Null when it is refused: error() says why. */
    [[nodiscard]] const Message* read(std::string_view line);
    /** One English line: what was expected, and what is there. Empty when the line was read. */
    [[nodiscard]] const std::string& error() const { return m_error; }

private:
    enum Field : std::uint8_t
    {
        VersionField,
        Received,
        Connection,
        Subscription,
        Destination,
        Headers,
        Body,
        BodyBase64,
        FieldCount
    };

    bool split(std::string_view line);
    bool take(std::string_view keyToken, std::string_view value);
    bool readVersion();
    bool readReceived();
    bool readConnection();
    bool readHeaders();
    bool readHeader(std::string_view token);
    bool readHeaderBytes(std::string_view token, std::string& name, std::string& value);
    bool readBody();
    bool agrees(Field field, std::string_view headerName, bool wasThere, std::string_view text);
    bool readText(std::string_view what, std::string_view token, std::string& text);
    bool readBase64(std::string_view what, std::string_view token, std::string& bytes);
    bool fail(std::string message);

    std::array<std::string_view, FieldCount> m_fields; //!< tokens; empty: not there
    Message m_message;
    std::string m_error;
    std::string m_connection;
    std::string m_destination;
    std::string m_subscription;
    bool m_hasDestination = false;
    bool m_hasSubscription = false;
    bool m_hasRedelivered = false;
    std::string m_frame;
    std::string m_text;
};

} // namespace Stomp
