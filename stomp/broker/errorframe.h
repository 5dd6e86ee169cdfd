#pragma once

#include "skinwords.h"

#include <stomp/protocol/frame.h>
#include <stomp/protocol/version.h>

#include <string>

namespace Stomp {

/**
 * The bytes of an ERROR frame in the form of the skin: message, content-type, content-length, the
 * receipt-id of the frame that caused it, and a body. Plain's body explains and quotes that frame
 * (no secrets, a long one cut). cause may be null. stomp-facts 3.7 and 4.2.
 */
[[nodiscard]] std::string errorFrame(const BrokerSkin& skin, const SkinAnswer& answer,
    const Refusal& refusal, const FrameView* cause, Version version);

} // namespace Stomp
