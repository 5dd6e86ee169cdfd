#include "textsearch.h"

#include <algorithm>
#include <cstddef>
#include <limits>

namespace Stomp {

namespace {

constexpr std::array<unsigned char, 256> makeFold()
{
    std::array<unsigned char, 256> table{};
    for (std::size_t i = 0; i < table.size(); ++i)
        table[i] = static_cast<unsigned char>(i >= 'A' && i <= 'Z' ? i - 'A' + 'a' : i);
    return table;
}
constexpr std::array<unsigned char, 256> foldTable = makeFold();

unsigned char folded(char c)
{
    return foldTable[static_cast<unsigned char>(c)];
}

} // namespace

TextSearch::TextSearch(std::string_view text) : m_text(text)
{
    for (char& c : m_text)
        c = static_cast<char>(folded(c));
    const auto longest = static_cast<std::size_t>(std::numeric_limits<std::uint32_t>::max());
    m_steps.fill(static_cast<std::uint32_t>(std::min(m_text.size(), longest)));
    for (std::size_t i = 0; i + 1 < m_text.size(); ++i)
        m_steps[folded(m_text[i])] =
            static_cast<std::uint32_t>(std::min(m_text.size() - 1 - i, longest));
}

bool TextSearch::isIn(std::string_view bytes) const
{
    if (m_text.empty())
        return true;
    const std::size_t last = m_text.size() - 1;
    const unsigned char wanted = folded(m_text[last]);
    for (std::size_t at = last; at < bytes.size();) {
        const unsigned char here = folded(bytes[at]);
        if (here == wanted) {
            std::size_t back = 1;
            while (back <= last && folded(bytes[at - back]) == folded(m_text[last - back]))
                ++back;
            if (back > last)
                return true;
        }
        at += m_steps[here];
    }
    return false;
}

} // namespace Stomp
