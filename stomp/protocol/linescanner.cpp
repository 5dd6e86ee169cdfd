#include "linescanner.h"

#include <bit>
#if defined(__SSE2__)
#include <emmintrin.h>
#endif

namespace Stomp {

#if defined(__SSE2__)

namespace {

unsigned positions(__m128i bytes, char wanted)
{
    return static_cast<unsigned>(_mm_movemask_epi8(_mm_cmpeq_epi8(bytes, _mm_set1_epi8(wanted))));
}

std::size_t firstOf(unsigned found, std::size_t from)
{
    return from + static_cast<std::size_t>(std::countr_zero(found));
}

} // namespace

std::size_t LineScanner::scan(std::string_view text, std::size_t from)
{
    while (text.size() - from >= 16) {
        const __m128i bytes = _mm_loadu_si128(reinterpret_cast<const __m128i*>(text.data() + from));
        const unsigned lineEnds = positions(bytes, '\n');
        // The bits below the first line end: all of them when there is none.
        const unsigned inLine = (lineEnds - 1) & ~lineEnds;
        const unsigned colons = positions(bytes, ':') & inLine;
        const unsigned nuls = positions(bytes, '\0') & inLine;
        if (colons && m_colon == npos)
            m_colon = firstOf(colons, from);
        if (nuls && m_nul == npos)
            m_nul = firstOf(nuls, from);
        m_hasBackslash |= (positions(bytes, '\\') & inLine) != 0;
        if (lineEnds)
            return firstOf(lineEnds, from);
        from += 16;
    }
    return scanRest(text, from);
}

#else

std::size_t LineScanner::scan(std::string_view text, std::size_t from)
{
    return scanRest(text, from);
}

#endif

std::size_t LineScanner::scanRest(std::string_view text, std::size_t from)
{
    const std::size_t lineEnd = text.find('\n', from);
    const std::string_view line = text.substr(0, lineEnd);
    if (m_colon == npos)
        m_colon = line.find(':', from);
    if (m_nul == npos)
        m_nul = line.find('\0', from);
    m_hasBackslash = m_hasBackslash || line.find('\\', from) != npos;
    return lineEnd;
}

} // namespace Stomp
