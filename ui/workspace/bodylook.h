#pragma once

#include "bodyqueue.h"

#include <mutex>
#include <optional>

namespace Ui {

class BodyWorker;

/**
 * Something that looks into the bodies of a store's messages, in their order, on a BodyWorker's
 * thread: into all that are there when it begins, and those that come. Its owner, on one other
 * thread, takes what it found from time to time. Must outlive its worker. No Qt.
 */
class BodyLook
{
public:
    virtual ~BodyLook() = default;
    BodyLook(const BodyLook&) = delete;
    BodyLook& operator=(const BodyLook&) = delete;

protected:
    BodyLook() = default;

    // For its owner.
    [[nodiscard]] std::unique_lock<std::mutex> lock() const;
    /** The lock is held: drops what is under way, and begins with these. end: the serial behind all
     * of them. */
    void begin(const std::vector<Stomp::NumberedRange>& messages, std::uint64_t end);
    /** The lock is held: looks at nothing, and holds nothing. */
    void cease();
    /** Halted, it looks at nothing until it is told to go on. */
    void halt(bool isHalted);
    void wakeWorker();

    // The lock is held.
    /** All below were looked at, or forgotten. */
    [[nodiscard]] std::uint64_t lookedBelow() const
    {
        return m_inHand ? *m_inHand : m_queue.next();
    }
    /** Messages that are still to be looked at. */
    [[nodiscard]] std::uint64_t behind() const { return m_queue.count() + m_rowsInHand; }
    [[nodiscard]] bool isUpToDate() const { return m_queue.isEmpty(); }

    // On the worker's thread.
    /** The lock is held: the first thing after begin(). */
    virtual void renew() = 0;
    /** Without the lock; reads nothing beyond the range's last row. */
    virtual void look(const Stomp::NumberedRange& slice) = 0;
    /** The lock is held: what was found since goes to where the owner takes it. Not what was found
     * before it began anew. */
    virtual void deliver() = 0;
    /** The lock is held: so many have left the store before their turn. */
    virtual void missed(std::uint64_t) { }

private:
    friend class BodyWorker;
    [[nodiscard]] bool canGo() const { return m_isOn && !m_isHalted && !m_queue.isEmpty(); }

    BodyWorker* m_worker = nullptr;
    // Under the worker's lock.
    BodyQueue m_queue;
    std::optional<std::uint64_t> m_inHand; //!< the slice under way begins here
    std::uint32_t m_rowsInHand = 0;
    std::uint64_t m_generation = 0;
    bool m_isRenewed = false; //!< it has begun anew, and the worker does not know yet
    bool m_isCutShort = false; //!< what it had still to look at has left the store
    bool m_isOn = false;
    bool m_isHalted = false;
};

} // namespace Ui
