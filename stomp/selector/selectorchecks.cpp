#include "selectorchecks.h"

#include "numbertext.h"
#include "selectorpath.h"
#include "sourcenames.h"
#include "timetext.h"

namespace Stomp {

SelectorChecks::Type SelectorChecks::typeOf(SelectorNodeId id) const
{
    const SelectorNode& node = m_tree.node(id);
    switch (node.op) {
    case SelectorOp::Add:
    case SelectorOp::Subtract:
    case SelectorOp::Multiply:
    case SelectorOp::Divide:
    case SelectorOp::Modulo:
    case SelectorOp::Negate:
        return Type::Number;
    case SelectorOp::Header:
        return typeOfHeader(m_tree.headers[node.index]);
    case SelectorOp::Path:
        return Type::Any;
    case SelectorOp::Literal: {
        const SelectorValue& value = m_tree.literals[node.index].scalar;
        if (value.kind == SelectorValue::Kind::Boolean)
            return Type::Condition;
        return value.isNumber() ? Type::Number : Type::Text;
    }
    default:
        return Type::Condition;
    }
}

SelectorChecks::Type SelectorChecks::typeOfHeader(const std::string& name) const
{
    if (m_knowsSources && name == timeName)
        return Type::Time;
    return m_knowsSources && isSourceName(name) ? Type::Number : Type::Any;
}

std::string_view SelectorChecks::describe(Type type)
{
    switch (type) {
    case Type::Number:
        return " is a number";
    case Type::Text:
        return " is text";
    case Type::Time:
        return " is a time";
    default:
        return " is true or false";
    }
}

std::string_view SelectorChecks::written(SelectorNodeId id) const
{
    constexpr std::size_t most = 40;
    const SelectorNode& node = m_tree.node(id);
    return node.length > most ? std::string_view("this") : m_text.substr(node.offset, node.length);
}

SelectorError SelectorChecks::at(SelectorNodeId id, std::string message) const
{
    const SelectorNode& node = m_tree.node(id);
    return {node.offset, node.length, std::move(message)};
}

SelectorError SelectorChecks::condition(SelectorNodeId id) const
{
    const Type type = typeOf(id);
    if (type == Type::Any || type == Type::Condition)
        return {};
    return at(id,
        "expected a condition such as color = 'blue', but " + std::string(written(id))
            + std::string(describe(type)));
}

SelectorError SelectorChecks::ordered(SelectorNodeId left, SelectorNodeId right) const
{
    if (isTime(left) || isTime(right))
        return equal(left, right);
    SelectorError error = inOrder(left);
    return error ? error : inOrder(right);
}

SelectorError SelectorChecks::equal(SelectorNodeId left, SelectorNodeId right) const
{
    if (isTime(left))
        return time(right);
    return isTime(right) ? time(left) : SelectorError();
}

SelectorError SelectorChecks::time(SelectorNodeId id) const
{
    const Type type = typeOf(id);
    const bool isNamed =
        type == Type::Text && readTimeText(m_tree.literals[m_tree.node(id).index].text).has_value();
    if (isNamed || type == Type::Any || type == Type::Time)
        return {};
    return at(id,
        std::string(timeName)
            + " is compared with a time: '21:52:08', '2026-01-31 21:52:08.123', or the same with Z "
              "or +01:00 behind it");
}

SelectorError SelectorChecks::inOrder(SelectorNodeId id) const
{
    const Type type = typeOf(id);
    if (type == Type::Any || type == Type::Number)
        return {};
    if (type == Type::Condition)
        return at(id, "expected a number, but " + std::string(written(id)) + " is true or false");
    std::string message = "text has no order: <, <=, >, >= and BETWEEN compare numbers";
    if (isNumberText(m_tree.literals[m_tree.node(id).index].text))
        message += "; a number stands without quotes";
    else
        message += ", text is compared with =, <>, LIKE and IN";
    return at(id, std::move(message));
}

SelectorError SelectorChecks::number(SelectorNodeId id) const
{
    const Type type = typeOf(id);
    if (type == Type::Any || type == Type::Number)
        return {};
    return at(id,
        "+ - * / and % take numbers, but " + std::string(written(id)) + std::string(describe(type))
            + (type == Type::Text ? "; a number stands without quotes" : ""));
}

SelectorError SelectorChecks::text(SelectorNodeId id) const
{
    const Type type = typeOf(id);
    if (type == Type::Any || type == Type::Text)
        return {};
    return at(
        id, "LIKE looks at text, but " + std::string(written(id)) + std::string(describe(type)));
}

std::optional<SelectorError> SelectorChecks::comparisonHint(
    SelectorNodeId left, SelectorNodeId right) const
{
    const SelectorNode& node = m_tree.node(right);
    const SelectorOp other = m_tree.node(left).op;
    if (node.op != SelectorOp::Header || (other != SelectorOp::Header && other != SelectorOp::Path))
        return std::nullopt;
    const std::string& name = m_tree.headers[node.index];
    return at(right,
        std::string(written(right)) + " is read as a header; if it is text, write it in single "
            + "quotes: " + quotedText(name, '\''));
}

std::optional<SelectorError> SelectorChecks::subtractionHint(
    SelectorNodeId left, SelectorNodeId right) const
{
    const SelectorNode& first = m_tree.node(left);
    const SelectorNode& last = m_tree.node(right);
    if (last.op != SelectorOp::Header
        || (first.op != SelectorOp::Header && first.op != SelectorOp::Subtract
            && first.op != SelectorOp::Path)
        || first.offset + first.length + 1 != last.offset)
        return std::nullopt;
    const std::size_t begin = first.offset;
    std::string name;
    if (first.op == SelectorOp::Path) {
        const SelectorPath& path = m_tree.paths[first.index];
        if (path.empty() || path.back().isIndex)
            return std::nullopt;
        SelectorPath whole = path;
        whole.back().key += "-" + m_tree.headers[last.index];
        name = pathText(whole);
    } else {
        const std::string_view whole = m_text.substr(begin, last.offset + last.length - begin);
        if (whole.find_first_of(" \t\r\n\"'$()/*+%") != std::string_view::npos)
            return std::nullopt;
        name = quotedText(whole, '"');
    }
    return SelectorError{begin, last.offset + last.length - begin,
        "this subtracts one from the other; a name with a hyphen is written " + name};
}

} // namespace Stomp
