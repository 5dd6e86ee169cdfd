#pragma once

#include "jsontreeroles.h"

#include <stomp/payload/jsontree.h>
#include <stomp/selector/selectorpath.h>

#include <QAbstractItemModel>

#include <memory>

namespace Ui {

/**
 * A JSON document as rows, the top value ($) first. Rows come into being when a view asks for them
 * (fetchMore). Children of a long array or object lie in parts of at most partSize, "[0 … 999]",
 * and many parts in larger ones, so that no row ever has more children: what a view must lay out
 * stays small in a document of any size, and any place in it is a few steps away. Keeps order and
 * repeated keys, which it tells; numbers are shown digit for digit. Gives roles, no colours.
 */
class JsonTreeModel : public QAbstractItemModel
{
    Q_OBJECT

public:
    /** Children that a row has at most. */
    static constexpr std::size_t partSize = 1000;
    /** An object in parts is looked through as a whole for repeated keys up to so many bytes: more
     * would stall. Of a larger one each part is, and says so. */
    static constexpr std::size_t comparedBytes = std::size_t(1) << 20U;
    /** Characters of a value that its cell shows at most. */
    static constexpr int shownCharacters = 300;

    explicit JsonTreeModel(QObject* parent = nullptr);
    ~JsonTreeModel() override;

    /** Null: no rows. */
    void setTree(std::shared_ptr<const Stomp::JsonTree> tree);
    [[nodiscard]] const std::shared_ptr<const Stomp::JsonTree>& tree() const { return m_tree; }

    /** The row below parent, which is fetched, whose key or value stands at this byte of the
     * document. */
    [[nodiscard]] QModelIndex childOver(const QModelIndex& parent, std::size_t offset) const;
    /** Where the row's value begins in the document; a part's is that of the whole. */
    [[nodiscard]] std::size_t valueOffset(const QModelIndex& index) const;

    /** The way to it, as filters and columns take it; a part has the way of the whole. */
    [[nodiscard]] Stomp::SelectorPath place(const QModelIndex& index) const;

    /** Whether the row stands for some of the children of an array or object. */
    [[nodiscard]] bool isPart(const QModelIndex& index) const;

    [[nodiscard]] QModelIndex index(
        int row, int column, const QModelIndex& parent = {}) const override;
    [[nodiscard]] QModelIndex parent(const QModelIndex& index) const override;
    [[nodiscard]] int rowCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] bool hasChildren(const QModelIndex& parent = {}) const override;
    [[nodiscard]] bool canFetchMore(const QModelIndex& parent) const override;
    void fetchMore(const QModelIndex& parent) override;
    [[nodiscard]] QVariant data(const QModelIndex& index, int role) const override;
    [[nodiscard]] QVariant headerData(
        int section, Qt::Orientation orientation, int role) const override;

private:
    struct Node;

    [[nodiscard]] static Node* nodeOf(const QModelIndex& index);
    [[nodiscard]] std::vector<std::unique_ptr<Node>> childrenOf(Node& above) const;
    /** Of children that are members; listed: the same. */
    void noteRepeats(const Node& above, const std::vector<Stomp::JsonNode>& listed,
        std::vector<std::unique_ptr<Node>>& children) const;
    [[nodiscard]] QString repetition(const Node& node) const;
    [[nodiscard]] QString nameTip(const Node& node) const;
    /** Where in the document the first of a part's children begins, or the comma before it. */
    [[nodiscard]] std::size_t beginOf(const Node& part) const;
    [[nodiscard]] QByteArray raw(const Node& node) const;
    [[nodiscard]] QString name(const Node& node) const;
    [[nodiscard]] QString value(const Node& node, int limit) const;
    [[nodiscard]] static QString typeName(Stomp::JsonKind kind);
    [[nodiscard]] static QString path(const Node& node);
    [[nodiscard]] QString text(const Node& node) const;

    std::shared_ptr<const Stomp::JsonTree> m_tree;
    std::unique_ptr<Node> m_root; //!< the row $
};

} // namespace Ui
