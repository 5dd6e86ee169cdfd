#include "heartbeat.h"

#include <algorithm>
#include <charconv>

namespace Stomp {

namespace {

/** About thirty years: far beyond use, and safe to calculate with. */
constexpr Millis longest = 1'000'000'000'000;

std::optional<Millis> parseMillis(std::string_view text)
{
    const bool digitsOnly =
        std::all_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
    if (text.empty() || !digitsOnly)
        return std::nullopt;
    Millis value = 0;
    const auto result = std::from_chars(text.data(), text.data() + text.size(), value);
    return result.ec == std::errc() ? std::min(value, longest) : longest;
}

Millis agreed(Millis canSend, Millis wants)
{
    return canSend > 0 && wants > 0 ? std::max(canSend, wants) : 0;
}

} // namespace

std::optional<HeartBeat> parseHeartBeat(std::string_view value)
{
    const auto comma = value.find(',');
    if (comma == std::string_view::npos)
        return std::nullopt;
    const auto canSend = parseMillis(value.substr(0, comma));
    const auto wants = parseMillis(value.substr(comma + 1));
    if (!canSend || !wants)
        return std::nullopt;
    return HeartBeat{*canSend, *wants};
}

std::string format(const HeartBeat& heartBeat)
{
    return std::to_string(heartBeat.canSend) + ',' + std::to_string(heartBeat.wants);
}

HeartBeatTimes HeartBeatTimes::negotiate(const HeartBeat& ours, const HeartBeat& theirs)
{
    return {agreed(ours.canSend, theirs.wants), agreed(theirs.canSend, ours.wants)};
}

Millis HeartBeatTimes::sendAfter() const
{
    return sendEvery > 0 ? std::max<Millis>(sendEvery / 2, 100) : 0;
}

Millis HeartBeatTimes::warnAfter() const
{
    return expectEvery + expectEvery / 2;
}

Millis HeartBeatTimes::deadAfter() const
{
    return expectEvery > 0 ? std::max(2 * expectEvery + expectEvery / 2, expectEvery + 2000) : 0;
}

} // namespace Stomp
