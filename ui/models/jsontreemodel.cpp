#include "jsontreemodel.h"

#include "jsontreenode.h"
#include "visibletext.h"

#include <stomp/payload/jsonstring.h>

#include <algorithm>

namespace Ui {

using Stomp::JsonKind;
using Stomp::JsonNode;
using Stomp::JsonTree;

namespace {

/** How many of so many children go into each part; 1: there are no parts. */
std::size_t partFor(std::size_t span)
{
    std::size_t part = 1;
    while (span > part * JsonTreeModel::partSize)
        part *= JsonTreeModel::partSize;
    return part;
}

QString utf8(std::string_view text)
{
    return QString::fromUtf8(text.data(), static_cast<qsizetype>(text.size()));
}

} // namespace

JsonTreeModel::JsonTreeModel(QObject* parent) : QAbstractItemModel(parent) { }

JsonTreeModel::~JsonTreeModel() = default;

void JsonTreeModel::setTree(std::shared_ptr<const JsonTree> tree)
{
    beginResetModel();
    m_root.reset();
    m_tree = std::move(tree);
    if (m_tree) {
        m_root = std::make_unique<Node>();
        m_root->json = m_tree->root();
        m_root->span = m_root->json.childCount;
    }
    endResetModel();
}

std::size_t JsonTreeModel::valueOffset(const QModelIndex& index) const
{
    return static_cast<std::size_t>(nodeOf(index)->json.raw.data() - m_tree->text().data());
}

QModelIndex JsonTreeModel::childOver(const QModelIndex& parent, std::size_t offset) const
{
    if (!parent.isValid())
        return index(0, 0);
    const auto& children = nodeOf(parent)->children;
    if (children.empty())
        return {};
    if (children.front()->isPart) {
        const auto after = std::partition_point(children.begin() + 1, children.end(),
            [this, offset](const auto& part) { return beginOf(*part) <= offset; });
        Node* const part = std::prev(after)->get();
        return createIndex(part->row, 0, part);
    }
    const char* const place = m_tree->text().data() + offset;
    const auto child = std::partition_point(
        children.begin(), children.end(), [place](const std::unique_ptr<Node>& node) {
            return node->json.raw.data() + node->json.raw.size() <= place;
        });
    if (child == children.end())
        return {};
    const JsonNode& json = (*child)->json;
    const char* const begin = json.key.empty() ? json.raw.data() : json.key.data();
    return begin <= place ? createIndex((*child)->row, 0, child->get()) : QModelIndex();
}

bool JsonTreeModel::isPart(const QModelIndex& index) const
{
    return index.isValid() && nodeOf(index)->isPart;
}

std::size_t JsonTreeModel::beginOf(const Node& part) const
{
    return m_tree->cursorAt(part.json, part.index).offset;
}

JsonTreeModel::Node* JsonTreeModel::nodeOf(const QModelIndex& index)
{
    return static_cast<Node*>(index.internalPointer());
}

QModelIndex JsonTreeModel::index(int row, int column, const QModelIndex& parent) const
{
    if (!hasIndex(row, column, parent))
        return {};
    Node* const node = parent.isValid()
        ? nodeOf(parent)->children[static_cast<std::size_t>(row)].get()
        : m_root.get();
    return createIndex(row, column, node);
}

QModelIndex JsonTreeModel::parent(const QModelIndex& index) const
{
    Node* const above = index.isValid() ? nodeOf(index)->parent : nullptr;
    return above ? createIndex(above->row, 0, above) : QModelIndex();
}

int JsonTreeModel::rowCount(const QModelIndex& parent) const
{
    if (!parent.isValid())
        return m_root ? 1 : 0;
    return parent.column() > 0 ? 0 : static_cast<int>(nodeOf(parent)->children.size());
}

int JsonTreeModel::columnCount(const QModelIndex&) const
{
    return JsonColumnCount;
}

bool JsonTreeModel::hasChildren(const QModelIndex& parent) const
{
    if (!parent.isValid())
        return m_root != nullptr;
    return parent.column() == 0 && nodeOf(parent)->span > 0;
}

bool JsonTreeModel::canFetchMore(const QModelIndex& parent) const
{
    return hasChildren(parent) && parent.isValid() && nodeOf(parent)->children.empty();
}

void JsonTreeModel::fetchMore(const QModelIndex& parent)
{
    if (!canFetchMore(parent))
        return;
    Node* const above = nodeOf(parent);
    auto children = childrenOf(*above);
    if (children.empty())
        return;
    beginInsertRows(parent, 0, static_cast<int>(children.size()) - 1);
    above->children = std::move(children);
    endInsertRows();
}

std::vector<std::unique_ptr<JsonTreeModel::Node>> JsonTreeModel::childrenOf(Node& above) const
{
    const std::size_t first = above.isPart ? above.index : 0;
    const std::size_t part = partFor(above.span);
    std::vector<JsonNode> listed;
    if (part == 1) {
        JsonTree::Cursor cursor = m_tree->cursorAt(above.json, first);
        m_tree->list(above.json, cursor, above.span, listed);
    }
    const std::size_t count = part == 1 ? listed.size() : (above.span + part - 1) / part;
    std::vector<std::unique_ptr<Node>> children;
    children.reserve(count);
    for (std::size_t i = 0; i < count; ++i) {
        auto node = std::make_unique<Node>();
        node->json = part == 1 ? listed[i] : above.json;
        node->parent = &above;
        node->row = static_cast<int>(i);
        node->isPart = part > 1;
        node->index = first + i * part;
        node->span = part == 1 ? listed[i].childCount : std::min(part, above.span - i * part);
        children.push_back(std::move(node));
    }
    if (part == 1 && above.json.kind == JsonKind::Object)
        noteRepeats(above, listed, children);
    return children;
}

QVariant JsonTreeModel::data(const QModelIndex& index, int role) const
{
    if (!index.isValid())
        return {};
    const Node& node = *nodeOf(index);
    switch (role) {
    case Qt::DisplayRole:
        switch (index.column()) {
        case JsonNameColumn:
            return name(node);
        case JsonValueColumn:
            return value(node, shownCharacters);
        case JsonTypeColumn:
            return node.isPart ? tr("part") : typeName(node.json.kind);
        default:
            return {};
        }
    case Qt::ToolTipRole:
        return index.column() == JsonNameColumn ? nameTip(node) : value(node, 4 * shownCharacters);
    case Qt::AccessibleTextRole:
        return index.column() == JsonNameColumn && node.number > 0
            ? QVariant(tr("%1, repeated").arg(name(node)))
            : QVariant();
    case JsonRepeatedRole:
        return repetition(node);
    case JsonRawRole:
        return raw(node);
    case JsonTextRole:
        return text(node);
    case JsonPathRole:
        return path(node);
    case JsonKindRole:
        return static_cast<int>(node.json.kind);
    default:
        return {};
    }
}

QVariant JsonTreeModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return {};
    switch (section) {
    case JsonNameColumn:
        return tr("Name");
    case JsonValueColumn:
        return tr("Value");
    case JsonTypeColumn:
        return tr("Type");
    default:
        return {};
    }
}

QString JsonTreeModel::name(const Node& node) const
{
    if (!node.parent)
        return QStringLiteral("$");
    const bool isInArray = node.parent->json.kind == JsonKind::Array;
    if (node.isPart) {
        const auto first = static_cast<qulonglong>(node.index);
        const auto last = static_cast<qulonglong>(node.index + node.span - 1);
        return isInArray ? QStringLiteral("[%1 \u2026 %2]").arg(first).arg(last)
                         : tr("members %1 \u2026 %2").arg(first + 1).arg(last + 1);
    }
    if (isInArray)
        return QStringLiteral("[%1]").arg(static_cast<qulonglong>(node.index));
    return visibleText(Stomp::decodeJsonString(node.json.key), shownCharacters);
}

QString JsonTreeModel::value(const Node& node, int limit) const
{
    switch (node.json.kind) {
    case JsonKind::Object:
        if (node.span == 0)
            return QStringLiteral("{}");
        return node.span == 1 ? tr("1 member")
                              : tr("%L1 members").arg(static_cast<qulonglong>(node.span));
    case JsonKind::Array:
        if (node.span == 0)
            return QStringLiteral("[]");
        return node.span == 1 ? tr("1 element")
                              : tr("%L1 elements").arg(static_cast<qulonglong>(node.span));
    case JsonKind::String: {
        // An escape has at most six bytes for a character: no more of a long string is decoded.
        const auto most = static_cast<std::size_t>(limit) * 6 + 8;
        const bool cut = node.json.raw.size() > most;
        const std::string_view token = cut ? node.json.raw.substr(0, most) : node.json.raw;
        return QChar(u'"') + visibleText(Stomp::decodeJsonString(token).substr(cut ? 1 : 0), limit)
            + QChar(u'"');
    }
    default:
        return visibleText(node.json.raw, limit);
    }
}

QString JsonTreeModel::typeName(JsonKind kind)
{
    switch (kind) {
    case JsonKind::Object:
        return tr("object");
    case JsonKind::Array:
        return tr("array");
    case JsonKind::String:
        return tr("string");
    case JsonKind::Number:
        return tr("number");
    case JsonKind::True:
    case JsonKind::False:
        return tr("boolean");
    case JsonKind::Null:
        return tr("null");
    }
    return {};
}

QByteArray JsonTreeModel::raw(const Node& node) const
{
    const std::string_view whole = node.json.raw;
    if (!node.isPart)
        return {whole.data(), static_cast<qsizetype>(whole.size())};
    // A document again: its children in the brackets of the whole, without the comma before them.
    std::vector<JsonNode> listed;
    JsonTree::Cursor cursor = m_tree->cursorAt(node.json, node.index);
    m_tree->list(node.json, cursor, 1, listed);
    const JsonNode& first = listed.front();
    const char* const begin = first.key.empty() ? first.raw.data() : first.key.data();
    const std::size_t end = m_tree->cursorAt(node.json, node.index + node.span).offset;
    QByteArray raw(1, whole.front());
    raw.append(begin, m_tree->text().data() + end - begin);
    raw.append(whole.back());
    return raw;
}

QString JsonTreeModel::text(const Node& node) const
{
    return node.json.kind == JsonKind::String ? utf8(Stomp::decodeJsonString(node.json.raw))
                                              : QString::fromUtf8(raw(node));
}

Stomp::SelectorPath JsonTreeModel::place(const QModelIndex& index) const
{
    Stomp::SelectorPath steps;
    for (const Node* at = index.isValid() ? nodeOf(index) : nullptr; at && at->parent;
         at = at->parent) {
        if (at->isPart)
            continue;
        if (at->parent->json.kind == JsonKind::Array)
            steps.push_back({true, static_cast<std::uint32_t>(at->index), {}});
        else
            steps.push_back({false, 0, Stomp::decodeJsonString(at->json.key)});
    }
    std::reverse(steps.begin(), steps.end());
    return steps;
}

QString JsonTreeModel::path(const Node& node)
{
    std::vector<QString> steps;
    for (const Node* at = &node; at->parent; at = at->parent) {
        if (at->isPart)
            continue; // has the path of the whole
        steps.push_back(at->parent->json.kind == JsonKind::Array
                ? QStringLiteral("[%1]").arg(static_cast<qulonglong>(at->index))
                : utf8(Stomp::jsonPathStep(at->json.key)));
    }
    QString path = QStringLiteral("$");
    for (auto step = steps.rbegin(); step != steps.rend(); ++step)
        path += *step;
    return path;
}

} // namespace Ui
