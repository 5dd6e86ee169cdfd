#include "secretname.h"

#include "frame.h"

namespace Stomp {

namespace {

/** Rules most headers of a MESSAGE out, before the slower isSecretHeader(). */
bool mayBeSecret(std::string_view name)
{
    constexpr std::string_view initials = "pactsxPACTSX ";
    return name.size() >= 5 && initials.find(name.front()) != std::string_view::npos;
}

} // namespace

std::optional<std::string_view> secretName(std::string_view written)
{
    if (!mayBeSecret(written))
        return std::nullopt;
    while (written.starts_with(' '))
        written.remove_prefix(1);
    while (written.ends_with(' '))
        written.remove_suffix(1);
    return isSecretHeader(written) ? std::optional(written) : std::nullopt;
}

} // namespace Stomp
