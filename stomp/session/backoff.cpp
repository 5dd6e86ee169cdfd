#include "backoff.h"

#include <algorithm>
#include <cmath>

namespace Stomp {

Millis Backoff::delay(std::uint32_t attempt, double random) const
{
    const double most = static_cast<double>(cap);
    // Infinite for a large attempt, which the cap takes care of.
    const double grown =
        static_cast<double>(first) * std::pow(std::max(factor, 1.0), attempt > 0 ? attempt - 1 : 0);
    const double whole = std::min(grown, most);
    const double chance = std::clamp(jitter, 0.0, 1.0) * (1 - std::clamp(random, 0.0, 1.0));
    return static_cast<Millis>(std::llround(whole * (1 - chance)));
}

} // namespace Stomp
