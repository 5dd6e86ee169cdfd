#include "segmentpool.h"

namespace Stomp {

namespace {
/** The shortest frames that a segment has rows for, on average. */
constexpr std::size_t bytesPerRow = 64;
} // namespace

SegmentPool::SegmentPool(std::size_t segmentBytes, std::size_t maxIdle)
    : m_segmentBytes(segmentBytes), m_maxIdle(maxIdle)
{
    m_idle.reserve(maxIdle);
}

std::shared_ptr<SegmentPool> SegmentPool::create(std::size_t segmentBytes, std::size_t maxIdle)
{
    return std::shared_ptr<SegmentPool>(new SegmentPool(segmentBytes, maxIdle));
}

SegmentPtr SegmentPool::take()
{
    std::unique_ptr<Segment> segment;
    {
        const std::lock_guard lock(m_mutex);
        if (!m_idle.empty()) {
            segment = std::move(m_idle.back());
            m_idle.pop_back();
        }
    }
    if (!segment)
        segment = std::make_unique<Segment>(m_segmentBytes, m_segmentBytes / bytesPerRow + 1);
    return {segment.release(), [pool = weak_from_this()](Segment* returned) {
                std::unique_ptr<Segment> owned(returned);
                if (const auto alive = pool.lock())
                    alive->giveBack(std::move(owned));
            }};
}

SegmentPtr SegmentPool::takeForLargeFrame(std::size_t frameBytes) const
{
    return std::make_shared<Segment>(frameBytes, 1);
}

std::size_t SegmentPool::idleCount() const
{
    const std::lock_guard lock(m_mutex);
    return m_idle.size();
}

void SegmentPool::giveBack(std::unique_ptr<Segment> segment)
{
    segment->recycle();
    const std::lock_guard lock(m_mutex);
    if (m_idle.size() < m_maxIdle && segment->isValid())
        m_idle.push_back(std::move(segment));
}

} // namespace Stomp
