#include "seriallist.h"

#include <algorithm>

namespace Ui {

std::size_t SerialList::countBelow(std::uint64_t serial) const
{
    const auto begin = m_serials.begin() + std::ptrdiff_t(m_gone);
    return static_cast<std::size_t>(std::lower_bound(begin, m_serials.end(), serial) - begin);
}

void SerialList::clear()
{
    m_serials = {};
    m_gone = 0;
}

void SerialList::append(std::span<const std::uint64_t> serials)
{
    m_serials.insert(m_serials.end(), serials.begin(), serials.end());
}

void SerialList::insert(std::size_t index, std::span<const std::uint64_t> serials)
{
    m_serials.insert(
        m_serials.begin() + std::ptrdiff_t(m_gone + index), serials.begin(), serials.end());
}

void SerialList::remove(std::size_t first, std::size_t end)
{
    if (first == 0) {
        m_gone += end;
        if (m_gone < m_serials.size() / 2)
            return;
        m_serials.erase(m_serials.begin(), m_serials.begin() + std::ptrdiff_t(m_gone));
        m_gone = 0;
    } else {
        const auto begin = m_serials.begin() + std::ptrdiff_t(m_gone);
        m_serials.erase(begin + std::ptrdiff_t(first), begin + std::ptrdiff_t(end));
    }
}

} // namespace Ui
