#pragma once

#include <stomp/dialect/dialectways.h>

#include <QString>

namespace Ui {

/** "tried live" or "from source", in the user's language. */
[[nodiscard]] QString evidenceText(Stomp::Evidence evidence);
/** A sentence, and how we know: "It is dropped. (tried live)". */
[[nodiscard]] QString withEvidence(std::string_view sentence, Stomp::Evidence evidence);
/** What this broker does in the matter, and how we know. */
[[nodiscard]] QString behaviourNote(Stomp::Dialect dialect, Stomp::Matter matter);

/**
 * What a header means on this broker, in plain words, with its value read where it is a moment or a
 * duration, and how we know. A header that neither STOMP nor the broker has is the sender's own.
 */
[[nodiscard]] QString headerNote(
    Stomp::Dialect dialect, Stomp::HeaderUse use, std::string_view name, std::string_view value);

} // namespace Ui
