#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace Ui {

/** Serials of messages, ascending. The oldest go all the time, which costs next to nothing. */
class SerialList
{
public:
    [[nodiscard]] std::size_t count() const { return m_serials.size() - m_gone; }
    [[nodiscard]] std::uint64_t at(std::size_t index) const { return m_serials[m_gone + index]; }
    [[nodiscard]] std::uint64_t last() const { return m_serials.back(); }
    /** How many are below. */
    [[nodiscard]] std::size_t countBelow(std::uint64_t serial) const;
    [[nodiscard]] std::span<const std::uint64_t> part(std::size_t first, std::size_t end) const
    {
        return std::span(m_serials).subspan(m_gone + first, end - first);
    }

    void clear();
    /** Above all others. */
    void append(std::uint64_t serial) { m_serials.push_back(serial); }
    void append(std::span<const std::uint64_t> serials);
    /** Still in their order, behind so many. */
    void insert(std::size_t index, std::span<const std::uint64_t> serials);
    /** Still between its neighbours. */
    void replace(std::size_t index, std::uint64_t serial) { m_serials[m_gone + index] = serial; }
    void remove(std::size_t first, std::size_t end);

private:
    std::vector<std::uint64_t> m_serials;
    std::size_t m_gone = 0; //!< at their beginning
};

} // namespace Ui
