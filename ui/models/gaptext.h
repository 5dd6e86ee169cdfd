#pragma once

#include "connectiongap.h"

#include <QString>

namespace Ui {

/** "connection lost 14:02:11, back 14:02:15; messages on topics in between are gone, queues are
 * kept": when, and what became of the messages in between. */
[[nodiscard]] QString gapText(const ConnectionGap& gap);

} // namespace Ui
