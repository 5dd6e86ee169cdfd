#pragma once

#include <stomp/protocol/frame.h>

#include <QtGlobal>

#include <optional>

namespace Ui {

/** How often a message was delivered before this time, by the broker's own count: delivery-count of
 * the practice broker (stomp-facts 4.3), x-delivery-count of RabbitMQ's quorum queues. Nothing
 * where the broker does not count; redelivered alone says that it was, not how often. */
[[nodiscard]] std::optional<quint32> redeliveries(const Stomp::FrameView& message);

} // namespace Ui
