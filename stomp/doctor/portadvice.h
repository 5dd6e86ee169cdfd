#pragma once

#include <stomp/dialect/dialect.h>

#include <QString>

#include <cstdint>

namespace Stomp {

/** What usually listens on this port, where that is not STOMP over TCP; else empty. */
[[nodiscard]] QString usualOwner(std::uint16_t port);
/** What to check when nobody listens where STOMP was expected. */
[[nodiscard]] QString nobodyListensAdvice(std::uint16_t port, Dialect dialect);

} // namespace Stomp
