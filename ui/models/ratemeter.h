#pragma once

#include <array>
#include <cstdint>
#include <vector>

namespace Ui {

/**
 * Counts events in buckets of half a second and says how many a second there were lately. Knows no
 * clock: time (ms, steady) is an argument.
 */
class RateMeter
{
public:
    static constexpr std::int64_t bucketMs = 500;
    static constexpr std::size_t bucketCount = 40;
    /** The rate is the mean over this many closed buckets: two seconds. */
    static constexpr std::size_t meanOver = 4;

    void add(std::uint64_t events) { m_open += events; }
    /** Closes the buckets that are over. True when the rate may have changed. */
    bool advance(std::int64_t now);

    /** Events a second. */
    [[nodiscard]] double rate() const;
    /** The closed buckets, oldest first, for a sparkline. */
    [[nodiscard]] std::vector<std::uint32_t> history() const;

private:
    void close(std::uint64_t events);

    std::array<std::uint32_t, bucketCount> m_buckets{};
    std::size_t m_next = 0;
    std::size_t m_closed = 0;
    std::uint64_t m_open = 0;
    std::int64_t m_openSince = -1;
};

} // namespace Ui
