#pragma once

#include <string_view>

namespace Stomp {

/** What kind of client sent these first bytes to a STOMP port, as an explanation for it; empty when
 * they tell nothing. */
[[nodiscard]] std::string_view whoSpeaks(std::string_view greeting);

} // namespace Stomp
