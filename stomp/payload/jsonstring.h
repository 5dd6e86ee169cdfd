#pragma once

#include <string>
#include <string_view>

namespace Stomp {

/** The text of a string token ("..." with its quotes) of a valid document, escapes decoded to
 * UTF-8. A lone surrogate, which the grammar allows, becomes U+FFFD. */
[[nodiscard]] std::string decodeJsonString(std::string_view token);

/** Whether the token has half of a surrogate pair, for which no UTF-8 stands. */
[[nodiscard]] bool hasLoneSurrogate(std::string_view token);

/** How a step of a path is written: .name, or ["any name"] with the key's token as it came. */
[[nodiscard]] std::string jsonPathStep(std::string_view keyToken);

} // namespace Stomp
