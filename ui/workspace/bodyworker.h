#pragma once

#include "bodylook.h"

#include <condition_variable>
#include <initializer_list>
#include <thread>

namespace Ui {

/**
 * The one thread behind the store that reads bodies, for all that looks into them: slice by slice,
 * and where several are at the same place, each slice once for all of them. The first of them goes
 * first, as somebody waits for it; the others are given a slice in between, so that they go on too.
 * Holds the segments that were not looked through; what leaves the store must be forgotten here
 * too. No Qt, so that a thread sanitizer sees every crossing.
 */
class BodyWorker
{
public:
    /** Looked at in one go: what a new filter, or the end, waits for. */
    static constexpr std::uint32_t sliceRows = 512;
    /** Slices of the first one before another has its turn. */
    static constexpr int slicesBetween = 8;

    /** In the order of their urgency; they must outlive it. */
    explicit BodyWorker(std::initializer_list<BodyLook*> looks);
    /** Waits for the slice under way. */
    ~BodyWorker();
    BodyWorker(const BodyWorker&) = delete;
    BodyWorker& operator=(const BodyWorker&) = delete;

    /** Further messages, in the order of their serials. */
    void add(const Stomp::NumberedRange& messages);
    /** Those from first to before end have left the store. */
    void forget(std::uint64_t first, std::uint64_t end);

    /** Slices that were read, and of these those that were read for several at once. */
    struct Slices
    {
        std::uint64_t read = 0;
        std::uint64_t shared = 0;
    };
    [[nodiscard]] Slices slices() const;

private:
    friend class BodyLook;
    struct Hand
    {
        BodyLook* look;
        std::uint64_t generation;
    };

    void run();
    // The lock is held.
    [[nodiscard]] BodyLook* chosen() const;
    /** All that are where the chosen one is. */
    void gather(const BodyLook& chosen);
    [[nodiscard]] Stomp::NumberedRange takeSlice();

    const std::vector<BodyLook*> m_looks;
    mutable std::mutex m_mutex;
    std::condition_variable m_changed;
    std::vector<Hand> m_hands; //!< the worker's: for whom the slice under way is
    int m_slicesOfFirst = 0; //!< since another had its turn
    Slices m_slices;
    bool m_ends = false;
    std::thread m_thread; // begins when the rest is there
};

} // namespace Ui
