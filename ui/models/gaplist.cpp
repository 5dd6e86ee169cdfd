#include "gaplist.h"

#include <algorithm>

namespace Ui {

void GapList::append(quint64 beforeSerial, const ConnectionGap& gap)
{
    m_entries.push_back({beforeSerial, 0, gap});
}

void GapList::showNext(int messagesBefore)
{
    m_entries[std::size_t(m_shown)].before = messagesBefore;
    ++m_shown;
}

int GapList::countUpTo(int messages) const
{
    const auto end = std::upper_bound(m_entries.cbegin(), m_entries.cbegin() + m_shown, messages,
        [](int value, const Entry& entry) { return value < entry.before; });
    return static_cast<int>(end - m_entries.cbegin());
}

int GapList::countUpToSerial(quint64 serial) const
{
    const auto end = std::upper_bound(m_entries.cbegin(), m_entries.cend(), serial,
        [](quint64 value, const Entry& entry) { return value < entry.serial; });
    return static_cast<int>(end - m_entries.cbegin());
}

int GapList::rowOfGap(int gap) const
{
    return m_entries[std::size_t(gap)].before + gap;
}

int GapList::messageAtRow(int row) const
{
    // Rows of gaps ascend: count those above.
    int low = 0;
    int high = m_shown;
    while (low < high) {
        const int middle = (low + high) / 2;
        if (rowOfGap(middle) < row)
            low = middle + 1;
        else
            high = middle;
    }
    return row - low;
}

std::optional<int> GapList::gapAtRow(int row) const
{
    if (m_shown == 0)
        return std::nullopt;
    const int gap = row - messageAtRow(row);
    if (gap < m_shown && rowOfGap(gap) == row)
        return gap;
    return std::nullopt;
}

std::optional<int> GapList::lastOf(quint32 connection) const
{
    for (int gap = count() - 1; gap >= 0; --gap) {
        if (at(gap).connection == connection)
            return gap;
    }
    return std::nullopt;
}

void GapList::insert(int first, int messages)
{
    for (int gap = 0; gap < m_shown; ++gap) {
        int& before = m_entries[std::size_t(gap)].before;
        if (before >= first)
            before += messages;
    }
}

void GapList::remove(int first, int messages, int firstGap, int gaps)
{
    const auto begin = m_entries.begin() + firstGap;
    m_entries.erase(begin, begin + gaps);
    m_shown -= std::clamp(m_shown - firstGap, 0, gaps);
    for (int gap = 0; gap < m_shown; ++gap) {
        int& before = m_entries[std::size_t(gap)].before;
        if (before > first)
            before = std::max(first, before - messages);
    }
}

} // namespace Ui
