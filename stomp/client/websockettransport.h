#pragma once

#include "framesplitter.h"
#include "messagepipe.h"
#include "transport.h"
#include "websocketoptions.h"

#include <QThread>

namespace Stomp {

class WebSocketWorker;

/**
 * STOMP over WebSocket (stomp-facts 1.10): one frame a message out, as text when it is valid
 * UTF-8; in, whatever text and binary messages hold, one after the other. Owns the thread that the
 * socket lives on, and waits for its end when destroyed.
 */
class WebSocketTransport final : public Transport
{
    Q_OBJECT

public:
    /** Received bytes that are held unread, but for the message that exceeds them. */
    static constexpr std::size_t readBufferSize = 1024 * 1024;

    explicit WebSocketTransport(const WebSocketOptions& options, QObject* parent = nullptr);
    ~WebSocketTransport() override;

    void open() override;
    void close() override;
    void abort() override;
    [[nodiscard]] std::size_t read(std::span<char> into) override;
    void write(std::string_view bytes) override;
    [[nodiscard]] std::size_t bytesToWrite() const override;
    [[nodiscard]] TransportEvidence evidence() const override { return m_evidence; }
    [[nodiscard]] bool marksBinary() const override { return true; }
    [[nodiscard]] std::optional<std::chrono::steady_clock::time_point> lastArrival() const override;
    void poll() override;

private:
    void tellWorker();

    mutable MessagePipe m_pipe{readBufferSize};
    QThread m_thread;
    WebSocketWorker* m_worker;
    FrameSplitter m_splitter;
    TransportEvidence m_evidence;
    bool m_isOpen = false;
};

} // namespace Stomp
