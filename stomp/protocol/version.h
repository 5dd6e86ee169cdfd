#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace Stomp {

/** A version of the protocol. Negotiation: STOMP 1.2 "Protocol Negotiation". */
enum class Version : std::uint8_t
{
    V10,
    V11,
    V12
};

[[nodiscard]] std::string_view toString(Version version);
[[nodiscard]] std::optional<Version> versionFromString(std::string_view text);

/** Reads an accept-version list; items are trimmed and unknown ones ignored. */
[[nodiscard]] std::vector<Version> parseVersionList(std::string_view list);
/** Ascending, comma-separated, without spaces: brokers do not trim. */
[[nodiscard]] std::string formatVersionList(std::vector<Version> versions);
[[nodiscard]] std::optional<Version> highestCommon(
    const std::vector<Version>& offered, const std::vector<Version>& supported);

} // namespace Stomp
