#pragma once

#include "offercompleter.h"
#include "theme.h"

#include <stomp/dialect/dialectways.h>

#include <QIcon>
#include <QString>

namespace Ui {

/** The mark of a kind of destination: a lane for queues, a fan for topics, in their colours. */
[[nodiscard]] QIcon destinationIcon(Stomp::DestinationKind kind);
[[nodiscard]] Tone destinationTone(Stomp::DestinationKind kind);
/** A count in few characters, for a narrow column: "12.3k", "4M". */
[[nodiscard]] QString shortCount(quint64 count);
/** "queue", "topic", ... in the user's language. */
[[nodiscard]] QString kindText(Stomp::DestinationKind kind);
/** What may be typed here, as this broker writes it: shown under the field. */
[[nodiscard]] QString destinationExamples(Stomp::Dialect dialect);
/** What to complete a destination with: the known ones, then the forms that this broker has for it,
 * each with its meaning. */
[[nodiscard]] QList<Offer> destinationOffers(
    Stomp::Dialect dialect, bool subscribing, const QStringList& known);
/** What this form of destination is on this broker, and how we know; empty when it has none such.
 */
[[nodiscard]] QString destinationNote(
    Stomp::Dialect dialect, bool subscribing, const QString& destination);
/** What subscribing here does to others, in one sentence each; empty when nothing. */
[[nodiscard]] QString subscribingWarning(Stomp::Dialect dialect, Stomp::DestinationKind kind);

} // namespace Ui
