#pragma once

#include <cstdint>
#include <vector>

namespace Ui {

/** Events of the last hour, by second of their own time: however late they are counted, they stand
 * where they happened. Knows no clock; seconds are an argument. */
class RateHistory
{
public:
    static constexpr std::int64_t keptSeconds = 3600;

    void add(std::int64_t second);
    /** Events in [from, from + seconds); what is not kept counts as none. */
    [[nodiscard]] std::uint64_t sum(std::int64_t from, std::int64_t seconds) const;
    /** Most in one second that ever were. */
    [[nodiscard]] std::uint32_t highest() const { return m_highest; }

private:
    void moveTo(std::int64_t second);
    [[nodiscard]] static std::size_t placeOf(std::int64_t second);

    std::vector<std::uint32_t> m_ring; //!< by second modulo keptSeconds; empty until the first
    std::int64_t m_newest = 0;
    std::uint32_t m_highest = 0;
};

} // namespace Ui
