#include "pendingacks.h"

#include <algorithm>

namespace App {

void PendingAcks::add(
    const Stomp::FrameView& message, const Stomp::MessageOrigin& origin, std::uint64_t end)
{
    if (m_count == m_ring.size())
        grow();
    Pending& pending = m_ring[(m_first + m_count) % m_ring.size()];
    pending.end = end;
    pending.mode = origin.ack;
    pending.message.assign(message, origin);
    ++m_count;
}

void PendingAcks::acknowledgeUpTo(std::uint64_t written, Stomp::Client& client)
{
    while (m_count > 0 && m_ring[m_first].end <= written) {
        Pending& pending = m_ring[m_first];
        if (pending.mode == Stomp::AckMode::Client)
            remember(pending.message);
        else
            client.acknowledge(pending.message, {}, false);
        m_first = (m_first + 1) % m_ring.size();
        --m_count;
    }
    for (const Stomp::AckReference& message : m_last)
        client.acknowledge(message, {}, false);
    m_last.clear();
}

void PendingAcks::grow()
{
    std::rotate(
        m_ring.begin(), m_ring.begin() + static_cast<std::ptrdiff_t>(m_first), m_ring.end());
    m_first = 0;
    m_ring.resize(std::max<std::size_t>(64, m_ring.size() * 2));
}

void PendingAcks::remember(Stomp::AckReference& message)
{
    const auto known = std::find_if(m_last.begin(), m_last.end(),
        [&](const auto& other) { return other.subscription == message.subscription; });
    if (known == m_last.end())
        m_last.push_back(message);
    else
        std::swap(*known, message);
}

} // namespace App
