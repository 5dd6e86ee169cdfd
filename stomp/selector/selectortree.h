#pragma once

#include "likepattern.h"
#include "selectorpath.h"
#include "selectorvalue.h"

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

namespace Stomp {

enum class SelectorOp : std::uint8_t
{
    Or, //!< two operands or more
    And,
    Not,
    Equal,
    NotEqual,
    Less,
    LessEqual,
    Greater,
    GreaterEqual,
    Between, //!< value, low, high
    Like, //!< value; index: patterns
    In, //!< value, then literals
    IsNull,
    IsTrue, //!< of the console's own language: never unknown
    Add,
    Subtract,
    Multiply,
    Divide,
    Modulo,
    Negate,
    Literal, //!< index: literals
    Header, //!< index: headers
    Path, //!< index: paths
};

using SelectorNodeId = std::uint32_t;
constexpr SelectorNodeId noSelectorNode = 0xFFFFFFFFU;

struct SelectorNode
{
    SelectorOp op = SelectorOp::Literal;
    bool isNegated = false; //!< NOT BETWEEN, NOT LIKE, NOT IN, IS NOT NULL, IS NOT TRUE
    SelectorNodeId first = noSelectorNode; //!< its operands are a list through next
    SelectorNodeId next = noSelectorNode;
    std::uint32_t index = 0;
    std::uint32_t offset = 0; //!< where it stands in the expression, for messages
    std::uint32_t length = 0;
};

/** A literal that owns its text. */
struct SelectorLiteral
{
    [[nodiscard]] SelectorValue value() const
    {
        SelectorValue result = scalar;
        result.text = text;
        return result;
    }
    [[nodiscard]] bool operator==(const SelectorLiteral& other) const
    {
        return scalar.kind == other.scalar.kind && text == other.text
            && (scalar.kind != SelectorValue::Kind::Boolean
                || scalar.boolean == other.scalar.boolean);
    }

    SelectorValue scalar; //!< without its text
    std::string text; //!< of a number as it is printed, of a text its bytes
};

/** A parsed expression, flat: nodes refer to each other and to what they name by number. */
struct SelectorTree
{
    std::vector<SelectorNode> nodes;
    std::vector<SelectorLiteral> literals;
    std::vector<LikePattern> patterns;
    std::vector<std::string> headers;
    std::vector<SelectorPath> paths;
    SelectorNodeId root = noSelectorNode;
    bool convertsTexts = true;

    [[nodiscard]] const SelectorNode& node(SelectorNodeId id) const { return nodes[id]; }
};

/** Whether two trees say the same; places do not count. */
[[nodiscard]] bool areSame(const SelectorTree& a, const SelectorTree& b);

/** "+" for Add, "<>" for NotEqual, "AND": how an operator is written. */
[[nodiscard]] std::string_view operatorText(SelectorOp op);

} // namespace Stomp
