#include "selectorerror.h"

#include <algorithm>

namespace Stomp {

std::string describe(const SelectorError& error, std::string_view expression)
{
    if (error.offset >= expression.size())
        return error.message + " (at the end)";
    const std::string_view before = expression.substr(0, error.offset);
    const auto characters = std::count_if(before.begin(), before.end(),
        [](char c) { return (static_cast<unsigned char>(c) & 0xC0U) != 0x80U; });
    return error.message + " (at character " + std::to_string(characters + 1) + ")";
}

} // namespace Stomp
