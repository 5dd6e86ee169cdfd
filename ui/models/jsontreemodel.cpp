#include "jsontreemodel.h"

#include "visibletext.h"

#include <stomp/payload/jsonstring.h>

#include <algorithm>

namespace Ui {

using Stomp::JsonKind;
using Stomp::JsonNode;
using Stomp::JsonTree;

struct JsonTreeModel::Node
{
    JsonNode json;
    Node* parent = nullptr;
    int row = 0;
    JsonTree::Cursor cursor;
    std::vector<std::unique_ptr<Node>> children;
};

namespace {

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
    return parent.column() == 0 && nodeOf(parent)->json.childCount > 0;
}

bool JsonTreeModel::canFetchMore(const QModelIndex& parent) const
{
    return parent.isValid() && parent.column() == 0
        && nodeOf(parent)->children.size() < nodeOf(parent)->json.childCount;
}

void JsonTreeModel::fetchMore(const QModelIndex& parent)
{
    if (!canFetchMore(parent))
        return;
    Node* const above = nodeOf(parent);
    std::vector<JsonNode> listed;
    m_tree->list(above->json, above->cursor, portion, listed);
    if (listed.empty())
        return;
    const int first = static_cast<int>(above->children.size());
    beginInsertRows(parent, first, first + static_cast<int>(listed.size()) - 1);
    above->children.reserve(above->children.size() + listed.size());
    for (const JsonNode& json : listed) {
        auto node = std::make_unique<Node>();
        node->json = json;
        node->parent = above;
        node->row = static_cast<int>(above->children.size());
        above->children.push_back(std::move(node));
    }
    endInsertRows();
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
            return typeName(node.json.kind);
        default:
            return {};
        }
    case Qt::ToolTipRole:
        return index.column() == JsonNameColumn ? path(node) : value(node, 4 * shownCharacters);
    case JsonRawRole:
        return QByteArray(node.json.raw.data(), static_cast<qsizetype>(node.json.raw.size()));
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
    if (node.parent->json.kind == JsonKind::Array)
        return QStringLiteral("[%1]").arg(node.row);
    return visibleText(Stomp::decodeJsonString(node.json.key), shownCharacters);
}

QString JsonTreeModel::value(const Node& node, int limit) const
{
    switch (node.json.kind) {
    case JsonKind::Object:
        if (node.json.childCount == 0)
            return QStringLiteral("{}");
        return node.json.childCount == 1
            ? tr("1 member")
            : tr("%L1 members").arg(static_cast<qulonglong>(node.json.childCount));
    case JsonKind::Array:
        if (node.json.childCount == 0)
            return QStringLiteral("[]");
        return node.json.childCount == 1
            ? tr("1 element")
            : tr("%L1 elements").arg(static_cast<qulonglong>(node.json.childCount));
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

QString JsonTreeModel::text(const Node& node)
{
    return node.json.kind == JsonKind::String ? utf8(Stomp::decodeJsonString(node.json.raw))
                                              : utf8(node.json.raw);
}

QString JsonTreeModel::path(const Node& node)
{
    std::vector<QString> steps;
    for (const Node* at = &node; at->parent; at = at->parent) {
        steps.push_back(at->parent->json.kind == JsonKind::Array
                ? QStringLiteral("[%1]").arg(at->row)
                : utf8(Stomp::jsonPathStep(at->json.key)));
    }
    QString path = QStringLiteral("$");
    for (auto step = steps.rbegin(); step != steps.rend(); ++step)
        path += *step;
    return path;
}

} // namespace Ui
