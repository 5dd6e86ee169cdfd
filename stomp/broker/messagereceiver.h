#pragma once

#include <stomp/protocol/heartbeat.h>

#include <cstdint>

namespace Stomp {

class BrokerMessage;
class Consumer;

/** The session behind a consumer, as the consumer sees it. */
class MessageReceiver
{
public:
    virtual ~MessageReceiver() = default;
    /** False while it cannot take a further message. */
    [[nodiscard]] virtual bool hasRoom() const = 0;
    /** deliveries: how many were begun before this one. number: of this one, in its session. */
    virtual void deliver(const Consumer& consumer, const BrokerMessage& message,
        std::uint32_t deliveries, std::uint64_t number, Millis now) = 0;
    /** A browsing consumer has got everything. */
    virtual void endBrowse(const Consumer& consumer, Millis now) = 0;
    /** The session's, unique in the broker. */
    [[nodiscard]] virtual std::uint64_t number() const = 0;
};

} // namespace Stomp
