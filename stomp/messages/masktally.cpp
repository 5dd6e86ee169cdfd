#include "masktally.h"

#include <stomp/protocol/frame.h>

namespace Stomp {

namespace {

/** Rules most headers of a MESSAGE out, before the slower isSecretHeader(). */
bool mayBeSecret(std::string_view name)
{
    constexpr std::string_view initials = "pactsxPACTSX ";
    return name.size() >= 5 && initials.find(name.front()) != std::string_view::npos;
}

std::string_view trimmed(std::string_view name)
{
    while (name.starts_with(' '))
        name.remove_prefix(1);
    while (name.ends_with(' '))
        name.remove_suffix(1);
    return name;
}

std::string lowerCase(std::string_view name)
{
    std::string lower(name);
    for (char& c : lower) {
        if (c >= 'A' && c <= 'Z')
            c = static_cast<char>(c - 'A' + 'a');
    }
    return lower;
}

} // namespace

std::string_view MaskTally::masked(std::string_view name, std::string_view value)
{
    if (!mayBeSecret(name) || !isSecretHeader(trimmed(name)) || value == mask)
        return value;
    ++m_counts[lowerCase(trimmed(name))];
    return mask;
}

} // namespace Stomp
