#pragma once

#include <stomp/messages/messagefilter.h>

#include <QString>

namespace Ui {

/** The one destination that messages must have to pass the filter: destination = '/queue/a' stands
 * in it, alone or joined to the rest with AND. Empty: they may have several. */
[[nodiscard]] QString filterDestination(const Stomp::MessageFilter& filter);

} // namespace Ui
