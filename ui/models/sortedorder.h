#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <vector>

namespace Ui {

/**
 * The messages of a sorted table, each in its row. Messages go, from anywhere: that costs the same
 * few steps each, however many there are, and the rows below move up. None comes. A bit
 * more than eight bytes a message. Built on any thread, then of one.
 */
class SortedOrder
{
public:
    /** messages: serials less firstSerial, in the order of the rows. */
    SortedOrder(std::uint64_t firstSerial, std::vector<std::uint32_t> messages);

    [[nodiscard]] int count() const { return static_cast<int>(m_count); }
    [[nodiscard]] std::uint64_t serialAt(int row) const;
    /** Nothing when it is not among them, or has gone. */
    [[nodiscard]] std::optional<int> rowOf(std::uint64_t serial) const;
    /** Where it stands, or stood before it went; 0 of one that never was there. */
    [[nodiscard]] int rowNear(std::uint64_t serial) const;
    void remove(std::uint64_t serial);

private:
    // A place is a row as long as nothing has gone. Counted by words of 64 places, blocks of 64
    // words, groups of 64 blocks.
    static constexpr std::uint32_t none = 0xFFFFFFFFU;

    [[nodiscard]] std::uint32_t placeOf(std::uint64_t serial) const;
    [[nodiscard]] bool isThere(std::uint32_t place) const;
    [[nodiscard]] std::uint32_t rowsBefore(std::uint32_t place) const;
    [[nodiscard]] std::uint32_t placeOfRow(std::uint32_t row) const;

    std::uint64_t m_firstSerial;
    std::vector<std::uint32_t> m_messages; //!< by place
    std::vector<std::uint32_t> m_places; //!< by message
    std::vector<std::uint64_t> m_words; //!< a bit for each place whose message is there
    std::vector<std::uint32_t> m_blocks; //!< how many are there
    std::vector<std::uint32_t> m_groups;
    std::size_t m_count;
};

} // namespace Ui
