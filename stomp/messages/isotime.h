#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace Stomp {

/** UTC, ISO 8601 with milliseconds: 2026-01-31T23:59:59.999Z. */
[[nodiscard]] std::string isoTime(std::int64_t utcMs);

/** The same read back, in microseconds; nothing when it is not such a time. The fraction may have 1
 * to 9 digits, of which six count, or be missing. */
[[nodiscard]] std::optional<std::int64_t> utcUsFromIso(std::string_view text);

} // namespace Stomp
