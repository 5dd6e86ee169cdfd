#pragma once

#include "transport.h"
#include "transporttarget.h"

#include <QBasicTimer>
#include <QTcpSocket>

#include <memory>
#include <string>

namespace Stomp {

/**
 * What plain TCP and TLS have in common: a socket with a bounded read buffer, time-outs while it
 * opens, and the rescue of what had arrived when the stream broke.
 */
class SocketTransport : public Transport
{
    Q_OBJECT

public:
    static constexpr qint64 readBufferSize = 1024 * 1024;

    ~SocketTransport() override;

    void open() override;
    void close() override;
    void abort() override;
    [[nodiscard]] std::size_t read(std::span<char> into) override;
    void write(std::string_view bytes) override;
    [[nodiscard]] std::size_t bytesToWrite() const override;
    [[nodiscard]] TransportEvidence evidence() const override { return m_evidence; }
    void poll() override;

protected:
    SocketTransport(
        std::unique_ptr<QTcpSocket> socket, const TransportTarget& target, QObject* parent);

    void timerEvent(QTimerEvent* event) override;

    virtual void connectSocket() = 0;
    /** TCP stands; calls streamOpened() when nothing else is wanted. */
    virtual void tcpConnected() = 0;
    /** The socket's error while it opened, or the time-out after TCP had stood. */
    virtual TransportError judge(TransportError error, const QString& reason);
    /** What the socket has taken and not yet handed to the kernel, in bytes. */
    [[nodiscard]] virtual qint64 unsentBytes() const { return m_socket->bytesToWrite(); }
    /** Some of it went to the kernel: for the signal of the socket that says so. */
    void handleWritten();
    /** The stream broke with these words. */
    virtual void streamBroken(const QString&) { }

    void streamOpened();
    void fail(TransportError error, const QString& reason);

    std::unique_ptr<QTcpSocket> m_socket;
    const TransportTarget m_target;
    TransportEvidence m_evidence;

private:
    void handleConnected();
    void handleError(QAbstractSocket::SocketError error);
    void handleReadable();
    void handleDisconnected();
    void rescueUnread();
    void closeWhenSent();

    QBasicTimer m_timer;
    bool m_isConnected = false; //!< TCP stands
    bool m_isOpen = false;
    bool m_closing = false;
    bool m_isPolling = false;
    QString m_brokenBy; //!< the system's words when the stream did not end in order
    std::string m_rescued; //!< received before the stream broke and not read yet
    std::size_t m_rescuedRead = 0;
};

} // namespace Stomp
