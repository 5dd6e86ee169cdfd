#include "require.h"

#include <stomp/protocol/heartbeat.h>

#include <cstdint>

using namespace Stomp;

namespace {

Millis deadAfter(const HeartBeatTimes& times)
{
    // Planted: calculated in 32 bits.
    return isPlanted ? static_cast<std::int32_t>(times.deadAfter()) : times.deadAfter();
}

} // namespace

/** Two values, separated by ';': each read and written again, then negotiated from both sides. */
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    const std::string input(data, data + size);
    const auto middle = input.find(';');
    const auto ours = parseHeartBeat(std::string_view(input).substr(0, middle));
    if (!ours)
        return 0;
    require(ours->canSend >= 0 && ours->wants >= 0, "nothing is negative");
    require(parseHeartBeat(format(*ours)) == ours, "written and read again it is the same");
    const auto theirs = middle == std::string::npos
        ? ours
        : parseHeartBeat(std::string_view(input).substr(middle + 1));
    if (!theirs)
        return 0;
    const HeartBeatTimes here = HeartBeatTimes::negotiate(*ours, *theirs);
    const HeartBeatTimes there = HeartBeatTimes::negotiate(*theirs, *ours);
    require(here.sendEvery == there.expectEvery && here.expectEvery == there.sendEvery,
        "both sides agree");
    require((here.expectEvery == 0) == (deadAfter(here) == 0), "never is never");
    require(here.expectEvery == 0
            || (here.expectEvery <= here.warnAfter() && here.warnAfter() < deadAfter(here)),
        "a warning comes after the interval and before the end");
    require((here.sendEvery == 0) == (here.sendAfter() == 0), "never is never");
    require(here.sendEvery < 200 || here.sendAfter() <= here.sendEvery / 2, "sent in good time");
    return 0;
}
