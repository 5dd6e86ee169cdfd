// What JsonTreeModel says of repeated keys.

#include "jsontreenode.h"

#include <stomp/payload/jsonrepeats.h>

namespace Ui {

using Stomp::JsonKind;
using Stomp::JsonNode;
using Stomp::JsonTree;

void JsonTreeModel::noteRepeats(const Node& above, const std::vector<JsonNode>& listed,
    std::vector<std::unique_ptr<Node>>& children) const
{
    // With those in the object's other parts.
    const bool isWhole = above.isPart && above.json.raw.size() <= comparedBytes;
    std::vector<JsonNode> all;
    if (isWhole) {
        JsonTree::Cursor cursor;
        m_tree->list(above.json, cursor, above.json.childCount, all);
    }
    const std::size_t first = isWhole ? above.index : 0;
    for (const Stomp::JsonRepeat& repeat : Stomp::repeatedMembers(isWhole ? all : listed)) {
        if (repeat.member < first || repeat.member >= first + children.size())
            continue;
        Node& child = *children[repeat.member - first];
        child.number = repeat.number;
        child.namesakes = repeat.of;
    }
}

QString JsonTreeModel::repetition(const Node& node) const
{
    const auto namesakes = static_cast<qulonglong>(node.namesakes);
    const auto number = static_cast<qulonglong>(node.number);
    if (node.number == 0)
        return {};
    return node.number < node.namesakes
        ? tr("Number %L1 of %L2 members with this name in one object: most parsers keep only the "
             "last")
              .arg(number)
              .arg(namesakes)
        : tr(
            "The last of %L1 members with this name in one object: most parsers keep only this one")
              .arg(namesakes);
}

QString JsonTreeModel::nameTip(const Node& node) const
{
    const bool isPartly =
        node.isPart && node.json.kind == JsonKind::Object && node.json.raw.size() > comparedBytes;
    const QString remark = isPartly
        ? tr("Repeated names are marked within each part of so large an object only")
        : repetition(node);
    return remark.isEmpty() ? path(node) : path(node) + u'\n' + remark;
}

} // namespace Ui
