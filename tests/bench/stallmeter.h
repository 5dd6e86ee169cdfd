#pragma once

#include <algorithm>
#include <chrono>
#include <vector>

namespace Bench {

/** The gaps between beats that should come every millisecond. */
class StallMeter
{
public:
    void start() { m_last = now(); }
    void beat()
    {
        const double at = now();
        m_gaps.push_back(at - m_last);
        m_last = at;
    }

    void add(const StallMeter& other)
    {
        m_gaps.insert(m_gaps.end(), other.m_gaps.begin(), other.m_gaps.end());
    }
    [[nodiscard]] double maxMs() const { return percentileMs(1); }
    /** part: 0.99 for the gap that one beat in a hundred exceeds; 0 without beats. */
    [[nodiscard]] double percentileMs(double part) const
    {
        if (m_gaps.empty())
            return 0;
        std::vector<double> sorted = m_gaps;
        std::sort(sorted.begin(), sorted.end());
        const auto last = static_cast<double>(sorted.size() - 1);
        return sorted[static_cast<std::size_t>(part * last)] * 1000;
    }

private:
    static double now()
    {
        const auto since = std::chrono::steady_clock::now().time_since_epoch();
        return std::chrono::duration<double>(since).count();
    }

    double m_last = 0;
    std::vector<double> m_gaps;
};

} // namespace Bench
