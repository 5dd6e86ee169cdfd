#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <string_view>

namespace Stomp {

/**
 * Says which headers' values must not get into a file (isSecretHeader), and counts them, so that
 * the user can be told what was left out. A value that is masked already is not counted again.
 */
class MaskTally
{
public:
    /** The header's value as it may be written: secretMask for a secret. */
    [[nodiscard]] std::string_view masked(std::string_view name, std::string_view value);

    [[nodiscard]] bool isEmpty() const { return m_counts.empty(); }
    /** By the header's name in lower case: how many values. */
    [[nodiscard]] const std::map<std::string, std::uint64_t>& counts() const { return m_counts; }

private:
    std::map<std::string, std::uint64_t> m_counts;
};

} // namespace Stomp
