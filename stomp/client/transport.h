#pragma once

#include "transportevidence.h"

#include <QObject>
#include <QString>

#include <chrono>
#include <cstdint>
#include <optional>
#include <span>
#include <string_view>

namespace Stomp {

/** Why there is no stream; the system's words stand beside it. */
enum class TransportError : std::uint8_t
{
    None,
    NameTimeout, //!< the name service did not answer in time
    HostNotFound,
    Refused, //!< nobody listens there
    Timeout, //!< no answer to the connection request
    Unreachable, //!< no route to the host or its network
    Reset, //!< the stream broke off
    Tls, //!< the TLS handshake failed, or the certificate is not trusted: evidence().tls
    Upgrade, //!< no WebSocket behind the HTTP answer: evidence().upgrade
    Proxy, //!< the proxy refused, or cannot be reached
    ProxyLogin, //!< the proxy wants a login, or another one
    Unsupported, //!< this build cannot open such a URL
    Other,
};

/**
 * A byte stream to a broker: TCP, TLS or WebSocket. Lives on the thread
 * that made it, never blocks, never parses. It buffers a bounded number of received bytes and
 * leaves the rest in the kernel: who does not read() slows the peer down. What had arrived before
 * the stream ended can still be read after closed().
 */
class Transport : public QObject
{
    Q_OBJECT

public:
    using QObject::QObject;

    virtual void open() = 0;
    /** Ends the connection after what was written is out; over TCP and TLS when the peer's system
     * has it. */
    virtual void close() = 0;
    /** Ends it at once, without a signal. */
    virtual void abort() = 0;
    /** Reads at most into.size() bytes that have arrived; 0 when there are none. */
    [[nodiscard]] virtual std::size_t read(std::span<char> into) = 0;
    virtual void write(std::string_view bytes) = 0;
    /** Bytes written and not yet handed to the kernel. */
    [[nodiscard]] virtual std::size_t bytesToWrite() const = 0;
    /** Complete once opened() or failed() was emitted. */
    [[nodiscard]] virtual TransportEvidence evidence() const { return {}; }
    /** Whether a frame that is no UTF-8 travels marked as binary, which ActiveMQ ignores. */
    [[nodiscard]] virtual bool marksBinary() const { return false; }
    /** When the peer's last byte came, where bytes may come long before they can be read: TLS hands
     * on whole records, a WebSocket whole messages. Nothing where reading tells it. */
    [[nodiscard]] virtual std::optional<std::chrono::steady_clock::time_point> lastArrival() const
    {
        return {};
    }
    /** Looks for bytes that have arrived while this thread was busy elsewhere; does not wait. */
    virtual void poll() { }

Q_SIGNALS:
    void opened();
    void readyRead();
    void bytesWritten();
    /** Once, after opened(): the stream ended. reason is empty when the peer closed in order. */
    void closed(const QString& reason);
    /** Instead of opened(): the system's words. */
    void failed(Stomp::TransportError error, const QString& reason);
};

} // namespace Stomp
