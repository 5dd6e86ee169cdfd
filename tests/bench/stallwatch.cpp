// bench_stallwatch: beats every millisecond until its input ends, then says "stalls P99 MAX" in
// milliseconds: what the machine does to a process that has nothing to do but to be punctual. On
// each processor on its own: where processors are shared with others, one may stand still alone.

#include "stallmeter.h"

#include <sched.h>

#include <atomic>
#include <cstdio>
#include <thread>
#include <vector>

namespace {

std::vector<int> processors()
{
    std::vector<int> found;
    cpu_set_t allowed;
    if (sched_getaffinity(0, sizeof allowed, &allowed) == 0) {
        for (int one = 0; one < CPU_SETSIZE; ++one)
            if (CPU_ISSET(one, &allowed))
                found.push_back(one);
    }
    return found;
}

void beatOn(int processor, const std::atomic<bool>& ended, Bench::StallMeter& stalls)
{
    cpu_set_t only;
    CPU_ZERO(&only);
    CPU_SET(processor, &only);
    sched_setaffinity(0, sizeof only, &only); // of this thread; where it fails, it beats anywhere
    stalls.start();
    while (!ended.load()) {
        std::this_thread::sleep_for(std::chrono::milliseconds(1));
        stalls.beat();
    }
}

} // namespace

int main()
{
    std::atomic<bool> ended = false;
    std::vector<int> all = processors();
    if (all.empty())
        all.push_back(0);
    std::vector<Bench::StallMeter> meters(all.size());
    std::vector<std::thread> threads;
    for (std::size_t i = 0; i < all.size(); ++i)
        threads.emplace_back([&, i] { beatOn(all[i], ended, meters[i]); });
    std::puts("ready");
    std::fflush(stdout);
    while (std::getchar() != EOF) { }
    ended.store(true);
    Bench::StallMeter stalls;
    for (std::size_t i = 0; i < threads.size(); ++i) {
        threads[i].join();
        stalls.add(meters[i]);
    }
    std::printf("stalls %.3f %.3f\n", stalls.percentileMs(0.99), stalls.maxMs());
    return 0;
}
