#pragma once

#include "selectorerror.h"
#include "selectortree.h"

#include <optional>
#include <string_view>

namespace Stomp {

/**
 * What can be said of an expression without a message: operands that an operator never takes, and
 * what is allowed but probably meant otherwise. Errors as stomp-facts 4.9 has them.
 */
class SelectorChecks
{
public:
    SelectorChecks(const SelectorTree& tree, std::string_view text) : m_tree(tree), m_text(text) { }

    /** For AND, OR, NOT and the whole: something that is true or false. */
    [[nodiscard]] SelectorError condition(SelectorNodeId id) const;
    /** For an operand of < <= > >= and BETWEEN. */
    [[nodiscard]] SelectorError ordered(SelectorNodeId id) const;
    /** For an operand of + - * / %. */
    [[nodiscard]] SelectorError number(SelectorNodeId id) const;
    /** For what LIKE looks at. */
    [[nodiscard]] SelectorError text(SelectorNodeId id) const;

    /** color = blue and color = "blue": two headers are compared. */
    [[nodiscard]] std::optional<SelectorError> comparisonHint(
        SelectorNodeId left, SelectorNodeId right) const;
    /** content-type: two headers are subtracted. */
    [[nodiscard]] std::optional<SelectorError> subtractionHint(
        SelectorNodeId left, SelectorNodeId right) const;

private:
    enum class Type
    {
        Any,
        Condition,
        Number,
        Text
    };

    [[nodiscard]] Type typeOf(SelectorNodeId id) const;
    [[nodiscard]] std::string_view written(SelectorNodeId id) const;
    [[nodiscard]] SelectorError at(SelectorNodeId id, std::string message) const;

    const SelectorTree& m_tree;
    std::string_view m_text;
};

} // namespace Stomp
