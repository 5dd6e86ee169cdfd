#pragma once

#include "refusal.h"

#include <stomp/protocol/frame.h>
#include <stomp/protocol/version.h>

#include <string>

namespace Stomp {

/**
 * The bytes of an ERROR frame: message, content-type, content-length, the receipt-id of the frame
 * that caused it, and a body that explains and quotes that frame (no secrets, a long one cut).
 * cause may be null. stomp-facts 4.2.
 */
[[nodiscard]] std::string errorFrame(
    const Refusal& refusal, const FrameView* cause, Version version);

} // namespace Stomp
