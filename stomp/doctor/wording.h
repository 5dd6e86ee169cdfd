#pragma once

#include <stomp/client/clientoptions.h>

#include <QString>

#include <string_view>

namespace Stomp {

// Pieces of the doctor's sentences.

[[nodiscard]] QString fromBytes(std::string_view text);
[[nodiscard]] QString hostOf(const ClientOptions& options);
/** host:port. */
[[nodiscard]] QString addressOf(const ClientOptions& options);
[[nodiscard]] QString seconds(Millis value);
/** The broker's own words: the message, and of the body what is not a repetition of it. */
[[nodiscard]] QString wordsOf(const Frame& error);
/** The first line of these. */
[[nodiscard]] QString messageOf(const Frame& error);

} // namespace Stomp
