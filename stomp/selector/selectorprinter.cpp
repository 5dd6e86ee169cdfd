#include "selectorprinter.h"

#include "selectorlexer.h"

#include <algorithm>

namespace Stomp {

namespace {

constexpr int notBinding = 3;
constexpr int equalityBinding = 4;
constexpr int comparisonBinding = 5;
constexpr int productBinding = 7;
constexpr int signBinding = 8;
constexpr int primaryBinding = 9;

int bindingOf(SelectorOp op)
{
    switch (op) {
    case SelectorOp::Or:
        return 1;
    case SelectorOp::And:
        return 2;
    case SelectorOp::Not:
        return notBinding;
    case SelectorOp::Equal:
    case SelectorOp::NotEqual:
    case SelectorOp::IsNull:
    case SelectorOp::IsTrue:
        return equalityBinding;
    case SelectorOp::Less:
    case SelectorOp::LessEqual:
    case SelectorOp::Greater:
    case SelectorOp::GreaterEqual:
    case SelectorOp::Between:
    case SelectorOp::Like:
    case SelectorOp::In:
        return comparisonBinding;
    case SelectorOp::Add:
    case SelectorOp::Subtract:
        return 6;
    case SelectorOp::Multiply:
    case SelectorOp::Divide:
    case SelectorOp::Modulo:
        return productBinding;
    case SelectorOp::Negate:
        return signBinding;
    case SelectorOp::Literal:
    case SelectorOp::Header:
    case SelectorOp::Path:
        return primaryBinding;
    }
    return primaryBinding;
}

} // namespace

std::string_view operatorText(SelectorOp op)
{
    switch (op) {
    case SelectorOp::Or:
        return "OR";
    case SelectorOp::And:
        return "AND";
    case SelectorOp::Not:
        return "NOT";
    case SelectorOp::Equal:
        return "=";
    case SelectorOp::NotEqual:
        return "<>";
    case SelectorOp::Less:
        return "<";
    case SelectorOp::LessEqual:
        return "<=";
    case SelectorOp::Greater:
        return ">";
    case SelectorOp::GreaterEqual:
        return ">=";
    case SelectorOp::Between:
        return "BETWEEN";
    case SelectorOp::Like:
        return "LIKE";
    case SelectorOp::In:
        return "IN";
    case SelectorOp::IsNull:
    case SelectorOp::IsTrue:
        return "IS";
    case SelectorOp::Add:
        return "+";
    case SelectorOp::Subtract:
    case SelectorOp::Negate:
        return "-";
    case SelectorOp::Multiply:
        return "*";
    case SelectorOp::Divide:
        return "/";
    case SelectorOp::Modulo:
        return "%";
    case SelectorOp::Literal:
    case SelectorOp::Header:
    case SelectorOp::Path:
        break;
    }
    return "?";
}

bool areSame(const SelectorTree& a, const SelectorTree& b)
{
    const auto sameNode = [](const SelectorNode& x, const SelectorNode& y) {
        return x.op == y.op && x.isNegated == y.isNegated && x.first == y.first && x.next == y.next
            && x.index == y.index;
    };
    return std::equal(a.nodes.begin(), a.nodes.end(), b.nodes.begin(), b.nodes.end(), sameNode)
        && a.literals == b.literals && a.patterns == b.patterns && a.headers == b.headers
        && a.paths == b.paths && a.root == b.root && a.convertsTexts == b.convertsTexts;
}

std::string SelectorPrinter::print()
{
    m_out.clear();
    if (m_tree.root != noSelectorNode)
        node(m_tree.node(m_tree.root));
    return std::move(m_out);
}

void SelectorPrinter::operand(SelectorNodeId id, int binding)
{
    const SelectorNode& inner = m_tree.node(id);
    const bool needsParentheses = bindingOf(inner.op) < binding;
    if (needsParentheses)
        write("(");
    node(inner);
    if (needsParentheses)
        write(")");
}

void SelectorPrinter::node(const SelectorNode& node)
{
    switch (node.op) {
    case SelectorOp::Or:
    case SelectorOp::And:
        return chain(node);
    case SelectorOp::Not:
        write("NOT ");
        return operand(node.first, primaryBinding);
    case SelectorOp::Equal:
    case SelectorOp::NotEqual:
        return equality(node);
    case SelectorOp::Less:
    case SelectorOp::LessEqual:
    case SelectorOp::Greater:
    case SelectorOp::GreaterEqual:
        return binary(node, sumBinding, sumBinding);
    case SelectorOp::Between:
        return between(node);
    case SelectorOp::Like:
        return like(node);
    case SelectorOp::In:
        return in(node);
    case SelectorOp::IsNull:
        operand(node.first, sumBinding);
        return write(node.isNegated ? " IS NOT NULL" : " IS NULL");
    case SelectorOp::IsTrue:
        return truthTest(node);
    case SelectorOp::Add:
    case SelectorOp::Subtract:
        return binary(node, sumBinding, productBinding);
    case SelectorOp::Multiply:
    case SelectorOp::Divide:
    case SelectorOp::Modulo:
        return binary(node, productBinding, signBinding);
    case SelectorOp::Negate:
        write("-");
        return operand(node.first, primaryBinding);
    case SelectorOp::Literal:
        return literal(node);
    case SelectorOp::Header:
        return header(node);
    case SelectorOp::Path:
        return path(node);
    }
}

void SelectorPrinter::chain(const SelectorNode& node)
{
    for (SelectorNodeId id = node.first; id != noSelectorNode; id = m_tree.node(id).next) {
        if (id != node.first) {
            write(" ");
            write(operatorText(node.op));
            write(" ");
        }
        operand(id, bindingOf(node.op) + 1);
    }
}

void SelectorPrinter::binary(const SelectorNode& node, int left, int right)
{
    operand(node.first, left);
    write(" ");
    write(operatorText(node.op));
    write(" ");
    operand(second(node), right);
}

void SelectorPrinter::between(const SelectorNode& node)
{
    const SelectorNodeId low = second(node);
    operand(node.first, sumBinding);
    write(node.isNegated ? " NOT BETWEEN " : " BETWEEN ");
    operand(low, sumBinding);
    write(" AND ");
    operand(m_tree.node(low).next, sumBinding);
}

void SelectorPrinter::equality(const SelectorNode& node)
{
    binary(node, sumBinding, sumBinding);
}

void SelectorPrinter::like(const SelectorNode& node)
{
    const LikePattern& like = m_tree.patterns[node.index];
    operand(node.first, sumBinding);
    write(node.isNegated ? " NOT LIKE " : " LIKE ");
    pattern(like.pattern(), like.escape());
}

void SelectorPrinter::pattern(const std::string& pattern, const std::string& escape)
{
    write(quotedText(pattern, '\''));
    if (!escape.empty()) {
        write(" ESCAPE ");
        write(quotedText(escape, '\''));
    }
}

void SelectorPrinter::in(const SelectorNode& node)
{
    operand(node.first, sumBinding);
    write(node.isNegated ? " NOT IN (" : " IN (");
    for (SelectorNodeId id = second(node); id != noSelectorNode; id = m_tree.node(id).next) {
        if (id != second(node))
            write(", ");
        literal(m_tree.node(id));
    }
    write(")");
}

void SelectorPrinter::truthTest(const SelectorNode& node)
{
    operand(node.first, sumBinding);
    write(node.isNegated ? " IS NOT TRUE" : " IS TRUE");
}

void SelectorPrinter::header(const SelectorNode& node)
{
    const std::string& name = m_tree.headers[node.index];
    write(isPlainName(name) ? name : quotedText(name, '"'));
}

void SelectorPrinter::path(const SelectorNode& node)
{
    write(pathText(m_tree.paths[node.index]));
}

void SelectorPrinter::literal(const SelectorNode& node)
{
    const SelectorLiteral& literal = m_tree.literals[node.index];
    if (literal.scalar.kind == SelectorValue::Kind::Boolean)
        write(literal.scalar.boolean ? "TRUE" : "FALSE");
    else
        write(literal.scalar.isNumber() ? literal.text : quotedText(literal.text, '\''));
}

} // namespace Stomp
