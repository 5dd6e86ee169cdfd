#pragma once

#include "transport.h"

#include <QBasicTimer>
#include <QTcpSocket>

#include <chrono>
#include <string>

namespace Stomp {

/**
 * Plain TCP on a QTcpSocket, with a bounded read buffer and a time-out for name and connection.
 * Goes through no proxy.
 */
class TcpTransport final : public Transport
{
    Q_OBJECT

public:
    static constexpr qint64 readBufferSize = 1024 * 1024;

    TcpTransport(const QString& host, quint16 port, std::chrono::milliseconds timeout,
        QObject* parent = nullptr);
    ~TcpTransport() override;

    void open() override;
    void close() override;
    void abort() override;
    [[nodiscard]] std::size_t read(std::span<char> into) override;
    void write(std::string_view bytes) override;
    [[nodiscard]] std::size_t bytesToWrite() const override;
    void poll() override;

protected:
    void timerEvent(QTimerEvent* event) override;

private:
    void handleConnected();
    void handleError(QAbstractSocket::SocketError error);
    void handleDisconnected();
    void rescueUnread();
    void fail(TransportError error, const QString& reason);

    QTcpSocket m_socket;
    QString m_host;
    quint16 m_port;
    std::chrono::milliseconds m_timeout;
    QBasicTimer m_timer;
    bool m_isOpen = false;
    QString m_brokenBy; //!< the system's words when the stream did not end in order
    std::string m_rescued; //!< received before the stream broke and not read yet
    std::size_t m_rescuedRead = 0;
};

} // namespace Stomp
