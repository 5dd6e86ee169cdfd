#include "arrivalclock.h"

#include <QTcpSocket>

namespace Stomp {

void ArrivalClock::watch(QTcpSocket& socket)
{
    // QSslSocket hides the socket under it, but not that it is its child.
    auto* const under = socket.findChild<QTcpSocket*>();
    QTcpSocket* const carrier = under ? under : &socket;
    QObject::connect(carrier, &QTcpSocket::readyRead, carrier, [last = m_last] {
        last->store(Clock::now().time_since_epoch().count(), std::memory_order_relaxed);
    });
}

std::optional<ArrivalClock::Clock::time_point> ArrivalClock::last() const
{
    const Clock::rep last = m_last->load(std::memory_order_relaxed);
    if (last == 0)
        return {};
    return Clock::time_point(Clock::duration(last));
}

} // namespace Stomp
