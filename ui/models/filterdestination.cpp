#include "filterdestination.h"

#include <stomp/selector/selectortree.h>

#include <utility>

namespace Ui {

namespace {

using Stomp::SelectorOp;

QString comparedTo(const Stomp::SelectorTree& tree, const Stomp::SelectorNode& node)
{
    if (node.op != SelectorOp::Equal)
        return {};
    const Stomp::SelectorNode* header = &tree.node(node.first);
    const Stomp::SelectorNode* value = &tree.node(header->next);
    if (header->op == SelectorOp::Literal)
        std::swap(header, value);
    if (header->op != SelectorOp::Header || tree.headers[header->index] != "destination"
        || value->op != SelectorOp::Literal
        || tree.literals[value->index].scalar.kind != Stomp::SelectorValue::Kind::Text)
        return {};
    return QString::fromStdString(tree.literals[value->index].text);
}

QString demanded(const Stomp::SelectorTree& tree, const Stomp::SelectorNode& node)
{
    if (node.op != SelectorOp::And)
        return comparedTo(tree, node);
    for (auto id = node.first; id != Stomp::noSelectorNode; id = tree.node(id).next) {
        const QString destination = demanded(tree, tree.node(id));
        if (!destination.isEmpty())
            return destination;
    }
    return {};
}

} // namespace

QString filterDestination(const Stomp::MessageFilter& filter)
{
    const Stomp::SelectorTree* tree = filter.condition().tree();
    return tree ? demanded(*tree, tree->node(tree->root)) : QString();
}

} // namespace Ui
