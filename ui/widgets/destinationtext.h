#pragma once

#include "theme.h"

#include <stomp/dialect/destination.h>

#include <QIcon>
#include <QString>

namespace Ui {

/** The mark of a kind of destination: a lane for queues, a fan for topics, in their colours. */
[[nodiscard]] QIcon destinationIcon(Stomp::DestinationKind kind);
[[nodiscard]] Tone destinationTone(Stomp::DestinationKind kind);
/** "queue", "topic", ... in the user's language. */
[[nodiscard]] QString kindText(Stomp::DestinationKind kind);
/** What may be typed here, as this broker writes it: shown under the field. */
[[nodiscard]] QString destinationExamples(Stomp::Dialect dialect);
/** What subscribing here does to others, in one sentence each; empty when nothing. */
[[nodiscard]] QString subscribingWarning(Stomp::Dialect dialect, Stomp::DestinationKind kind);

} // namespace Ui
