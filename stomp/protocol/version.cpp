#include "version.h"

#include "headerdecoding.h"

#include <algorithm>

namespace Stomp {

namespace {

bool contains(const std::vector<Version>& versions, Version version)
{
    return std::find(versions.begin(), versions.end(), version) != versions.end();
}

} // namespace

std::string_view toString(Version version)
{
    switch (version) {
    case Version::V10:
        return "1.0";
    case Version::V11:
        return "1.1";
    case Version::V12:
        break;
    }
    return "1.2";
}

std::optional<Version> versionFromString(std::string_view text)
{
    for (const Version version : {Version::V10, Version::V11, Version::V12}) {
        if (text == toString(version))
            return version;
    }
    return std::nullopt;
}

std::vector<Version> parseVersionList(std::string_view list)
{
    std::vector<Version> versions;
    while (true) {
        const auto comma = list.find(',');
        const auto version = versionFromString(withoutPadding(list.substr(0, comma)));
        if (version && !contains(versions, *version))
            versions.push_back(*version);
        if (comma == std::string_view::npos)
            return versions;
        list.remove_prefix(comma + 1);
    }
}

std::string formatVersionList(std::vector<Version> versions)
{
    std::sort(versions.begin(), versions.end());
    versions.erase(std::unique(versions.begin(), versions.end()), versions.end());
    std::string list;
    for (const Version version : versions) {
        if (!list.empty())
            list += ',';
        list += toString(version);
    }
    return list;
}

std::optional<Version> highestCommon(
    const std::vector<Version>& offered, const std::vector<Version>& supported)
{
    for (const Version version : {Version::V12, Version::V11, Version::V10}) {
        if (contains(offered, version) && contains(supported, version))
            return version;
    }
    return std::nullopt;
}

} // namespace Stomp
