#include "segmentpool.h"

#include <algorithm>
#include <iterator>
#include <utility>

namespace Stomp {

namespace {
/** The shortest frames that a segment has rows for, on average. */
constexpr std::size_t bytesPerRow = 64;
/** On disk what is not used is taken all the same: shorter ones leave room for bytes unused. */
constexpr std::size_t bytesPerRowOnDisk = 256;
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

void SegmentPool::setDiskPlace(const DiskPlace& place)
{
    std::vector<Owned> freed; // without the lock
    {
        const std::lock_guard lock(m_mutex);
        if (place == m_place)
            return;
        m_place = place;
        m_diskProblem.clear();
        freed.swap(m_idle);
        m_idle.reserve(m_maxIdle);
    }
    for (Owned& segment : freed)
        if (segment->isOnDisk())
            m_keeper.giveUp(std::move(segment));
}

std::string SegmentPool::diskProblem() const
{
    {
        const std::lock_guard lock(m_mutex);
        if (!m_diskProblem.empty())
            return m_diskProblem;
    }
    return m_keeper.problem();
}

DiskPlace SegmentPool::place() const
{
    const std::lock_guard lock(m_mutex);
    return m_place;
}

SegmentPool::Owned SegmentPool::takeIdle(bool onDisk)
{
    const std::lock_guard lock(m_mutex);
    const auto found = std::find_if(m_idle.rbegin(), m_idle.rend(),
        [onDisk](const Owned& segment) { return segment->isOnDisk() == onDisk; });
    if (found == m_idle.rend())
        return {};
    Owned segment = std::move(*found);
    if (onDisk)
        m_diskProblem.clear();
    m_idle.erase(std::next(found).base());
    return segment;
}

SegmentPool::Owned SegmentPool::makeOnDisk(
    std::size_t bytes, std::size_t rows, const DiskPlace& place)
{
    std::string problem;
    auto segment = std::make_unique<Segment>(bytes, rows, place, problem);
    const std::lock_guard lock(m_mutex);
    if (place == m_place)
        m_diskProblem = problem;
    return segment->isValid() ? std::move(segment) : nullptr;
}

SegmentPtr SegmentPool::take()
{
    const DiskPlace disk = place();
    Owned segment;
    if (disk.isSet()) {
        segment = takeIdle(true);
        if (!segment)
            segment = makeOnDisk(m_segmentBytes, m_segmentBytes / bytesPerRowOnDisk + 1, disk);
    }
    if (!segment)
        segment = takeIdle(false);
    if (!segment)
        segment = std::make_unique<Segment>(m_segmentBytes, m_segmentBytes / bytesPerRow + 1);
    return share(std::move(segment));
}

SegmentPtr SegmentPool::share(Owned segment)
{
    return {segment.release(), [pool = weak_from_this()](Segment* returned) {
                Owned owned(returned);
                if (const auto alive = pool.lock())
                    alive->giveBack(std::move(owned));
            }};
}

SegmentPtr SegmentPool::takeForLargeFrame(std::size_t frameBytes)
{
    const DiskPlace disk = place();
    if (disk.isSet())
        if (Owned segment = makeOnDisk(frameBytes, 1, disk))
            return share(std::move(segment));
    return std::make_shared<Segment>(frameBytes, 1);
}

void SegmentPool::finish(SegmentPtr full)
{
    if (full && full->isOnDisk())
        m_keeper.move(std::move(full));
}

std::size_t SegmentPool::idleCount() const
{
    const std::lock_guard lock(m_mutex);
    return m_idle.size();
}

void SegmentPool::giveBack(Owned segment)
{
    const bool isReusable = segment->recycle() && segment->isValid()
        && segment->capacityBytes() == m_segmentBytes && segment->capacityRows() > 1;
    {
        const std::lock_guard lock(m_mutex);
        if (isReusable && m_idle.size() < m_maxIdle && segment->isOnDisk() == m_place.isSet()) {
            m_idle.push_back(std::move(segment));
            return;
        }
    }
    if (segment->isOnDisk())
        m_keeper.giveUp(std::move(segment));
}

} // namespace Stomp
