#pragma once

#include <stomp/dialect/headerfact.h>

#include <QString>

namespace Ui {

/** "tried live" or "from source", in the user's language. */
[[nodiscard]] QString evidenceText(Stomp::Evidence evidence);

/**
 * What a header means on this broker, in plain words, with its value read where it is a moment or a
 * duration, and how we know. A header that neither STOMP nor the broker has is the sender's own.
 */
[[nodiscard]] QString headerNote(
    Stomp::Dialect dialect, Stomp::HeaderUse use, std::string_view name, std::string_view value);

} // namespace Ui
