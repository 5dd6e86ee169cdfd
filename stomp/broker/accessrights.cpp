#include "accessrights.h"

#include <algorithm>

namespace Stomp {

namespace {

/** The wildcard for the rest stands for more than one level: only its like covers it. */
bool covers(std::string_view right, const DestinationPath& path)
{
    if (right == ">" || right == path.text)
        return true;
    constexpr std::size_t prefix = 7; // "/queue/", "/topic/"
    if (right.size() < prefix || !std::string_view(path.text).starts_with(right.substr(0, prefix)))
        return false;
    const std::string_view name = std::string_view(path.text).substr(prefix);
    const std::string_view pattern = right.substr(prefix);
    if (path.isPattern && name.find_first_of(">#") != std::string_view::npos
        && pattern.find('>') == std::string_view::npos)
        return false;
    return matchesPattern(PatternStyle::Plain, pattern, name);
}

bool isAllowed(const std::optional<std::vector<std::string>>& rights, const DestinationPath& path)
{
    // A temporary one is known to those only who are to use it.
    return !rights || path.isTemporary
        || std::ranges::any_of(
            *rights, [&](const std::string& right) { return covers(right, path); });
}

Refusal refuse(
    const std::string& login, const char* deed, Offence offence, const DestinationPath& path)
{
    return {"User " + login + " is not authorized to " + deed + ' ' + path.shownName(),
        "The rights of this user do not include it: ask who runs the broker, or use another "
        "destination.",
        {}, offence, path.text};
}

} // namespace

Verdict AccessRights::checkRead(const DestinationPath& path) const
{
    if (!m_isLimited || isAllowed(m_user.mayRead, path))
        return {};
    return refuse(m_user.login, "read from", Offence::ReadRefused, path);
}

Verdict AccessRights::checkWrite(const DestinationPath& path) const
{
    if (!m_isLimited || isAllowed(m_user.mayWrite, path))
        return {};
    return refuse(m_user.login, "write to", Offence::WriteRefused, path);
}

} // namespace Stomp
