#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace Bench {

/** Bytes of each frame, from MESSAGE to the line end after its NUL; 200 of them are the body. */
constexpr std::size_t frameSize = 412;
constexpr std::size_t bodySize = 200;
/** So many differ; then they come again. */
constexpr std::size_t distinctFrames = 20'000;
inline constexpr std::string_view destination = "/queue/bench.orders";

/** 64 bits of a text, 16 bytes at a time: cheap beside parsing, and every byte counts. */
[[nodiscard]] std::uint64_t hashOf(std::string_view text, std::uint64_t seed = 0);

/** What a message adds to the hash of all that came, in order. */
[[nodiscard]] inline std::uint64_t hashOfMessage(
    std::string_view destinationHeader, std::string_view subscriptionHeader, std::string_view body)
{
    return hashOf(body, hashOf(subscriptionHeader, hashOf(destinationHeader)));
}
[[nodiscard]] inline std::uint64_t chained(std::uint64_t before, std::uint64_t message)
{
    return (before ^ message) * 0x9e3779b97f4a7c15U + 1;
}

/** A JSON order of bodySize bytes; each number has another one. */
[[nodiscard]] std::string orderBody(unsigned number);

/** Where a message goes: its destination header and its subscription header. */
struct Route
{
    std::string destination{Bench::destination};
    std::string subscription{};
};
/** Frame after frame over all routes, in no order that a cache could like. */
[[nodiscard]] constexpr std::size_t routeOf(std::size_t frame, std::size_t routes)
{
    return frame * 7919 % routes;
}
/** The destination of one of many. */
[[nodiscard]] std::string numberedDestination(unsigned number);

/** The frames as they go over the wire, one behind the other, and the hash of each. */
struct FrameSet
{
    std::string bytes;
    std::vector<std::uint64_t> hashes;

    /** MESSAGEs with the orders from first on, as ActiveMQ sends them. */
    [[nodiscard]] static FrameSet make(
        const std::vector<Route>& routes, std::size_t count = distinctFrames, unsigned first = 0);
    /** Frames for the one subscription of a connection among many: few, and other orders for each
     * numberedDestination(). */
    [[nodiscard]] static FrameSet ofOne(const Route& route);
    /** The same orders as SEND frames with content-length; their hash has no subscription. */
    [[nodiscard]] static FrameSet makeSends();
    /** The hash of the first count messages, beginning again at the first frame as needed. */
    [[nodiscard]] std::uint64_t hashOfFirst(std::uint64_t count) const;
};

} // namespace Bench
