#include "jsonrepeats.h"

#include "jsonstring.h"

#include <algorithm>
#include <string>
#include <utility>

namespace Stomp {

namespace {

std::string nameOf(const JsonNode& member)
{
    // Halves of surrogate pairs all decode to the same.
    return hasLoneSurrogate(member.key) ? std::string(member.key) : decodeJsonString(member.key);
}

} // namespace

std::vector<JsonRepeat> repeatedMembers(std::span<const JsonNode> members)
{
    std::vector<std::pair<std::string, std::size_t>> names;
    names.reserve(members.size());
    for (std::size_t member = 0; member < members.size(); ++member)
        names.emplace_back(nameOf(members[member]), member);
    std::sort(names.begin(), names.end());
    std::vector<JsonRepeat> repeats;
    for (auto first = names.begin(); first != names.end();) {
        const auto end = std::find_if(
            first, names.end(), [first](const auto& other) { return other.first != first->first; });
        const auto of = static_cast<std::size_t>(end - first);
        for (auto one = first; of > 1 && one != end; ++one)
            repeats.push_back({one->second, static_cast<std::size_t>(one - first) + 1, of});
        first = end;
    }
    std::sort(repeats.begin(), repeats.end(),
        [](const JsonRepeat& a, const JsonRepeat& b) { return a.member < b.member; });
    return repeats;
}

} // namespace Stomp
