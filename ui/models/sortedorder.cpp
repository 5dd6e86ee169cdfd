#include "sortedorder.h"

#include <algorithm>
#include <bit>
#include <utility>

namespace Ui {

namespace {
constexpr std::uint32_t wordBits = 6;
constexpr std::uint32_t blockBits = 12;
constexpr std::uint32_t groupBits = 18;

std::uint32_t partsOf(std::size_t places, std::uint32_t bits)
{
    return static_cast<std::uint32_t>((places >> bits) + 1);
}

std::uint64_t bitOf(std::uint32_t place)
{
    return std::uint64_t(1) << (place & 63U);
}
} // namespace

SortedOrder::SortedOrder(std::uint64_t firstSerial, std::vector<std::uint32_t> messages)
    : m_firstSerial(firstSerial), m_messages(std::move(messages)),
      m_words(partsOf(m_messages.size(), wordBits)),
      m_blocks(partsOf(m_messages.size(), blockBits)),
      m_groups(partsOf(m_messages.size(), groupBits)), m_count(m_messages.size())
{
    const auto last = std::max_element(m_messages.cbegin(), m_messages.cend());
    m_places.assign(last == m_messages.cend() ? 0 : std::size_t(*last) + 1, none);
    for (std::uint32_t place = 0; place < m_messages.size(); ++place) {
        m_places[m_messages[place]] = place;
        m_words[place >> wordBits] |= bitOf(place);
        ++m_blocks[place >> blockBits];
        ++m_groups[place >> groupBits];
    }
}

std::uint32_t SortedOrder::placeOf(std::uint64_t serial) const
{
    if (serial < m_firstSerial || serial - m_firstSerial >= m_places.size())
        return none;
    return m_places[serial - m_firstSerial];
}

bool SortedOrder::isThere(std::uint32_t place) const
{
    return (m_words[place >> wordBits] & bitOf(place)) != 0;
}

std::uint32_t SortedOrder::rowsBefore(std::uint32_t place) const
{
    if (m_count == m_messages.size())
        return place;
    std::uint32_t rows = 0;
    const std::uint32_t group = place >> groupBits;
    const std::uint32_t block = place >> blockBits;
    const std::uint32_t word = place >> wordBits;
    for (std::uint32_t i = 0; i < group; ++i)
        rows += m_groups[i];
    for (std::uint32_t i = group << (groupBits - blockBits); i < block; ++i)
        rows += m_blocks[i];
    for (std::uint32_t i = block << (blockBits - wordBits); i < word; ++i)
        rows += std::uint32_t(std::popcount(m_words[i]));
    return rows + std::uint32_t(std::popcount(m_words[word] & (bitOf(place) - 1)));
}

std::uint32_t SortedOrder::placeOfRow(std::uint32_t row) const
{
    if (m_count == m_messages.size())
        return row;
    std::uint32_t group = 0;
    for (; row >= m_groups[group]; ++group)
        row -= m_groups[group];
    std::uint32_t block = group << (groupBits - blockBits);
    for (; row >= m_blocks[block]; ++block)
        row -= m_blocks[block];
    std::uint32_t word = block << (blockBits - wordBits);
    for (; row >= std::uint32_t(std::popcount(m_words[word])); ++word)
        row -= std::uint32_t(std::popcount(m_words[word]));
    std::uint64_t bits = m_words[word];
    for (; row > 0; --row)
        bits &= bits - 1;
    return (word << wordBits) + std::uint32_t(std::countr_zero(bits));
}

std::uint64_t SortedOrder::serialAt(int row) const
{
    return m_firstSerial + m_messages[placeOfRow(static_cast<std::uint32_t>(row))];
}

std::optional<int> SortedOrder::rowOf(std::uint64_t serial) const
{
    const std::uint32_t place = placeOf(serial);
    if (place == none || !isThere(place))
        return std::nullopt;
    return static_cast<int>(rowsBefore(place));
}

int SortedOrder::rowNear(std::uint64_t serial) const
{
    const std::uint32_t place = placeOf(serial);
    return place == none ? 0 : static_cast<int>(rowsBefore(place));
}

void SortedOrder::remove(std::uint64_t serial)
{
    const std::uint32_t place = placeOf(serial);
    if (place == none || !isThere(place))
        return;
    m_words[place >> wordBits] &= ~bitOf(place);
    --m_blocks[place >> blockBits];
    --m_groups[place >> groupBits];
    --m_count;
}

} // namespace Ui
