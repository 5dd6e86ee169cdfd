// bench_stallwatch: beats every millisecond until its input ends, then says "stalls P99 MAX" in
// milliseconds: what the machine does to a process that has nothing to do but to be punctual.

#include "stallmeter.h"

#include <atomic>
#include <cstdio>
#include <thread>

int main()
{
    std::atomic<bool> ended = false;
    std::thread input([&ended] {
        while (std::getchar() != EOF) { }
        ended.store(true);
    });
    std::puts("ready");
    std::fflush(stdout);
    Bench::StallMeter stalls;
    stalls.start();
    while (!ended.load()) {
        std::this_thread::sleep_for(std::chrono::milliseconds(1));
        stalls.beat();
    }
    input.join();
    std::printf("stalls %.3f %.3f\n", stalls.percentileMs(0.99), stalls.maxMs());
    return 0;
}
