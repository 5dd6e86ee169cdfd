#pragma once

#include "framerecord.h"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace Stomp {

/** Which records of the frame log are shown: all conditions that are set must hold. */
struct FrameFilter
{
    /** In place of a command: heart-beats. */
    static constexpr std::string_view heartBeats = "heart-beats";

    std::string command; //!< exactly; empty: any
    std::optional<FrameDirection> direction;
    std::optional<std::uint32_t> connection;
    std::string destination; //!< part of the destination header, in any case (ASCII)
    std::string text; //!< part of the frame as it is on the wire, in any case (ASCII)

    [[nodiscard]] bool isEmpty() const { return *this == FrameFilter(); }
    [[nodiscard]] bool matches(const FrameRecord& record) const;

    bool operator==(const FrameFilter&) const = default;
};

} // namespace Stomp
