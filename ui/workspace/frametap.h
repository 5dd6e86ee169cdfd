#pragma once

#include "unseenframes.h"

#include <stomp/framelog/framering.h>

#include <atomic>
#include <cstdint>
#include <deque>
#include <functional>
#include <memory>
#include <mutex>
#include <unordered_map>

namespace Stomp {
class FrameObserver;
}

namespace Ui {

/**
 * The one crossing between threads for the frame log. The I/O thread puts records in that have no
 * secrets any more; the window's thread takes them. Bounded: at the bound the oldest go, counted.
 * While nobody looks (isWide() is false), of MESSAGE frames and acknowledgements on arrival only
 * some of each second are kept, the last of these, and the rest is counted: they come as fast as
 * the wire is. No Qt here, so that a thread sanitizer sees it all.
 */
class FrameTap
{
public:
    struct Batch
    {
        std::deque<Stomp::FrameRecord> records; //!< the oldest first
        std::uint64_t dropped = 0; //!< frames before them
    };

    /** Of one connection, while nobody looks. */
    static constexpr unsigned usualPerSecond = 50;

    FrameTap() : FrameTap(Stomp::FrameRing::Limits()) { }
    explicit FrameTap(Stomp::FrameRing::Limits limits, unsigned perSecond = usualPerSecond)
        : m_perSecond(perSecond), m_pending(limits)
    { }

    /** Before the first observer is used. Called by the I/O thread, without a lock held: the first
     * record since armWake(). Must only post to where it belongs. */
    void setWake(std::function<void()> wake) { m_wake = std::move(wake); }

    /** For one connection, used on the I/O thread; the tap must outlive it. */
    [[nodiscard]] std::unique_ptr<Stomp::FrameObserver> makeObserver(std::uint32_t connection);

    /** Window: whether MESSAGE frames and their acknowledgements are recorded too. */
    void setWide(bool wide) { m_isWide.store(wide, std::memory_order_relaxed); }
    [[nodiscard]] bool isWide() const { return m_isWide.load(std::memory_order_relaxed); }

    [[nodiscard]] unsigned perSecond() const { return m_perSecond; }

    /** I/O thread. */
    void add(Stomp::FrameRecord record);
    /** The same, of what comes while nobody looks. */
    void addUnseen(Stomp::FrameRecord record);
    /** Window: all that came since. */
    [[nodiscard]] Batch take();
    /** Window: asks to be woken by the next record. False, and nothing is armed, when something
     * waits already. */
    [[nodiscard]] bool armWake();

    /** When bytes came last on this connection, UTC microseconds; 0: never. */
    [[nodiscard]] std::int64_t lastHeardUs(std::uint32_t connection) const;

private:
    using Pulse = std::atomic<std::int64_t>;

    const unsigned m_perSecond;
    std::function<void()> m_wake;
    std::atomic<bool> m_isWide = false;

    mutable std::mutex m_mutex;
    Stomp::FrameRing m_pending;
    std::uint64_t m_lastSerial = 0; //!< in there
    UnseenFrames m_unseen;
    bool m_armed = false;
    std::unordered_map<std::uint32_t, std::shared_ptr<Pulse>> m_pulses;
};

} // namespace Ui
