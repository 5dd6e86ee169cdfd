#pragma once

#include <cstdint>

namespace Stomp {

/**
 * The counts under the table. Each term is counted where it happens; lost is the difference, 0 in
 * every correct build.
 */
struct Ledger
{
    std::uint64_t received = 0; //!< at the parser
    std::uint64_t waiting = 0; //!< in the feed
    std::uint64_t shown = 0; //!< rows of the table
    std::uint64_t folded = 0; //!< repeats, in the row of the message that they repeat
    std::uint64_t held = 0; //!< stored and counted, but behind a paused table
    std::uint64_t hidden = 0; //!< by the filter
    std::uint64_t cleared = 0; //!< by the user
    std::uint64_t retired = 0; //!< the oldest, by the retention

    [[nodiscard]] std::int64_t lost() const
    {
        return static_cast<std::int64_t>(received)
            - static_cast<std::int64_t>(
                waiting + shown + folded + held + hidden + cleared + retired);
    }

    bool operator==(const Ledger&) const = default;
};

} // namespace Stomp
