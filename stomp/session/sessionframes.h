#pragma once

#include "ackreference.h"
#include "sessiontypes.h"

#include <string>
#include <string_view>

namespace Stomp {

// The frames that a session sends, from what it knows; without their receipt headers.

/** Plain 1.0, without accept-version and heart-beat, when only 1.0 is offered. */
[[nodiscard]] Frame connectFrame(const SessionOptions& options);
[[nodiscard]] Frame subscribeFrame(const std::string& id, const SubscribeRequest& request);
[[nodiscard]] Frame unsubscribeFrame(const std::string& id, const std::vector<Header>& headers);

/**
 * Makes frame the ACK or NACK of a message in the version's own form: message-id in 1.0, with
 * subscription in 1.1, id in 1.2 (stomp-facts 2.4). Reuses the frame's strings. Not null: the
 * reason why there is no such frame.
 */
[[nodiscard]] const char* makeAck(Frame& frame, std::string_view command, Version version,
    const AckReference& message, std::string_view subscriptionId);

/** The message header of an ERROR, else the first line of its body. */
[[nodiscard]] std::string errorText(const Frame& error);
/** "r7" is the receipt header of request 7, and back; 0 for what is none of ours. */
[[nodiscard]] std::string receiptHeader(RequestId id);
[[nodiscard]] RequestId requestOfReceipt(std::string_view receiptId);

} // namespace Stomp
