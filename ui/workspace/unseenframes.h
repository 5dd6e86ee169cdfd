#pragma once

#include <stomp/framelog/framerecord.h>

#include <cstddef>
#include <cstdint>
#include <deque>
#include <vector>

namespace Ui {

/**
 * The last MESSAGE frames and acknowledgements of them that came while nobody looked: bounded apart
 * from the rest, so that they push nothing else out. Those that go are counted, and stand as not
 * recorded where they were. No lock: the tap has it.
 */
class UnseenFrames
{
public:
    static constexpr std::size_t mostFrames = 500;
    static constexpr std::size_t mostBytes = std::size_t(4) * 1024 * 1024;

    /** behind: serial of the last record of the rest. */
    void add(Stomp::FrameRecord record, std::uint64_t behind);
    [[nodiscard]] bool isEmpty() const { return m_frames.empty() && m_forgotten.empty(); }
    /** All of both in their order. */
    [[nodiscard]] std::deque<Stomp::FrameRecord> mergedInto(std::deque<Stomp::FrameRecord> rest) &&;

private:
    struct Placed
    {
        Stomp::FrameRecord record;
        std::uint64_t behind = 0;
    };

    void forgetOldest();

    std::deque<Placed> m_frames;
    std::vector<Placed> m_forgotten; //!< one for each connection and direction
    std::size_t m_bytes = 0;
};

} // namespace Ui
