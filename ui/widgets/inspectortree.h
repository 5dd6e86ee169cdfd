#pragma once

#include <stomp/messages/messagefield.h>
#include <stomp/payload/jsontree.h>

#include <QTreeView>

namespace Ui {

class JsonTreeModel;

/** A JSON body as a tree that is filled as it is opened. Copies values and paths. */
class InspectorTree : public QTreeView
{
    Q_OBJECT

public:
    /** Rows that the first levels may have to be opened by themselves. */
    static constexpr int openedRows = 60;

    explicit InspectorTree(QWidget* parent = nullptr);

    void setTree(std::shared_ptr<const Stomp::JsonTree> tree);
    [[nodiscard]] JsonTreeModel* treeModel() const { return m_model; }

    /** A string's text, everything else as it came. */
    void copyValue();
    /** The bytes of the value as they came, quotes and escapes too. */
    void copyJson();
    void copyPath();
    /** Of the current row. */
    void askForColumn();
    /** Opens the way to the key or value at this byte of the document and makes it the current row.
     */
    void reveal(std::size_t offset);

Q_SIGNALS:
    /** Show this place as a column of the message table. */
    void columnWanted(const Stomp::MessageField& field);

protected:
    void currentChanged(const QModelIndex& current, const QModelIndex& previous) override;

private:
    [[nodiscard]] bool canBeColumn(const QModelIndex& index) const;
    void openFirstLevels();
    /** Never narrower again: what is read does not move aside. */
    void widenNames();
    QAction* addCopyAction(
        const QString& text, const QKeySequence& keys, void (InspectorTree::*copy)());

    JsonTreeModel* m_model;
    QAction* m_asColumn;
};

} // namespace Ui
