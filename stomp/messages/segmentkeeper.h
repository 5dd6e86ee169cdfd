#pragma once

#include "segment.h"

#include <cstddef>
#include <memory>
#include <string>
#include <thread>

namespace Stomp {

/**
 * What waits for the disk: moves full segments to their files and gives up retired ones, whose
 * files the system takes milliseconds to delete, on a thread of its own that begins with the first
 * of them. Bounded: who hands over one segment too many waits for the disk. Used by any thread, and
 * ended by any, its own too: the last who knows a pool may be a segment that is given up there.
 */
class SegmentKeeper
{
public:
    /** Full segments that may wait in memory for the disk. */
    static constexpr std::size_t mostWaiting = 16;

    SegmentKeeper();
    /** What still waits stays in memory with those who hold it. */
    ~SegmentKeeper();
    SegmentKeeper(const SegmentKeeper&) = delete;
    SegmentKeeper& operator=(const SegmentKeeper&) = delete;

    /** To its file, unless it has retired until then. */
    void move(SegmentPtr full);
    void giveUp(std::unique_ptr<Segment> retired);
    /** How many have not got to their files yet. */
    [[nodiscard]] std::size_t waiting() const;
    /** Why the last one did not get there, in the system's words; else empty. */
    [[nodiscard]] std::string problem() const;

private:
    struct Work;

    void start();

    const std::shared_ptr<Work> m_work;
    std::thread m_thread;
};

} // namespace Stomp
