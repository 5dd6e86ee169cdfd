#include "frametap.h"

#include "frametapobserver.h"

#include <algorithm>
#include <utility>

namespace Ui {

std::unique_ptr<Stomp::FrameObserver> FrameTap::makeObserver(std::uint32_t connection)
{
    auto pulse = std::make_shared<Pulse>(0);
    {
        const std::lock_guard lock(m_mutex);
        m_pulses[connection] = pulse;
    }
    return std::make_unique<FrameTapObserver>(*this, connection, std::move(pulse));
}

void FrameTap::add(Stomp::FrameRecord record)
{
    bool wake = false;
    {
        const std::lock_guard lock(m_mutex);
        m_lastSerial = std::max(m_lastSerial, m_pending.append(std::move(record)).serial);
        m_pending.dropOldest(m_pending.excess());
        wake = std::exchange(m_armed, false);
    }
    if (wake && m_wake)
        m_wake();
}

void FrameTap::addUnseen(Stomp::FrameRecord record)
{
    const std::lock_guard lock(m_mutex);
    m_unseen.add(std::move(record), m_lastSerial);
}

FrameTap::Batch FrameTap::take()
{
    Batch batch;
    UnseenFrames unseen;
    {
        const std::lock_guard lock(m_mutex);
        batch.dropped = m_pending.dropped();
        batch.records = m_pending.takeAll();
        unseen = std::exchange(m_unseen, UnseenFrames());
    }
    batch.records = std::move(unseen).mergedInto(std::move(batch.records));
    return batch;
}

bool FrameTap::armWake()
{
    const std::lock_guard lock(m_mutex);
    m_armed = m_pending.size() == 0 && m_unseen.isEmpty();
    return m_armed;
}

std::int64_t FrameTap::lastHeardUs(std::uint32_t connection) const
{
    const std::lock_guard lock(m_mutex);
    const auto found = m_pulses.find(connection);
    return found == m_pulses.end() ? 0 : found->second->load(std::memory_order_relaxed);
}

} // namespace Ui
