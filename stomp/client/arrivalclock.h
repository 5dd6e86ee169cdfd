#pragma once

#include <atomic>
#include <chrono>
#include <memory>
#include <optional>

class QTcpSocket;

namespace Stomp {

/** When a socket's last byte came, whatever it is a part of. May be asked on any thread. */
class ArrivalClock
{
public:
    using Clock = std::chrono::steady_clock;

    /** From now on; of a QSslSocket, the socket that carries its records. */
    void watch(QTcpSocket& socket);
    [[nodiscard]] std::optional<Clock::time_point> last() const;

private:
    using Time = std::atomic<Clock::rep>; //!< since the clock's epoch; 0: none yet

    std::shared_ptr<Time> m_last = std::make_shared<Time>(0); //!< a socket may live longer
};

} // namespace Stomp
