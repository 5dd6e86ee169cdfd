#include "selectorevaluator.h"

namespace Stomp {

namespace {

Truth of(bool holds)
{
    return holds ? Truth::True : Truth::False;
}

Truth negated(Truth truth)
{
    if (truth == Truth::Unknown)
        return truth;
    return of(truth == Truth::False);
}

Truth negatedIf(bool isNegated, Truth truth)
{
    return isNegated ? negated(truth) : truth;
}

Truth ordered(SelectorOp op, const SelectorValue& a, const SelectorValue& b, bool convertsTexts)
{
    if (a.isNull() || b.isNull())
        return Truth::Unknown;
    const SelectorOrder order = orderOf(a, b, convertsTexts);
    switch (op) {
    case SelectorOp::Less:
        return of(order == SelectorOrder::Less);
    case SelectorOp::LessEqual:
        return of(order == SelectorOrder::Less || order == SelectorOrder::Equal);
    case SelectorOp::Greater:
        return of(order == SelectorOrder::Greater);
    default:
        return of(order == SelectorOrder::Greater || order == SelectorOrder::Equal);
    }
}

Truth both(Truth a, Truth b)
{
    return a < b ? a : b;
}

} // namespace

Truth SelectorEvaluator::truth(SelectorNodeId id)
{
    const SelectorNode& node = m_tree.node(id);
    switch (node.op) {
    case SelectorOp::Or:
        return any(node);
    case SelectorOp::And:
        return all(node);
    case SelectorOp::Not:
        return negated(truth(node.first));
    case SelectorOp::Equal:
    case SelectorOp::NotEqual:
        return equality(node);
    case SelectorOp::Less:
    case SelectorOp::LessEqual:
    case SelectorOp::Greater:
    case SelectorOp::GreaterEqual:
        return order(node);
    case SelectorOp::Between:
        return between(node);
    case SelectorOp::Like:
        return like(node);
    case SelectorOp::In:
        return in(node);
    case SelectorOp::IsNull:
        return of(value(node.first).isNull() != node.isNegated);
    case SelectorOp::IsTrue:
        return of((truth(node.first) == Truth::True) != node.isNegated);
    default: {
        const SelectorValue result = value(id);
        return result.kind == SelectorValue::Kind::Boolean ? of(result.boolean) : Truth::Unknown;
    }
    }
}

SelectorValue SelectorEvaluator::value(SelectorNodeId id)
{
    const SelectorNode& node = m_tree.node(id);
    switch (node.op) {
    case SelectorOp::Header:
        return m_source.header(node.index, m_tree.headers[node.index]);
    case SelectorOp::Path:
        return m_source.path(node.index, m_tree.paths[node.index]);
    case SelectorOp::Literal:
        return m_tree.literals[node.index].value();
    case SelectorOp::Add:
    case SelectorOp::Subtract:
    case SelectorOp::Multiply:
    case SelectorOp::Divide:
    case SelectorOp::Modulo:
        return arithmetic(node);
    case SelectorOp::Negate:
        return calculate('-', SelectorValue::ofInteger(0), value(node.first));
    default: {
        const Truth result = truth(id);
        return result == Truth::Unknown ? SelectorValue()
                                        : SelectorValue::ofBoolean(result == Truth::True);
    }
    }
}

Truth SelectorEvaluator::any(const SelectorNode& node)
{
    Truth result = Truth::False;
    for (SelectorNodeId id = node.first; id != noSelectorNode; id = m_tree.node(id).next) {
        const Truth one = truth(id);
        if (one == Truth::True)
            return one;
        if (one == Truth::Unknown)
            result = one;
    }
    return result;
}

Truth SelectorEvaluator::all(const SelectorNode& node)
{
    Truth result = Truth::True;
    for (SelectorNodeId id = node.first; id != noSelectorNode; id = m_tree.node(id).next) {
        result = both(result, truth(id));
        if (result == Truth::False)
            break;
    }
    return result;
}

Truth SelectorEvaluator::equality(const SelectorNode& node)
{
    const SelectorValue left = value(node.first);
    const SelectorValue right = value(second(node));
    if (left.isNull() || right.isNull())
        return Truth::Unknown;
    const bool isEqual = areEqual(left, right, m_tree.convertsTexts);
    return of(isEqual == (node.op == SelectorOp::Equal));
}

Truth SelectorEvaluator::order(const SelectorNode& node)
{
    const SelectorValue left = value(node.first);
    return ordered(node.op, left, value(second(node)), m_tree.convertsTexts);
}

Truth SelectorEvaluator::between(const SelectorNode& node)
{
    const SelectorNodeId low = second(node);
    const SelectorValue middle = value(node.first);
    const Truth above = ordered(SelectorOp::GreaterEqual, middle, value(low), m_tree.convertsTexts);
    const Truth below =
        ordered(SelectorOp::LessEqual, middle, value(m_tree.node(low).next), m_tree.convertsTexts);
    return negatedIf(node.isNegated, both(above, below));
}

Truth SelectorEvaluator::like(const SelectorNode& node)
{
    const SelectorValue subject = value(node.first);
    if (subject.isNull())
        return Truth::Unknown;
    const bool matches = subject.kind == SelectorValue::Kind::Text
        && m_tree.patterns[node.index].matches(subject.text);
    return negatedIf(node.isNegated, of(matches));
}

Truth SelectorEvaluator::in(const SelectorNode& node)
{
    const SelectorValue wanted = value(node.first);
    if (wanted.isNull())
        return Truth::Unknown;
    bool isIn = false;
    for (SelectorNodeId id = second(node); id != noSelectorNode && !isIn; id = m_tree.node(id).next)
        isIn =
            areEqual(wanted, m_tree.literals[m_tree.node(id).index].value(), m_tree.convertsTexts);
    return negatedIf(node.isNegated, of(isIn));
}

SelectorValue SelectorEvaluator::arithmetic(const SelectorNode& node)
{
    const SelectorValue left = value(node.first);
    const SelectorValue right = value(second(node));
    return calculate(operatorText(node.op).front(), left, right);
}

} // namespace Stomp
