#include "masktally.h"

#include <stomp/protocol/secretname.h>

namespace Stomp {

namespace {

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
    const auto secret = secretName(name);
    if (!secret || value == secretMask)
        return value;
    ++m_counts[lowerCase(*secret)];
    return secretMask;
}

} // namespace Stomp
