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
    /** knowsSources: the names of sourcenames.h are what the console knows, not headers. */
    SelectorChecks(const SelectorTree& tree, std::string_view text, bool knowsSources)
        : m_tree(tree), m_text(text), m_knowsSources(knowsSources)
    { }

    /** For AND, OR, NOT and the whole: something that is true or false. */
    [[nodiscard]] SelectorError condition(SelectorNodeId id) const;
    /** For the operands of < <= > >=, and for the value of BETWEEN and one of its bounds. */
    [[nodiscard]] SelectorError ordered(SelectorNodeId left, SelectorNodeId right) const;
    /** For the operands of = and <>, and for what IN looks at and one of its items. */
    [[nodiscard]] SelectorError equal(SelectorNodeId left, SelectorNodeId right) const;
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
        Text,
        Time
    };

    [[nodiscard]] Type typeOf(SelectorNodeId id) const;
    [[nodiscard]] Type typeOfHeader(const std::string& name) const;
    [[nodiscard]] static std::string_view describe(Type type);
    [[nodiscard]] bool isTime(SelectorNodeId id) const { return typeOf(id) == Type::Time; }
    [[nodiscard]] SelectorError inOrder(SelectorNodeId id) const;
    /** For what a time is compared with. */
    [[nodiscard]] SelectorError time(SelectorNodeId id) const;
    [[nodiscard]] std::string_view written(SelectorNodeId id) const;
    [[nodiscard]] SelectorError at(SelectorNodeId id, std::string message) const;

    const SelectorTree& m_tree;
    std::string_view m_text;
    bool m_knowsSources;
};

} // namespace Stomp
