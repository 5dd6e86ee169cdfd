#pragma once

#include <cstdint>

namespace Stomp {

/**
 * Random numbers of one decision, made of the plan's seed, the fault and how often it was asked:
 * the same for the same plan and frames, whatever happened in between. (splitmix64.)
 */
class FaultDice
{
public:
    FaultDice(std::uint64_t seed, std::uint64_t fault, std::uint64_t count)
        : m_state(mixed(mixed(seed) ^ mixed(fault + 0x632be59bd9b4e019U)) ^ mixed(count))
    { }

    [[nodiscard]] std::uint64_t next() { return mixed(m_state += 0x9e3779b97f4a7c15U); }
    /** Less than bound, which is not 0. */
    [[nodiscard]] std::uint64_t below(std::uint64_t bound) { return next() % bound; }

private:
    [[nodiscard]] static std::uint64_t mixed(std::uint64_t z)
    {
        z = (z ^ (z >> 30U)) * 0xbf58476d1ce4e5b9U;
        z = (z ^ (z >> 27U)) * 0x94d049bb133111ebU;
        return z ^ (z >> 31U);
    }

    std::uint64_t m_state;
};

} // namespace Stomp
