#pragma once

#include "segment.h"

#include <mutex>
#include <vector>

namespace Stomp {

/**
 * Where segments come from and go to: a segment returns by itself when its last holder lets it go,
 * and waits with its pages for the next writer, as fresh pages cost more than filling them. At
 * most maxIdle segments wait, the others are freed. Used by any thread; outlived by segments.
 */
class SegmentPool : public std::enable_shared_from_this<SegmentPool>
{
public:
    static constexpr std::size_t defaultSegmentBytes = 4 * 1024 * 1024;
    static constexpr std::size_t defaultMaxIdle = 24;
    /** Frames larger than this part of a segment get one of their own size. */
    static constexpr std::size_t largeFrameDivisor = 4;

    [[nodiscard]] static std::shared_ptr<SegmentPool> create(
        std::size_t segmentBytes = defaultSegmentBytes, std::size_t maxIdle = defaultMaxIdle);

    /** An empty segment of the usual size. */
    [[nodiscard]] SegmentPtr take();
    /** One that holds exactly one frame of this size; it is not recycled. */
    [[nodiscard]] SegmentPtr takeForLargeFrame(std::size_t frameBytes) const;
    [[nodiscard]] bool isLargeFrame(std::size_t frameBytes) const
    {
        return frameBytes > m_segmentBytes / largeFrameDivisor;
    }
    [[nodiscard]] std::size_t segmentBytes() const { return m_segmentBytes; }
    [[nodiscard]] std::size_t idleCount() const;

private:
    SegmentPool(std::size_t segmentBytes, std::size_t maxIdle);
    void giveBack(std::unique_ptr<Segment> segment);

    const std::size_t m_segmentBytes;
    const std::size_t m_maxIdle;
    mutable std::mutex m_mutex;
    std::vector<std::unique_ptr<Segment>> m_idle;
};

} // namespace Stomp
