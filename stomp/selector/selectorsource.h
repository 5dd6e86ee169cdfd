#pragma once

#include "selectorpath.h"
#include "selectorvalue.h"

#include <cstddef>
#include <string_view>

namespace Stomp {

/**
 * The message that an expression is asked about. The expression asks as it needs to know, possibly
 * several times for one thing; index is that of Selector::headers() or Selector::paths(), so that a
 * source can prepare and keep answers. Texts must stay until the evaluation ends. A header that is
 * there is Text, or a typed value where the source knows better (JMSPriority); one that is not is
 * Null. Numbers of a body are best answered with SelectorValue::ofNumber(), digits and all.
 */
class SelectorSource
{
public:
    virtual ~SelectorSource() = default;
    [[nodiscard]] virtual SelectorValue header(std::size_t index, std::string_view name) = 0;
    /** Null when the body is not JSON or has no such place. Never asked by an expression that was
     * parsed without paths. */
    [[nodiscard]] virtual SelectorValue path(std::size_t /*index*/, const SelectorPath& /*path*/)
    {
        return {};
    }

protected:
    SelectorSource() = default;
    SelectorSource(const SelectorSource&) = default;
    SelectorSource& operator=(const SelectorSource&) = default;
};

} // namespace Stomp
