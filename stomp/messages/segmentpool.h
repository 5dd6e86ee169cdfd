#pragma once

#include "segment.h"
#include "segmentkeeper.h"

#include <mutex>
#include <string>
#include <vector>

namespace Stomp {

/**
 * Where segments come from and go to: a segment returns by itself when its last holder lets it go,
 * and waits with its pages for the next writer, as fresh pages cost more than filling them. At
 * most maxIdle segments wait, the others are freed. With a place on disk segments get a file there,
 * into which they go when they are full; while the disk has none to give they stay in memory, and
 * each further one asks the disk again. Used by any thread; outlived by segments.
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

    /** For the segments to come. */
    void setDiskPlace(const DiskPlace& place);
    /** Why the last segment that should be on disk is not, in the system's words; else empty. */
    [[nodiscard]] std::string diskProblem() const;

    /** An empty segment of the usual size. */
    [[nodiscard]] SegmentPtr take();
    /** One that holds exactly one frame of this size; it is not recycled. */
    [[nodiscard]] SegmentPtr takeForLargeFrame(std::size_t frameBytes);
    /** Writer: nothing is appended to it any more. Null: nothing. Waits while the disk is so much
     * slower that too many wait for it. */
    void finish(SegmentPtr full);
    /** Finished ones that have not got to their files yet. */
    [[nodiscard]] std::size_t waitingForDisk() const { return m_keeper.waiting(); }
    [[nodiscard]] bool isLargeFrame(std::size_t frameBytes) const
    {
        return frameBytes > m_segmentBytes / largeFrameDivisor;
    }
    [[nodiscard]] std::size_t segmentBytes() const { return m_segmentBytes; }
    [[nodiscard]] std::size_t idleCount() const;

private:
    using Owned = std::unique_ptr<Segment>;

    SegmentPool(std::size_t segmentBytes, std::size_t maxIdle);
    [[nodiscard]] Owned takeIdle(bool onDisk);
    [[nodiscard]] Owned makeOnDisk(std::size_t bytes, std::size_t rows, const DiskPlace& place);
    [[nodiscard]] DiskPlace place() const;
    [[nodiscard]] SegmentPtr share(Owned segment);
    void giveBack(Owned segment);

    const std::size_t m_segmentBytes;
    const std::size_t m_maxIdle;
    mutable std::mutex m_mutex;
    std::vector<Owned> m_idle;
    DiskPlace m_place;
    std::string m_diskProblem;
    SegmentKeeper m_keeper;
};

} // namespace Stomp
