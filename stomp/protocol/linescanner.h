#pragma once

#include <cstddef>
#include <string_view>

namespace Stomp {

/**
 * Looks for the end of a header line and for all that matters within it in one pass, 16 bytes at a
 * time where the processor can. A line may come in pieces: what was scanned is remembered.
 */
class LineScanner
{
public:
    static constexpr auto npos = std::string_view::npos;

    /** Forgets the line. */
    void reset() { *this = {}; }
    /** Scans text, which holds the line, from an offset in it up to LF. Offsets are those of text,
     * which must be the same at each call for a line. The offset of LF, or npos. */
    [[nodiscard]] std::size_t scan(std::string_view text, std::size_t from);

    /** The first of its kind before the LF, or npos. */
    [[nodiscard]] std::size_t colon() const { return m_colon; }
    [[nodiscard]] std::size_t nul() const { return m_nul; }
    [[nodiscard]] bool hasBackslash() const { return m_hasBackslash; }

private:
    [[nodiscard]] std::size_t scanRest(std::string_view text, std::size_t from);

    std::size_t m_colon = npos;
    std::size_t m_nul = npos;
    bool m_hasBackslash = false;
};

} // namespace Stomp
