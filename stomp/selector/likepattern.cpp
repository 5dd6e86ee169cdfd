#include "likepattern.h"

#include <cstddef>
#include <utility>

namespace Stomp {

namespace {

/** Bytes of the character at a place: those of UTF-8, else one by one. */
std::size_t characterLength(std::string_view text, std::size_t at)
{
    const auto lead = static_cast<unsigned char>(text[at]);
    const std::size_t most = lead < 0xC0U ? 1 : lead < 0xE0U ? 2 : lead < 0xF0U ? 3 : 4;
    std::size_t length = 1;
    while (length < most && at + length < text.size()
        && (static_cast<unsigned char>(text[at + length]) & 0xC0U) == 0x80U)
        ++length;
    return length;
}

} // namespace

LikePattern::LikePattern(std::string pattern, std::string escape)
    : m_pattern(std::move(pattern)), m_escape(std::move(escape))
{
    compile();
}

void LikePattern::compile()
{
    const std::string_view text = m_pattern;
    const auto add = [this](char c) {
        m_segments.back().push_back(c);
        m_units.push_back(static_cast<unsigned char>(c));
    };
    m_segments.emplace_back();
    for (std::size_t at = 0; at < text.size(); ++at) {
        if (!m_escape.empty() && text.substr(at).starts_with(m_escape)) {
            const std::string_view next = text.substr(at + m_escape.size());
            const std::size_t escaped = next.starts_with(m_escape) ? m_escape.size()
                : next.starts_with('%') || next.starts_with('_')   ? 1U
                                                                   : 0U;
            const std::size_t skipped = escaped > 0 ? m_escape.size() : 0;
            const std::size_t literal = escaped > 0 ? escaped : m_escape.size();
            for (const char c : text.substr(at + skipped, literal))
                add(c);
            at += skipped + literal - 1;
        } else if (text[at] == '%') {
            m_segments.emplace_back();
            m_units.push_back(anyRun);
        } else if (text[at] == '_') {
            m_hasOne = true;
            m_units.push_back(oneCharacter);
        } else {
            add(text[at]);
        }
    }
    if (m_hasOne)
        m_segments = {};
    else
        m_units = {};
}

bool LikePattern::matches(std::string_view text) const
{
    return m_hasOne ? matchesUnits(text) : matchesSegments(text);
}

/** The first segment at the beginning, the last at the end, those between each at its first place.
 */
bool LikePattern::matchesSegments(std::string_view text) const
{
    const std::string& first = m_segments.front();
    const std::string& last = m_segments.back();
    if (m_segments.size() == 1)
        return text == first;
    if (text.size() < first.size() + last.size() || !text.starts_with(first)
        || !text.ends_with(last))
        return false;
    text = text.substr(first.size(), text.size() - first.size() - last.size());
    for (std::size_t i = 1; i + 1 < m_segments.size(); ++i) {
        const std::size_t at = text.find(m_segments[i]);
        if (at == std::string_view::npos)
            return false;
        text.remove_prefix(at + m_segments[i].size());
    }
    return true;
}

/** Goes back to the last run only: it can take over whatever an earlier one could. */
bool LikePattern::matchesUnits(std::string_view text) const
{
    constexpr auto none = static_cast<std::size_t>(-1);
    std::size_t at = 0;
    std::size_t unit = 0;
    std::size_t runUnit = none;
    std::size_t runEnd = 0;
    while (at < text.size()) {
        const unsigned short wanted = unit < m_units.size() ? m_units[unit] : anyRun;
        if (unit < m_units.size() && wanted == anyRun) {
            runUnit = ++unit;
            runEnd = at;
        } else if (unit < m_units.size() && wanted == oneCharacter) {
            at += characterLength(text, at);
            ++unit;
        } else if (unit < m_units.size() && wanted == static_cast<unsigned char>(text[at])) {
            ++at;
            ++unit;
        } else if (runUnit != none) {
            runEnd += characterLength(text, runEnd);
            at = runEnd;
            unit = runUnit;
        } else {
            return false;
        }
    }
    while (unit < m_units.size() && m_units[unit] == anyRun)
        ++unit;
    return unit == m_units.size();
}

} // namespace Stomp
