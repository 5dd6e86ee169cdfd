#pragma once

#include "servertransport.h"
#include "webframes.h"

#include <QPointer>
#include <QSslSocket>
#include <QTimer>
#include <QWebSocket>

#include <memory>
#include <string>

namespace Stomp {

class ReadGate;

/** What a WebSocket takes and sends; the defaults are everything (stomp-facts 1.10). */
struct WebSocketWays
{
    std::size_t largestMessage = 64 * 1024 * 1024;
    /** As ActiveMQ Classic: a binary message is ignored, a body that is no UTF-8 is mangled. */
    bool isTextOnly = false;
};

/**
 * A client's WebSocket, plain or over TLS. What comes in is a stream of bytes, wherever its
 * messages begin and end; what goes out is one frame a message. While its messages are not taken,
 * its socket is left unread.
 */
class ServerWebSocket final : public ServerTransport
{
    Q_OBJECT

public:
    /** Takes socket over, with its carrier: the socket below it, whose gate it works. */
    ServerWebSocket(QWebSocket* socket, QTcpSocket& carrier, ReadGate& gate, WebSocketWays ways);
    ~ServerWebSocket() override;

    [[nodiscard]] std::size_t available() const override { return m_in.size() - m_inBegin; }
    [[nodiscard]] std::size_t read(std::span<char> room) override;
    void skip() override;
    [[nodiscard]] std::size_t write(std::string_view bytes) override;
    void flush() override;
    [[nodiscard]] std::size_t unsent() const override;
    void endOutput() override;
    void closeNow() override;
    void abort() override;

private:
    void take(std::string_view message);
    void openGate();
    void fitReadBuffer();

    WebSocketWays m_ways;
    std::unique_ptr<QWebSocket> m_socket;
    QPointer<QTcpSocket> m_carrier;
    QSslSocket* m_tls; //!< the carrier, or null
    ReadGate& m_gate;
    std::string m_in;
    std::size_t m_inBegin = 0;
    qint64 m_readBuffer;
    bool m_lookPending = false;
    WebFrames m_frames;
    QTimer m_quiet;
};

} // namespace Stomp
