#include "textdiff.h"

#include <algorithm>
#include <cstddef>

namespace Stomp {

namespace {

/** Changes that are looked for with the fewest; the table of them grows with their square. */
constexpr std::ptrdiff_t maxEdits = 2000;

using Lines = std::vector<std::string_view>;

Lines linesOf(std::string_view text)
{
    Lines lines;
    while (!text.empty()) {
        const std::size_t end = std::min(text.find_first_of("\r\n"), text.size());
        lines.push_back(text.substr(0, end));
        const std::size_t ending = text.substr(end, 2) == "\r\n" ? 2 : 1;
        text.remove_prefix(std::min(end + ending, text.size()));
    }
    return lines;
}

struct Edit
{
    TextDiffLine::Kind kind;
    std::size_t before; //!< index of the line, or of the one it stands before
    std::size_t after;
};

/** Myers' greedy search over the lines between the common head and tail. */
class LineMatcher
{
public:
    LineMatcher(const Lines& before, const Lines& after, std::size_t head, std::size_t tail)
        : m_before(before), m_after(after), m_head(head),
          m_rows(static_cast<std::ptrdiff_t>(before.size() - head - tail)),
          m_columns(static_cast<std::ptrdiff_t>(after.size() - head - tail))
    { }

    /** The edits of the middle, in order, without the lines that stay. */
    std::vector<Edit> run(bool& isCoarse)
    {
        const std::ptrdiff_t most = std::min(m_rows + m_columns, maxEdits);
        m_furthest.assign(static_cast<std::size_t>(2 * most + 3), 0);
        m_origin = most + 1;
        for (std::ptrdiff_t edits = 0; edits <= most; ++edits) {
            m_history.emplace_back(m_furthest.begin() + (m_origin - edits),
                m_furthest.begin() + (m_origin + edits + 1));
            if (step(edits))
                return wayBack(edits);
        }
        isCoarse = true;
        std::vector<Edit> all;
        for (std::ptrdiff_t row = 0; row < m_rows; ++row)
            all.push_back(removed(row, 0));
        for (std::ptrdiff_t column = 0; column < m_columns; ++column)
            all.push_back(added(m_rows, column));
        return all;
    }

private:
    [[nodiscard]] std::ptrdiff_t& at(std::ptrdiff_t diagonal)
    {
        return m_furthest[static_cast<std::size_t>(m_origin + diagonal)];
    }
    [[nodiscard]] bool isSame(std::ptrdiff_t row, std::ptrdiff_t column) const
    {
        return m_before[m_head + static_cast<std::size_t>(row)]
            == m_after[m_head + static_cast<std::size_t>(column)];
    }
    [[nodiscard]] Edit removed(std::ptrdiff_t row, std::ptrdiff_t column) const
    {
        return {TextDiffLine::Kind::Removed, m_head + static_cast<std::size_t>(row),
            m_head + static_cast<std::size_t>(column)};
    }
    [[nodiscard]] Edit added(std::ptrdiff_t row, std::ptrdiff_t column) const
    {
        return {TextDiffLine::Kind::Added, m_head + static_cast<std::size_t>(row),
            m_head + static_cast<std::size_t>(column)};
    }

    /** True when the end is reached with so many edits. */
    bool step(std::ptrdiff_t edits)
    {
        for (std::ptrdiff_t k = -edits; k <= edits; k += 2) {
            const bool goesDown = k == -edits || (k != edits && at(k - 1) < at(k + 1));
            std::ptrdiff_t row = edits == 0 ? 0 : goesDown ? at(k + 1) : at(k - 1) + 1;
            while (row < m_rows && row - k < m_columns && row - k >= 0 && isSame(row, row - k))
                ++row;
            at(k) = row;
            if (row >= m_rows && row - k >= m_columns)
                return true;
        }
        return false;
    }

    std::vector<Edit> wayBack(std::ptrdiff_t edits)
    {
        std::vector<Edit> way;
        std::ptrdiff_t row = m_rows;
        std::ptrdiff_t column = m_columns;
        for (; edits > 0; --edits) {
            // As it was before the last step: diagonals from -edits to edits.
            const std::vector<std::ptrdiff_t>& past = m_history[static_cast<std::size_t>(edits)];
            const auto then = [&past, edits](std::ptrdiff_t k) {
                return past[static_cast<std::size_t>(k + edits)];
            };
            const std::ptrdiff_t k = row - column;
            const bool goesDown = k == -edits || (k != edits && then(k - 1) < then(k + 1));
            const std::ptrdiff_t from = goesDown ? k + 1 : k - 1;
            row = then(from);
            column = row - from;
            way.push_back(goesDown ? added(row, column) : removed(row, column));
        }
        std::reverse(way.begin(), way.end());
        return way;
    }

    const Lines& m_before;
    const Lines& m_after;
    std::size_t m_head;
    std::ptrdiff_t m_rows;
    std::ptrdiff_t m_columns;
    std::ptrdiff_t m_origin = 0;
    std::vector<std::ptrdiff_t> m_furthest; //!< by diagonal: the row that is reached
    std::vector<std::vector<std::ptrdiff_t>> m_history; //!< before each step
};

class DiffWriter
{
public:
    DiffWriter(const Lines& before, const Lines& after, std::size_t maxLines, std::size_t context)
        : m_before(before), m_after(after), m_maxLines(maxLines), m_context(context)
    { }

    void write(const std::vector<Edit>& edits, TextDiff& out)
    {
        m_out = &out;
        for (std::size_t i = 0; i < edits.size();) {
            // Removed lines before added ones where both stand at one place.
            std::size_t end = i;
            std::size_t row = edits[i].before;
            std::size_t column = edits[i].after;
            same(row, column);
            while (end < edits.size() && edits[end].before == row && edits[end].after == column) {
                row += edits[end].kind == TextDiffLine::Kind::Removed ? 1 : 0;
                column += edits[end].kind == TextDiffLine::Kind::Added ? 1 : 0;
                ++end;
            }
            for (; m_row < row; ++m_row, ++out.removed)
                put({TextDiffLine::Kind::Removed, m_row + 1, 0, m_before[m_row]});
            for (; m_column < column; ++m_column, ++out.added)
                put({TextDiffLine::Kind::Added, 0, m_column + 1, m_after[m_column]});
            m_hasChange = true;
            i = end;
        }
        if (m_hasChange)
            same(m_before.size(), m_after.size(), true);
    }

private:
    /** The lines that stay up to there: those near a change are told. */
    void same(std::size_t row, std::size_t column, bool isLast = false)
    {
        const std::size_t count = row - m_row;
        for (std::size_t i = 0; i < count; ++i) {
            const bool isNear =
                (m_hasChange && i < m_context) || (!isLast && count - i <= m_context);
            if (isNear)
                put({TextDiffLine::Kind::Same, m_row + i + 1, m_column + i + 1,
                    m_before[m_row + i]});
        }
        m_row = row;
        m_column = column;
    }

    void put(const TextDiffLine& line)
    {
        if (m_out->lines.size() < m_maxLines)
            m_out->lines.push_back(line);
        else
            m_out->isCut = true;
    }

    const Lines& m_before;
    const Lines& m_after;
    std::size_t m_maxLines;
    std::size_t m_context;
    std::size_t m_row = 0;
    std::size_t m_column = 0;
    bool m_hasChange = false;
    TextDiff* m_out = nullptr;
};

} // namespace

TextDiff diffText(
    std::string_view before, std::string_view after, std::size_t maxLines, std::size_t context)
{
    const Lines old = linesOf(before);
    const Lines now = linesOf(after);
    std::size_t head = 0;
    while (head < std::min(old.size(), now.size()) && old[head] == now[head])
        ++head;
    std::size_t tail = 0;
    while (tail < std::min(old.size(), now.size()) - head
        && old[old.size() - 1 - tail] == now[now.size() - 1 - tail])
        ++tail;
    TextDiff diff;
    const std::vector<Edit> edits = LineMatcher(old, now, head, tail).run(diff.isCoarse);
    DiffWriter(old, now, maxLines, context).write(edits, diff);
    return diff;
}

} // namespace Stomp
