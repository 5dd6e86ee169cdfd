#pragma once

#include <stomp/protocol/frame.h>

#include <array>
#include <cstdint>
#include <random>
#include <string>

namespace Stomp {

/**
 * Makes the sample messages of the practice broker: orders (nested, with arrays, exact decimals,
 * customers in many scripts, now and then an id beyond 2^53) and prices (small). The same seed
 * makes the same messages; the only time is the argument, in ms since 1970 UTC.
 */
class SampleTraffic
{
public:
    explicit SampleTraffic(std::uint64_t seed);

    /** SEND to /queue/orders. */
    [[nodiscard]] Frame order(std::int64_t unixMs);
    /** SEND to /topic/prices. */
    [[nodiscard]] Frame price(std::int64_t unixMs);

private:
    static constexpr std::size_t s_symbols = 8;

    /** 0 to bound - 1. The distributions of <random> differ between libraries. */
    [[nodiscard]] std::size_t below(std::size_t bound);
    void appendItems(std::string& json, std::int64_t& totalCents);

    std::mt19937_64 m_random;
    std::uint64_t m_orders = 0;
    std::uint64_t m_prices = 0;
    std::array<std::int64_t, s_symbols> m_cents{};
};

} // namespace Stomp
