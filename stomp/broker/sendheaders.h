#pragma once

#include "refusal.h"

#include <stomp/protocol/frame.h>

namespace Stomp {

/** Refuses a SEND that asks for what this broker does not do (expiry, schedules, temporary reply
 * queues) rather than accepting the message and not doing it. */
[[nodiscard]] Verdict checkSendHeaders(const FrameView& send);

} // namespace Stomp
