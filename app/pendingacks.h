#pragma once

#include <stomp/client/client.h>

#include <cstdint>
#include <vector>

namespace App {

/**
 * Messages that wait to be acknowledged until their lines are written: a ring in the order of
 * arrival, whose places are reused, so that a steady flow allocates nothing.
 */
class PendingAcks
{
public:
    /** end: where the message's line ends in the output. */
    void add(
        const Stomp::FrameView& message, const Stomp::MessageOrigin& origin, std::uint64_t end);
    /** Acknowledges all whose line ends at written or before; in client mode the last one of each
     * subscription for all before it. */
    void acknowledgeUpTo(std::uint64_t written, Stomp::Client& client);
    [[nodiscard]] bool isEmpty() const { return m_count == 0; }

private:
    struct Pending
    {
        std::uint64_t end = 0;
        Stomp::AckMode mode = Stomp::AckMode::Auto;
        Stomp::AckReference message;
    };

    void grow();
    void remember(Stomp::AckReference& message);

    std::vector<Pending> m_ring;
    std::size_t m_first = 0;
    std::size_t m_count = 0;
    std::vector<Stomp::AckReference> m_last; //!< of each subscription in client mode, while sending
};

} // namespace App
