#pragma once

#include <optional>
#include <string_view>

namespace Stomp {

/** What stands for a secret: always the same, so its length says nothing. */
inline constexpr std::string_view secretMask = "***";

/** The name of a header as it was written, without spaces around it, when its value is a secret
 * (isSecretHeader); else nothing. Quick for the headers that most messages have. */
[[nodiscard]] std::optional<std::string_view> secretName(std::string_view written);

} // namespace Stomp
