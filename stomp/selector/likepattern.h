#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace Stomp {

/**
 * A pattern of LIKE, prepared: % is any run of characters, _ is one, everything else itself, byte
 * by byte. The escape character takes the meaning from a % or _ or itself behind it, and is itself
 * before anything else (stomp-facts 4.9). Matches whole texts, without recursion; a character is a
 * UTF-8 sequence.
 */
class LikePattern
{
public:
    LikePattern(std::string pattern, std::string escape);

    [[nodiscard]] bool matches(std::string_view text) const;

    [[nodiscard]] const std::string& pattern() const { return m_pattern; }
    [[nodiscard]] const std::string& escape() const { return m_escape; } //!< empty: none

    bool operator==(const LikePattern& other) const
    {
        return m_pattern == other.m_pattern && m_escape == other.m_escape;
    }

private:
    static constexpr unsigned short oneCharacter = 256;
    static constexpr unsigned short anyRun = 257;

    void compile();
    [[nodiscard]] bool matchesSegments(std::string_view text) const;
    [[nodiscard]] bool matchesUnits(std::string_view text) const;

    std::string m_pattern;
    std::string m_escape;
    std::vector<unsigned short> m_units; //!< bytes, oneCharacter, anyRun; only if it has a _
    std::vector<std::string> m_segments; //!< what stands between the runs
    bool m_hasOne = false;
};

} // namespace Stomp
