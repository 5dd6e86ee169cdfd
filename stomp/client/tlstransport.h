#pragma once

#include "arrivalclock.h"
#include "sockettransport.h"
#include "tlshandshake.h"

#include <QSslSocket>

namespace Stomp {

/** TLS from the first byte; STOMP has no STARTTLS. */
class TlsTransport final : public SocketTransport
{
    Q_OBJECT

public:
    TlsTransport(
        const TransportTarget& target, const TlsOptions& options, QObject* parent = nullptr);

    [[nodiscard]] TransportEvidence evidence() const override;
    [[nodiscard]] std::optional<std::chrono::steady_clock::time_point> lastArrival() const override
    {
        return m_arrivals.last();
    }

private:
    [[nodiscard]] QSslSocket& socket() const;
    void connectSocket() override;
    void tcpConnected() override;
    TransportError judge(TransportError error, const QString& reason) override;
    [[nodiscard]] qint64 unsentBytes() const override;
    void streamBroken(const QString& reason) override;

    TlsHandshake m_handshake;
    ArrivalClock m_arrivals;
};

} // namespace Stomp
