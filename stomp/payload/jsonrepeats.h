#pragma once

#include "jsontree.h"

#include <span>
#include <vector>

namespace Stomp {

/** A member of an object whose name others of it have too. */
struct JsonRepeat
{
    std::size_t member = 0; //!< which
    std::size_t number = 0; //!< of those with its name, from 1 on
    std::size_t of = 0; //!< how many have it
};

/** Those of an object's members, in order. Names are compared decoded, as a parser reads them;
 * RFC 8259 (4) leaves open which of them counts. */
[[nodiscard]] std::vector<JsonRepeat> repeatedMembers(std::span<const JsonNode> members);

} // namespace Stomp
