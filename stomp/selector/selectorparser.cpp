#include "selectorparser.h"

#include <algorithm>
#include <optional>
#include <utility>

namespace Stomp {

namespace {

using Kind = SelectorTokenKind;

std::optional<SelectorOp> equalityOp(Kind kind)
{
    if (kind == Kind::Equal)
        return SelectorOp::Equal;
    return kind == Kind::NotEqual ? std::optional(SelectorOp::NotEqual) : std::nullopt;
}

std::optional<SelectorOp> orderOp(Kind kind)
{
    switch (kind) {
    case Kind::Less:
        return SelectorOp::Less;
    case Kind::LessEqual:
        return SelectorOp::LessEqual;
    case Kind::Greater:
        return SelectorOp::Greater;
    case Kind::GreaterEqual:
        return SelectorOp::GreaterEqual;
    default:
        return std::nullopt;
    }
}

std::optional<SelectorOp> productOp(Kind kind)
{
    switch (kind) {
    case Kind::Star:
        return SelectorOp::Multiply;
    case Kind::Slash:
        return SelectorOp::Divide;
    case Kind::Percent:
        return SelectorOp::Modulo;
    default:
        return std::nullopt;
    }
}

} // namespace

SelectorParser::SelectorParser(std::string_view text, bool allowsPaths, std::size_t maxDepth)
    : m_text(text), m_allowsPaths(allowsPaths), m_maxDepth(maxDepth), m_lexer(text, allowsPaths),
      m_checks(m_tree, text, allowsPaths)
{ }

SelectorError SelectorParser::parse()
{
    advance();
    if (!m_error && m_token.kind == Kind::End)
        fail(m_token, "expected a condition such as color = 'blue', but there is nothing");
    m_tree.root = either();
    if (!m_error && m_token.kind == Kind::Close)
        fail(m_token, "this ')' closes nothing: remove it or add a '('");
    else if (!m_error && m_token.kind != Kind::End)
        failToken("AND, OR or the end");
    if (!m_error)
        check(m_checks.condition(m_tree.root));
    return m_error;
}

SelectorNodeId SelectorParser::either()
{
    return chain(SelectorOp::Or, Kind::Or, &SelectorParser::all);
}

SelectorNodeId SelectorParser::all()
{
    return chain(SelectorOp::And, Kind::And, &SelectorParser::negation);
}

/** One node for a chain of any length, so that a long one is not a deep one. */
SelectorNodeId SelectorParser::chain(SelectorOp op, Kind separator, Id (SelectorParser::*operand)())
{
    const Id first = (this->*operand)();
    if (m_error || m_token.kind != separator)
        return first;
    check(m_checks.condition(first));
    const Id whole = add(op, {first});
    Id last = first;
    while (!m_error && accept(separator)) {
        const Id next = (this->*operand)();
        if (m_error)
            break;
        check(m_checks.condition(next));
        node(last).next = next;
        last = next;
        m_depths[whole] = std::max(m_depths[whole], m_depths[next] + 1);
        node(whole).length =
            static_cast<std::uint32_t>(node(next).offset + node(next).length - node(whole).offset);
    }
    if (!m_error && m_depths[whole] > m_maxDepth)
        (void)add(SelectorOp::Not, {whole}); // which says so
    return whole;
}

SelectorNodeId SelectorParser::negation()
{
    const std::size_t offset = m_token.offset;
    if (!accept(Kind::Not))
        return equality();
    if (!enter())
        return noSelectorNode;
    const Id operand = negation();
    leave();
    if (m_error)
        return operand;
    check(m_checks.condition(operand));
    const Id id = add(SelectorOp::Not, {operand});
    node(id).length += static_cast<std::uint32_t>(node(id).offset - offset);
    node(id).offset = static_cast<std::uint32_t>(offset);
    return id;
}

SelectorNodeId SelectorParser::equality()
{
    Id left = comparison();
    while (!m_error) {
        const std::optional<SelectorOp> op = equalityOp(m_token.kind);
        if (m_token.kind == Kind::Is) {
            left = test(left);
            continue;
        }
        if (!op)
            break;
        const SelectorToken sign = m_token;
        advance();
        if (m_token.kind == Kind::Null)
            fail(m_token,
                *op == SelectorOp::Equal ? "nothing equals NULL: that a value is missing is "
                                           "written IS NULL"
                                         : "nothing differs from NULL: that a value is there is "
                                           "written IS NOT NULL");
        const Id right = comparison();
        if (m_error)
            break;
        check(m_checks.equal(left, right));
        if (auto hint = m_checks.comparisonHint(left, right))
            m_hints.push_back(std::move(*hint));
        left = binary(*op, left, right);
    }
    return left;
}

SelectorNodeId SelectorParser::test(Id value)
{
    advance();
    const bool isNegated = accept(Kind::Not);
    const bool isTruth = m_allowsPaths && m_token.kind == Kind::True;
    if (!m_error && isTruth)
        check(m_checks.condition(value));
    else if (!m_error && m_token.kind != Kind::Null)
        failToken(isNegated ? "NULL after IS NOT" : "NULL or NOT NULL after IS");
    advance();
    const SelectorOp op = isTruth ? SelectorOp::IsTrue : SelectorOp::IsNull;
    const Id id = m_error ? value : add(op, {value});
    if (!m_error)
        node(id).isNegated = isNegated;
    return id;
}

SelectorNodeId SelectorParser::comparison()
{
    Id left = sum();
    while (!m_error) {
        if (const std::optional<SelectorOp> op = orderOp(m_token.kind)) {
            advance();
            const Id right = sum();
            if (m_error)
                break;
            check(m_checks.ordered(left, right));
            left = binary(*op, left, right);
            continue;
        }
        const bool isNegated = accept(Kind::Not);
        if (accept(Kind::Between))
            left = between(left, isNegated);
        else if (accept(Kind::Like))
            left = like(left, isNegated);
        else if (accept(Kind::In))
            left = in(left, isNegated);
        else if (isNegated)
            failToken("BETWEEN, LIKE or IN after NOT");
        else
            break;
    }
    return left;
}

SelectorNodeId SelectorParser::sum()
{
    Id left = product();
    while (!m_error && (m_token.kind == Kind::Plus || m_token.kind == Kind::Minus)) {
        const SelectorOp op = m_token.kind == Kind::Plus ? SelectorOp::Add : SelectorOp::Subtract;
        advance();
        const Id right = product();
        if (m_error)
            break;
        if (op == SelectorOp::Subtract) {
            if (auto hint = m_checks.subtractionHint(left, right)) {
                if (!m_hints.empty() && m_hints.back().offset == hint->offset)
                    m_hints.pop_back(); // a-b of a-b-c
                m_hints.push_back(std::move(*hint));
            }
        }
        left = arithmetic(op, left, right);
    }
    return left;
}

SelectorNodeId SelectorParser::product()
{
    Id left = signedValue();
    while (!m_error) {
        const std::optional<SelectorOp> op = productOp(m_token.kind);
        if (!op)
            break;
        advance();
        const Id right = signedValue();
        if (!m_error)
            left = arithmetic(*op, left, right);
    }
    return left;
}

SelectorNodeId SelectorParser::signedValue()
{
    const std::size_t offset = m_token.offset;
    const bool isMinus = m_token.kind == Kind::Minus;
    if (!isMinus && m_token.kind != Kind::Plus)
        return primary();
    advance();
    if (!enter())
        return noSelectorNode;
    const Id operand = signedValue();
    leave();
    if (!m_error)
        check(m_checks.number(operand));
    return m_error || !isMinus ? operand : negated(operand, offset);
}

SelectorNodeId SelectorParser::primary()
{
    if (m_error)
        return noSelectorNode;
    const SelectorToken token = m_token;
    Id id = noSelectorNode;
    switch (token.kind) {
    case Kind::Open:
        advance();
        if (enter()) {
            id = either();
            leave();
        }
        if (!m_error && m_token.kind == Kind::End)
            fail(token, "this '(' has no closing ')'");
        expect(Kind::Close, "AND, OR or ')'");
        return id;
    case Kind::Number:
        return numberLiteral();
    case Kind::Text:
        advance();
        id = literal(SelectorValue::ofText({}), token.text);
        break;
    case Kind::True:
    case Kind::False:
        advance();
        id = literal(SelectorValue::ofBoolean(token.kind == Kind::True), {});
        break;
    case Kind::Name:
        advance();
        id = add(SelectorOp::Header, {});
        node(id).index = headerIndex(token.text);
        break;
    case Kind::Path:
        advance();
        id = add(SelectorOp::Path, {});
        node(id).index = pathIndex(token.path);
        break;
    case Kind::Null:
        fail(token, "NULL stands behind IS or IS NOT only: color IS NULL");
        return id;
    default:
        failToken("a header, a number, a string in single quotes or '('");
        return id;
    }
    node(id).offset = static_cast<std::uint32_t>(token.offset);
    node(id).length = static_cast<std::uint32_t>(token.length);
    return id;
}

} // namespace Stomp
