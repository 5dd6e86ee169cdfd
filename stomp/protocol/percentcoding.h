#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace Stomp {

/** Decodes %XX. Nothing when a % is not followed by two hex digits, or a control character (or
 * NUL) comes out, which neither a host nor a STOMP header can carry. */
[[nodiscard]] std::optional<std::string> percentDecoded(std::string_view text);

/** Encodes all but RFC 3986 "unreserved" characters and those in keep. */
[[nodiscard]] std::string percentEncoded(std::string_view text, std::string_view keep = {});

} // namespace Stomp
