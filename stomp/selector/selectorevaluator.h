#pragma once

#include "selectorsource.h"
#include "selectortree.h"

namespace Stomp {

/** Asks a tree about one message. Allocates nothing; recursion is bounded by the parser's depth. */
class SelectorEvaluator
{
public:
    SelectorEvaluator(const SelectorTree& tree, SelectorSource& source)
        : m_tree(tree), m_source(source)
    { }

    /** What is no condition (a header that is text) is Unknown as one. */
    [[nodiscard]] Truth truth(SelectorNodeId id);

private:
    [[nodiscard]] SelectorValue value(SelectorNodeId id);
    [[nodiscard]] Truth any(const SelectorNode& node);
    [[nodiscard]] Truth all(const SelectorNode& node);
    [[nodiscard]] Truth equality(const SelectorNode& node);
    [[nodiscard]] Truth order(const SelectorNode& node);
    [[nodiscard]] Truth between(const SelectorNode& node);
    [[nodiscard]] Truth like(const SelectorNode& node);
    [[nodiscard]] Truth in(const SelectorNode& node);
    [[nodiscard]] SelectorValue arithmetic(const SelectorNode& node);
    [[nodiscard]] SelectorNodeId second(const SelectorNode& node) const
    {
        return m_tree.node(node.first).next;
    }

    const SelectorTree& m_tree;
    SelectorSource& m_source;
};

} // namespace Stomp
