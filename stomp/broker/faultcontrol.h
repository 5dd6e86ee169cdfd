#pragma once

#include "refusal.h"

#include <stomp/protocol/frame.h>
#include <stomp/protocol/heartbeat.h>

#include <functional>
#include <string_view>

namespace Stomp {

class FaultBook;

/** Where clients set the broker's faults: what is sent there is the text of a plan, and is not
 * kept. No fault befalls it, nor its RECEIPT. */
inline constexpr std::string_view faultControl = "/queue/practice.control";

[[nodiscard]] inline bool isFaultControl(const FrameView& frame)
{
    return frame.command == "SEND" && frame.value("destination") == faultControl;
}

/** Does what a SEND to the control destination says; confirm writes its RECEIPT. */
[[nodiscard]] Verdict controlFaults(
    FaultBook& book, const FrameView& send, Millis now, const std::function<void()>& confirm);

} // namespace Stomp
