#pragma once

#include "feedwriter.h"
#include "windowstage.h"

namespace Bench {

/**
 * What comes into a window while something is done in it: nothing, or what a FeedWriter writes at a
 * part of the speed at which that window took messages that came as fast as it would have them.
 */
class Arrivals
{
public:
    /** percent: "--arriving" of the program's arguments; 0: nothing comes meanwhile. */
    Arrivals(WindowStage& stage, FeedWriter& writer, std::uint64_t percent);

    /** "--arriving PERCENT"; 0 without it. */
    [[nodiscard]] static std::uint64_t wanted();

    [[nodiscard]] bool isOn() const { return m_percent > 0; }
    /** So many at full speed, which is what the percents are of. */
    [[nodiscard]] Phase fill(std::uint64_t messages);
    /** WindowStage::run() while messages come, if they do; some must have. */
    [[nodiscard]] Phase run(
        const std::function<void()>& begin, const std::function<bool()>& isDone);
    /** Without them, until the window has looked at all that came: no part of what is measured. */
    [[nodiscard]] bool settle();

    [[nodiscard]] std::uint64_t arrived() const { return m_arrived; } //!< in all run()s
    [[nodiscard]] std::uint64_t perSecond() const; //!< wanted

    [[nodiscard]] std::uint64_t fullSpeed() const { return m_fullSpeed; } //!< of fill(), a second
    /** Another window's: in place of fill(). */
    void setFullSpeed(std::uint64_t perSecond) { m_fullSpeed = perSecond; }

private:
    WindowStage& m_stage;
    FeedWriter& m_writer;
    std::uint64_t m_percent;
    std::uint64_t m_fullSpeed = 1;
    std::uint64_t m_arrived = 0;
};

} // namespace Bench
