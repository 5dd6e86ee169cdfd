#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace Stomp {

/** What is wrong in an expression, and where. */
struct SelectorError
{
    /** Bytes from the beginning of the expression; the length is 0 at its end. */
    std::size_t offset = 0;
    std::size_t length = 0;
    /** One English line without the place: what was expected and how to mend it. */
    std::string message = {};

    explicit operator bool() const { return !message.empty(); }
    bool operator==(const SelectorError&) const = default;
};

/** "expected ... at character 12" of that expression, counted in characters from 1. */
[[nodiscard]] std::string describe(const SelectorError& error, std::string_view expression);

} // namespace Stomp
