#pragma once

#include <chrono>
#include <cstdint>

namespace Ui {

/** Microseconds since the epoch, by the system's clock. */
[[nodiscard]] inline std::int64_t utcNowUs()
{
    const auto now = std::chrono::system_clock::now().time_since_epoch();
    return std::chrono::duration_cast<std::chrono::microseconds>(now).count();
}

} // namespace Ui
