#pragma once

#include <stomp/protocol/version.h>

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace Stomp {

enum class FrameDirection : std::uint8_t
{
    In, //!< from the broker
    Out
};

/** The header that links a SEND to the MESSAGE that comes of it, where the user asked for that:
 * STOMP itself gives no such link. */
inline constexpr std::string_view traceHeader = "x-console-trace";

/**
 * One line of the frame log: a frame, or heart-beats that followed each other, or frames that were
 * not recorded. Its secrets are masked; who makes one has to see to that (FrameMask).
 */
struct FrameRecord
{
    enum class Kind : std::uint8_t
    {
        Frame,
        HeartBeats, //!< count of them, nothing else between
        NotRecorded, //!< count of frames that went by while nobody wanted them
    };

    std::uint64_t serial = 0; //!< of the ring that it is in, from 1 on
    std::int64_t timeUs = 0; //!< UTC, microseconds since the epoch; of the first of several
    std::int64_t lastUs = 0; //!< of the last of several
    std::uint64_t count = 1;
    std::uint64_t cutBytes = 0; //!< of the body, that are not kept
    std::uint32_t connection = 0; //!< its number
    std::uint32_t size = 0; //!< of the frame as it was on the wire, without NUL
    std::uint32_t bodyOffset = 0; //!< in bytes
    Kind kind = Kind::Frame;
    FrameDirection direction = FrameDirection::In;
    Version version = Version::V12;
    std::string bytes; //!< from the command up to and without the NUL

    [[nodiscard]] std::string_view command() const;
    [[nodiscard]] std::string_view body() const;
    [[nodiscard]] std::string_view head() const;
};

/** Of a frame's first header of this name, decoded; nothing when there is none. */
[[nodiscard]] std::optional<std::string> headerOf(const FrameRecord& record, std::string_view name);

/** Where the body begins in the bytes of a whole frame. */
[[nodiscard]] std::uint32_t bodyOffsetOf(std::string_view frame);

} // namespace Stomp
