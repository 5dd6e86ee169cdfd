#pragma once

#include "headerfact.h"
#include "lint.h"

#include <cstddef>

namespace Stomp {

// What the three lints share.

[[nodiscard]] std::string_view nameOf(Dialect dialect);
/** Decimal digits only, with an optional minus; nothing when it is no such number or too long. */
[[nodiscard]] std::optional<long long> numberIn(std::string_view text);
[[nodiscard]] bool isClassicOrArtemis(Dialect dialect);

/** Destination names that the broker refuses or reads otherwise than they look. */
void lintDestination(Dialect dialect, std::string_view destination, bool subscribing,
    std::vector<Warning>& warnings);
/** Number and length of the headers, and a value that begins with a space. */
void lintHeaderBlock(Dialect dialect, const std::vector<Header>& headers, Version version,
    std::vector<Warning>& warnings);
/** A header that only another broker family understands. */
void lintForeignHeaders(Dialect dialect, HeaderUse use, const std::vector<Header>& headers,
    std::vector<Warning>& warnings);

} // namespace Stomp
