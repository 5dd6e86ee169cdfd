#pragma once

#include "servertransport.h"

#include <QPointer>
#include <QSslSocket>
#include <QTcpSocket>
#include <QTimer>

#include <memory>

namespace Stomp {

/** A client's TCP connection, or its TLS connection on one. */
class ServerStream final : public ServerTransport
{
    Q_OBJECT

public:
    /** Takes the socket over. A QSslSocket may still be in its handshake. */
    explicit ServerStream(QTcpSocket* socket);
    ~ServerStream() override;

    [[nodiscard]] std::size_t available() const override;
    [[nodiscard]] std::size_t read(std::span<char> room) override;
    void skip() override;
    [[nodiscard]] std::size_t write(std::string_view bytes) override;
    void flush() override;
    [[nodiscard]] std::size_t unsent() const override;
    void endOutput() override;
    void closeNow() override;
    void abort() override;

private:
    void noteReadable();

    std::unique_ptr<QTcpSocket> m_socket;
    QSslSocket* m_tls; //!< the same, or null
    QTimer m_quiet; //!< TLS: until the peer has stopped sending
    bool m_readablePending = false;
};

} // namespace Stomp
