#include "selectorparser.h"

#include "numbertext.h"

#include <algorithm>
#include <utility>

// The other half of the parser: nodes, literals, BETWEEN, LIKE and IN, mistakes.

namespace Stomp {

SelectorNodeId SelectorParser::between(Id value, bool isNegated)
{
    const Id low = sum();
    if (!m_error && m_token.kind != Kind::And)
        failToken("AND and the upper bound of BETWEEN");
    advance();
    const Id high = m_error ? noSelectorNode : sum();
    if (m_error)
        return value;
    check(m_checks.ordered(value, low));
    check(m_checks.ordered(value, high));
    const Id id = add(SelectorOp::Between, {value, low, high});
    if (!m_error)
        node(id).isNegated = isNegated;
    return id;
}

SelectorNodeId SelectorParser::like(Id value, bool isNegated)
{
    if (!m_error && m_token.kind == Kind::Name)
        fail(m_token,
            "the pattern of LIKE stands in single quotes, as in color LIKE 'b%'; "
            "without them "
                + std::string(m_text.substr(m_token.offset, m_token.length)) + " is a header");
    else if (!m_error && m_token.kind != Kind::Text)
        failToken("a pattern in single quotes after LIKE, such as 'b%'");
    std::string pattern = std::move(m_token.text);
    advance();
    std::string escape;
    if (accept(Kind::Escape)) {
        const bool isText = m_token.kind == Kind::Text;
        const auto characters = std::count_if(m_token.text.begin(), m_token.text.end(),
            [](char c) { return (static_cast<unsigned char>(c) & 0xC0U) != 0x80U; });
        if (!m_error && !isText)
            failToken("one character in single quotes after ESCAPE");
        else if (!m_error && characters != 1)
            fail(m_token, "ESCAPE takes exactly one character in single quotes, as in ESCAPE '\\'");
        escape = std::move(m_token.text);
        advance();
    }
    if (m_error)
        return value;
    check(m_checks.text(value));
    const Id id = add(SelectorOp::Like, {value});
    if (m_error)
        return value;
    node(id).isNegated = isNegated;
    node(id).index = static_cast<std::uint32_t>(m_tree.patterns.size());
    m_tree.patterns.emplace_back(std::move(pattern), std::move(escape));
    return id;
}

SelectorNodeId SelectorParser::in(Id value, bool isNegated)
{
    expect(Kind::Open, "'(' after IN: a list such as IN ('red', 'blue')");
    if (!m_error && m_token.kind == Kind::Close)
        fail(m_token, "a list has one string or number at least: IN ('red', 'blue')");
    Id first = noSelectorNode;
    Id last = noSelectorNode;
    do {
        const Id item = m_error ? noSelectorNode : listItem();
        if (m_error)
            return value;
        check(m_checks.equal(value, item));
        if (last == noSelectorNode)
            first = item;
        else
            node(last).next = item;
        last = item;
    } while (accept(Kind::Comma));
    expect(Kind::Close, "',' or ')' in the list of IN");
    const Id id = m_error ? value : add(SelectorOp::In, {value});
    if (m_error)
        return value;
    node(value).next = first;
    node(id).isNegated = isNegated;
    return id;
}

SelectorNodeId SelectorParser::listItem()
{
    const SelectorToken token = m_token;
    if (token.kind == Kind::Name) {
        fail(token,
            "a list holds strings in single quotes and numbers; without them "
                + std::string(m_text.substr(token.offset, token.length)) + " is a header");
    } else if (token.kind == Kind::Text || token.kind == Kind::Number) {
        return primary();
    } else if (accept(Kind::Minus) || accept(Kind::Plus)) {
        if (m_token.kind == Kind::Number) {
            const Id number = numberLiteral();
            return token.kind == Kind::Minus ? negated(number, token.offset) : number;
        }
        failToken("a number after the sign");
    } else {
        failToken("a string in single quotes or a number");
    }
    return noSelectorNode;
}

SelectorNodeId SelectorParser::binary(SelectorOp op, Id left, Id right)
{
    return m_error ? left : add(op, {left, right});
}

SelectorNodeId SelectorParser::arithmetic(SelectorOp op, Id left, Id right)
{
    check(m_checks.number(left));
    check(m_checks.number(right));
    return binary(op, left, right);
}

SelectorNodeId SelectorParser::literal(SelectorValue value, std::string text)
{
    const Id id = add(SelectorOp::Literal, {});
    node(id).index = static_cast<std::uint32_t>(m_tree.literals.size());
    value.text = {};
    m_tree.literals.push_back({value, std::move(text)});
    return id;
}

SelectorNodeId SelectorParser::numberLiteral()
{
    const SelectorToken token = m_token;
    advance();
    const SelectorValue value = SelectorValue::ofNumber(token.text);
    const Id id = literal(value,
        value.kind == SelectorValue::Kind::Integer ? std::to_string(value.integer) : token.text);
    node(id).offset = static_cast<std::uint32_t>(token.offset);
    node(id).length = static_cast<std::uint32_t>(token.length);
    return id;
}

/** -5 is a literal, -x an operation. */
SelectorNodeId SelectorParser::negated(Id operand, std::size_t offset)
{
    Id id = operand;
    if (node(operand).op == SelectorOp::Literal) {
        SelectorLiteral& number = m_tree.literals[node(operand).index];
        std::string text = number.text.starts_with('-') ? number.text.substr(1) : '-' + number.text;
        number.scalar = SelectorValue::ofNumber(text);
        if (number.scalar.kind == SelectorValue::Kind::Integer)
            text = std::to_string(number.scalar.integer); // -0 is 0
        number.scalar.text = {};
        number.text = std::move(text);
    } else {
        id = add(SelectorOp::Negate, {operand});
        if (m_error)
            return operand;
    }
    node(id).offset = static_cast<std::uint32_t>(offset);
    node(id).length = static_cast<std::uint32_t>(m_end - offset);
    return id;
}

std::uint32_t SelectorParser::headerIndex(const std::string& name)
{
    const auto index = static_cast<std::uint32_t>(m_tree.headers.size());
    const auto [known, isNew] = m_headers.try_emplace(name, index);
    if (isNew)
        m_tree.headers.push_back(name);
    return known->second;
}

std::uint32_t SelectorParser::pathIndex(const SelectorPath& path)
{
    const auto index = static_cast<std::uint32_t>(m_tree.paths.size());
    const auto [known, isNew] = m_paths.try_emplace(pathText(path), index);
    if (isNew)
        m_tree.paths.push_back(path);
    return known->second;
}

/** Spans from its first operand, or the token behind which it stands, to what was read last. */
SelectorNodeId SelectorParser::add(SelectorOp op, std::initializer_list<Id> operands)
{
    const auto id = static_cast<Id>(m_tree.nodes.size());
    SelectorNode result;
    result.op = op;
    std::size_t depth = 1;
    Id last = noSelectorNode;
    for (const Id operand : operands) {
        if (last == noSelectorNode)
            result.first = operand;
        else
            node(last).next = operand;
        last = operand;
        depth = std::max(depth, m_depths[operand] + 1);
    }
    if (result.first != noSelectorNode) {
        result.offset = node(result.first).offset;
        result.length = static_cast<std::uint32_t>(m_end - result.offset);
    }
    m_tree.nodes.push_back(result);
    m_depths.push_back(depth);
    if (depth > m_maxDepth && !m_error)
        m_error = {result.offset, result.length,
            "nested deeper than " + std::to_string(m_maxDepth) + " levels: write it flatter"};
    return id;
}

bool SelectorParser::enter()
{
    if (++m_depth > m_maxDepth)
        fail(m_token,
            "nested deeper than " + std::to_string(m_maxDepth) + " levels: write it flatter");
    return !m_error;
}

void SelectorParser::advance()
{
    if (m_error)
        return;
    m_end = m_token.offset + m_token.length;
    m_token = m_lexer.next();
    if (m_token.kind == Kind::Mistake)
        m_error = m_lexer.error();
}

bool SelectorParser::accept(Kind kind)
{
    if (m_error || m_token.kind != kind)
        return false;
    advance();
    return true;
}

void SelectorParser::expect(Kind kind, std::string_view what)
{
    if (!m_error && m_token.kind != kind)
        failToken(what);
    advance();
}

void SelectorParser::check(SelectorError error)
{
    if (!m_error && error)
        m_error = std::move(error);
}

void SelectorParser::fail(const SelectorToken& token, std::string message)
{
    if (!m_error)
        m_error = {token.offset, token.length, std::move(message)};
}

void SelectorParser::failToken(std::string_view expected)
{
    fail(m_token, "expected " + std::string(expected) + ", but found " + found());
}

std::string SelectorParser::found() const
{
    constexpr std::size_t most = 40;
    if (m_token.kind == Kind::End)
        return "the end";
    const std::string text(m_text.substr(m_token.offset, std::min(m_token.length, most)));
    if (m_token.length > most)
        return text + "...";
    return m_token.kind == Kind::Text || m_token.isQuoted ? text : "'" + text + "'";
}

} // namespace Stomp
