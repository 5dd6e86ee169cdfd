#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <string_view>

namespace Stomp {

/**
 * Looks for a text in bytes as they came. The case of the letters A to Z does not count, everything
 * else must be the same byte by byte (a JSON body that writes é as \u00e9 does not have an é). A
 * value: safe to use from several threads.
 */
class TextSearch
{
public:
    TextSearch() = default;
    explicit TextSearch(std::string_view text);

    [[nodiscard]] bool isEmpty() const { return m_text.empty(); } //!< is in everything
    [[nodiscard]] bool isIn(std::string_view bytes) const;
    [[nodiscard]] const std::string& text() const { return m_text; } //!< in small letters

    bool operator==(const TextSearch& other) const { return m_text == other.m_text; }

private:
    std::string m_text;
    std::array<std::uint32_t, 256> m_steps = {}; //!< Horspool: how far on after a last byte
};

} // namespace Stomp
