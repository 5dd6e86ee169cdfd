#pragma once

#include <thread>
#include <utility>

namespace Stomp {

/**
 * Makes the calling thread give way to the window when there are fewer processors than there is to
 * do, by a niceness of its own (0 to 19), never a smaller one than it has. Threads that it starts
 * begin with the same. Without effect where threads have none of their own, as outside of Linux.
 */
void giveWay(int niceness);

/** Receives: a message that comes later is not lost, a window that stands still is noticed. */
inline constexpr int receivingNiceness = 5;
/** Works on what was received, for as long as it takes. */
inline constexpr int workingNiceness = 10;

/** A thread that works behind the window. As std::thread, to be joined. */
template <typename Function>
[[nodiscard]] std::thread backgroundThread(Function&& function)
{
    return std::thread([work = std::forward<Function>(function)]() mutable {
        giveWay(workingNiceness);
        work();
    });
}

} // namespace Stomp
