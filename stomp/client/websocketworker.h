#pragma once

#include "arrivalclock.h"
#include "messagepipe.h"
#include "tlshandshake.h"
#include "websocketoptions.h"

#include <QBasicTimer>
#include <QObject>
#include <QPointer>
#include <QSslSocket>
#include <QWebSocket>

namespace Stomp {

/**
 * A WebSocket on a thread of its own. QWebSocket reads whatever comes; so, when the pipe to the
 * reader is full, this waits inside the slot that was given a message, and with it the thread: the
 * kernel's buffers fill, and the peer has to wait. What is to be sent goes out meanwhile.
 */
class WebSocketWorker final : public QObject
{
    Q_OBJECT

public:
    WebSocketWorker(MessagePipe& pipe, const WebSocketOptions& options);
    ~WebSocketWorker() override;

    void open();
    /** What the pipe holds to be sent. */
    void sendOutgoing();
    void abort();
    /** May be asked on any thread. */
    [[nodiscard]] const ArrivalClock& arrivals() const { return m_arrivals; }

Q_SIGNALS:
    void opened(const Stomp::TransportEvidence& evidence);
    void failed(Stomp::TransportError error, const QString& reason,
        const Stomp::TransportEvidence& evidence);
    void stored();
    void sent();
    void closed(const QString& reason, const Stomp::TransportEvidence& evidence);

protected:
    void timerEvent(QTimerEvent* event) override;

private:
    enum class Stage : std::uint8_t
    {
        Tcp,
        Tls,
        Upgrade,
        Open,
        Ended
    };

    void watchSocket(QTcpSocket& socket);
    void watchTls(QSslSocket& socket);
    void expectAnswer(QTcpSocket& socket);
    void readAnswer();
    void startTimer();
    void handleOpened();
    void handleError(QAbstractSocket::SocketError error);
    void handleClosed();
    void takeMessage(std::string_view bytes);
    void flushWhileWaiting();
    void noteUnsent();
    [[nodiscard]] std::size_t unsentBytes() const;
    void closeWhenSent();
    void failTls(TransportError error, const QString& reason);
    void fail(TransportError error, const QString& reason);
    [[nodiscard]] TransportEvidence evidence() const;
    [[nodiscard]] QString closeWords() const;

    MessagePipe& m_pipe;
    const WebSocketOptions m_options;
    TlsHandshake m_handshake;
    ArrivalClock m_arrivals;
    QWebSocket m_socket;
    QPointer<QTcpSocket> m_tcp; //!< under it
    QBasicTimer m_timer;
    Stage m_stage = Stage::Tcp;
    QString m_peerAddress;
    UpgradeAnswer m_answer;
    QString m_brokenBy;
    bool m_closing = false; //!< once what was written is out
    bool m_sawClose = false; //!< there was a closing handshake
};

} // namespace Stomp
