#pragma once

#include "jsontree.h"

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace Stomp {

/** One difference between two documents. */
struct JsonChange
{
    enum class Kind : std::uint8_t
    {
        Added, //!< only in the second
        Removed, //!< only in the first
        Changed, //!< another value, or another kind of value
        Respelled, //!< the same string, written with other escapes
        Reordered, //!< the same keys of an object, in another order
    };
    Kind kind = Kind::Changed;
    /** "$.order.lines[2].qty": in the second document; of what was removed, in the first. A key
     * that repeats is told apart by "#2" behind its step. */
    std::string path;
    /** The value's bytes as they came; empty where there is none. For Reordered the objects. */
    std::string_view before;
    std::string_view after;
};

struct JsonDiff
{
    std::vector<JsonChange> changes; //!< in the order of the second document
    bool isCut = false; //!< there are more than asked for
    /** Some arrays were so long and so different that their elements were compared place by place,
     * without looking for those that moved. */
    bool isByPlace = false;
};

/**
 * What has changed from one document to another, by structure: white space says nothing, digits
 * count as written (1.0 is not 1), objects are compared by key (the n-th of keys that repeat with
 * the n-th), arrays by the elements that both have in the same order. The trees must outlive the
 * answer. Time grows with the documents' size; memory by a bound.
 */
[[nodiscard]] JsonDiff diffJson(
    const JsonTree& before, const JsonTree& after, std::size_t maxChanges = 10'000);

} // namespace Stomp
