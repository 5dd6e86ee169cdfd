#pragma once

#include <stomp/protocol/heartbeat.h>

#include <cstddef>
#include <string_view>

namespace Stomp {

/**
 * Where a server session writes to. Implementations only keep or pass on what they get: none of
 * these may call back into the session or the broker, or destroy them, before it returned.
 */
class Outbox
{
public:
    virtual ~Outbox() = default;

    virtual void send(std::string_view bytes) = 0;
    /** Nothing follows: write what is pending, then end the connection. */
    virtual void close() = 0;
    /** End the connection now; what is pending is lost. */
    virtual void abort() = 0;
    /** The session held its client back and wants input again: call its resume() soon. */
    virtual void resumeInput() = 0;
    /** The session's next deadline has come nearer, without input that would tell: call its tick()
     * then. */
    virtual void wakeBy(Millis time) { static_cast<void>(time); }
    /** Bytes sent and not yet taken by the peer's system. */
    [[nodiscard]] virtual std::size_t pendingBytes() const = 0;
};

} // namespace Stomp
