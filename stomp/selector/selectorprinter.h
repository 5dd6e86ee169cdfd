#pragma once

#include "selectortree.h"

#include <string>

namespace Stomp {

/**
 * Writes a tree as text: keywords in capitals, parentheses where two readings are possible and
 * wherever an operator of truth stands within another operator. Parses back to the same tree. What
 * it writes for a header and for what compares one can be overridden.
 */
class SelectorPrinter
{
public:
    explicit SelectorPrinter(const SelectorTree& tree) : m_tree(tree) { }
    virtual ~SelectorPrinter() = default;

    [[nodiscard]] std::string print();

protected:
    virtual void header(const SelectorNode& node);
    virtual void path(const SelectorNode& node);
    virtual void literal(const SelectorNode& node);
    /** = and <> */
    virtual void equality(const SelectorNode& node);
    virtual void like(const SelectorNode& node);
    virtual void in(const SelectorNode& node);
    /** IS TRUE and IS NOT TRUE */
    virtual void truthTest(const SelectorNode& node);

    /** In parentheses when the node binds less than that; the numbers grow with binding. */
    void operand(SelectorNodeId id, int binding);
    void pattern(const std::string& pattern, const std::string& escape);
    [[nodiscard]] const SelectorTree& tree() const { return m_tree; }
    [[nodiscard]] SelectorNodeId second(const SelectorNode& node) const
    {
        return m_tree.node(node.first).next;
    }
    void write(std::string_view text) { m_out += text; }

    static constexpr int sumBinding = 6;

private:
    void node(const SelectorNode& node);
    void chain(const SelectorNode& node);
    void binary(const SelectorNode& node, int left, int right);
    void between(const SelectorNode& node);

    const SelectorTree& m_tree;
    std::string m_out;
};

} // namespace Stomp
