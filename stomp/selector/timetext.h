#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

namespace Stomp {

/**
 * A time as a condition names it. It stands for all of the last unit that it names: '21:52' for
 * that minute, so that what a table shows in milliseconds finds what came within the millisecond.
 */
struct TimeText
{
    enum class Clock : std::uint8_t
    {
        Utc, //!< with Z or +01:00
        Local, //!< a date without a zone
        OfDay //!< without a date: this time on whatever day, local
    };

    Clock clock = Clock::OfDay;
    std::int64_t fromUs = 0; //!< since the epoch of its clock, or since midnight
    std::int64_t spanUs = 1;
};

/** 2026-01-31, 2026-01-31T23:59 with a T or a blank, :59 and .999999 behind it, then Z or +01:00;
 * and the same without date and zone. The fraction may have 1 to 9 digits, of which six count. */
[[nodiscard]] std::optional<TimeText> readTimeText(std::string_view text);

} // namespace Stomp
