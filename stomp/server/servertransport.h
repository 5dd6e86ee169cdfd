#pragma once

#include <QObject>

#include <cstddef>
#include <span>
#include <string_view>

namespace Stomp {

/**
 * What carries the bytes of one client of the practice broker: a TCP or TLS stream, or a WebSocket.
 * Owns its socket; knows nothing of STOMP but where a frame ends. Reads no more ahead than a
 * bounded buffer: what nobody takes makes the peer wait. One thread; no call blocks.
 */
class ServerTransport : public QObject
{
    Q_OBJECT

public:
    /** Bytes that read() can give now. */
    [[nodiscard]] virtual std::size_t available() const = 0;
    /** How many it gave. */
    [[nodiscard]] virtual std::size_t read(std::span<char> room) = 0;
    /** Throws away what is available. */
    virtual void skip() = 0;

    /** How many it took; 0 when it wants no more at the moment: written() follows. */
    [[nodiscard]] virtual std::size_t write(std::string_view bytes) = 0;
    virtual void flush() = 0;
    /** Bytes it took that the system did not take yet. */
    [[nodiscard]] virtual std::size_t unsent() const = 0;

    /** To be called with nothing unsent: lets the peer see the end, such that it can still read
     * what was sent; what comes from it is to be skipped. closed() follows when the peer closes
     * too, which it may never do. */
    virtual void endOutput() = 0;
    /** Sends what the system takes at once, then closes without any signal. */
    virtual void closeNow() = 0;
    /** At once; what is unsent is lost. closed() is emitted, if it was open. */
    virtual void abort() = 0;

Q_SIGNALS:
    void readable();
    void written();
    void closed();
};

} // namespace Stomp
