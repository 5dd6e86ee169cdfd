#pragma once

#include "version.h"

#include <string>
#include <string_view>

namespace Stomp {

/** CONNECT, STOMP and CONNECTED carry their headers unescaped in every version (1.2 "Value
 * Encoding"). */
[[nodiscard]] bool isExemptFromEscaping(std::string_view command);

/** Escapes a header name or value for the wire. 1.0 has no escaping: the text is returned as is. */
[[nodiscard]] std::string escaped(std::string_view text, Version version);
/** The same, appended to out. */
void appendEscaped(std::string_view text, Version version, std::string& out);

/**
 * Decodes one header name or value in a single left-to-right pass and appends it to out.
 * Undefined escapes (for this version) are kept literally; returns false when there was one.
 */
bool unescape(std::string_view text, Version version, std::string& out);

/** Where the first escape that this version does not define begins, or npos. Text may be a whole
 * header block: no escape contains a colon or a line end. */
[[nodiscard]] std::size_t findUndefinedEscape(std::string_view text, Version version);

} // namespace Stomp
