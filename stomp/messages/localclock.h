#pragma once

#include <cstdint>

namespace Stomp {

/** How far the local clock is ahead of UTC at one moment after another: asks the system once for a
 * quarter of an hour, within which no zone changes its clock. One thread. */
class LocalClock
{
public:
    /** In seconds; us: since the epoch. */
    [[nodiscard]] std::int32_t east(std::int64_t us);

private:
    std::int64_t m_quarter = 0;
    std::int32_t m_east = 0;
    bool m_isKnown = false;
};

} // namespace Stomp
