#include "backgroundthread.h"

#ifdef __linux__
#include <sys/resource.h>
#include <sys/syscall.h>
#include <unistd.h>
#endif

namespace Stomp {

void giveWay([[maybe_unused]] int niceness)
{
#ifdef __linux__
    // Of the thread alone: Linux's niceness is not the process's, as POSIX would have it.
    const auto thread = static_cast<id_t>(syscall(SYS_gettid));
    if (getpriority(PRIO_PROCESS, thread) < niceness)
        setpriority(PRIO_PROCESS, thread, niceness);
#endif
}

} // namespace Stomp
