#include "inspectortree.h"

#include "icons.h"
#include "rowbutton.h"
#include "theme.h"

#include <ui/models/jsontreemodel.h>

#include <QAction>
#include <QClipboard>
#include <QGuiApplication>
#include <QHeaderView>
#include <QStyledItemDelegate>

namespace Ui {

namespace {

/** Marks a name that other members of the object have too. */
class NameDelegate : public QStyledItemDelegate
{
public:
    using QStyledItemDelegate::QStyledItemDelegate;

protected:
    void initStyleOption(QStyleOptionViewItem* option, const QModelIndex& index) const override
    {
        QStyledItemDelegate::initStyleOption(option, index);
        if (index.data(JsonRepeatedRole).toString().isEmpty())
            return;
        option->features |= QStyleOptionViewItem::HasDecoration;
        option->icon = m_repeated;
        option->decorationSize = {Theme::iconSize, Theme::iconSize};
    }

private:
    const QIcon m_repeated = icon(QLatin1StringView("dialog-warning"), Tone::Warn);
};

} // namespace

InspectorTree::InspectorTree(QWidget* parent)
    : QTreeView(parent), m_model(new JsonTreeModel(this)),
      m_asColumn(new QAction(
          icon(QLatin1StringView("edit-table-insert-column-right")), tr("Show as Column"), this))
{
    setModel(m_model);
    setAccessibleName(tr("Payload as a tree"));
    setUniformRowHeights(true);
    setItemDelegateForColumn(JsonNameColumn, new NameDelegate(this));
    setAllColumnsShowFocus(true);
    setFrameShape(QFrame::NoFrame);
    setIndentation(2 * Theme::grid);
    setFont(Theme::monospaced());
    header()->setFont(QGuiApplication::font());
    header()->setStretchLastSection(false);
    header()->setSectionResizeMode(JsonNameColumn, QHeaderView::Interactive);
    header()->setSectionResizeMode(JsonValueColumn, QHeaderView::Stretch);
    header()->setSectionResizeMode(JsonTypeColumn, QHeaderView::Interactive);
    header()->resizeSection(JsonTypeColumn, 9 * Theme::grid);
    connect(this, &QTreeView::expanded, this, &InspectorTree::widenNames);
    setContextMenuPolicy(Qt::ActionsContextMenu);
    addCopyAction(tr("Copy value"), QKeySequence::Copy, &InspectorTree::copyValue)
        ->setIcon(icon(QLatin1StringView("edit-copy")));
    addCopyAction(
        tr("Copy as JSON"), QKeySequence(Qt::CTRL | Qt::ALT | Qt::Key_C), &InspectorTree::copyJson);
    addCopyAction(
        tr("Copy path"), QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_C), &InspectorTree::copyPath);
    m_asColumn->setToolTip(tr("Shows this place of every message in the table"));
    m_asColumn->setShortcut(Qt::CTRL | Qt::SHIFT | Qt::Key_M);
    m_asColumn->setShortcutContext(Qt::WidgetShortcut);
    connect(m_asColumn, &QAction::triggered, this, &InspectorTree::askForColumn);
    addAction(m_asColumn);
    new RowButton(*this, JsonValueColumn, *m_asColumn,
        [this](const QModelIndex& row) { return canBeColumn(row); });
}

QAction* InspectorTree::addCopyAction(
    const QString& text, const QKeySequence& keys, void (InspectorTree::*copy)())
{
    auto* const action = new QAction(text, this);
    action->setShortcut(keys);
    action->setShortcutContext(Qt::WidgetShortcut);
    connect(action, &QAction::triggered, this, copy);
    addAction(action);
    return action;
}

void InspectorTree::setTree(std::shared_ptr<const Stomp::JsonTree> tree)
{
    m_model->setTree(std::move(tree));
    openFirstLevels();
    header()->resizeSection(JsonNameColumn, 12 * Theme::grid);
    widenNames();
    setCurrentIndex(m_model->index(0, 0));
}

void InspectorTree::widenNames()
{
    const int most = qMax(30 * fontMetrics().averageCharWidth(), viewport()->width() / 2);
    const int wanted = qMin(most, sizeHintForColumn(JsonNameColumn) + Theme::grid);
    if (wanted > header()->sectionSize(JsonNameColumn))
        header()->resizeSection(JsonNameColumn, wanted);
}

void InspectorTree::openFirstLevels()
{
    int rows = 1;
    QList<QModelIndex> level{m_model->index(0, 0)};
    while (!level.isEmpty() && rows < openedRows) {
        QList<QModelIndex> next;
        for (const QModelIndex& index : std::as_const(level)) {
            if (!index.isValid() || !m_model->hasChildren(index))
                continue;
            if (m_model->canFetchMore(index))
                m_model->fetchMore(index);
            const int count = m_model->rowCount(index);
            // Of a long array at the top, the first part as well: else there would be nothing.
            const bool isBeginning = rows == 1 || m_model->isPart(index);
            if (!isBeginning && rows + count > openedRows)
                return;
            rows += count;
            expand(index);
            if (m_model->isPart(index))
                return;
            for (int row = 0; row < count; ++row)
                next << m_model->index(row, 0, index);
        }
        level = next;
    }
}

void InspectorTree::reveal(std::size_t offset)
{
    QModelIndex reached = m_model->index(0, 0);
    while (reached.isValid() && offset >= m_model->valueOffset(reached)) {
        if (m_model->canFetchMore(reached))
            m_model->fetchMore(reached);
        const QModelIndex child = m_model->childOver(reached, offset);
        if (!child.isValid())
            break;
        expand(reached);
        reached = child;
    }
    if (!reached.isValid())
        return;
    setCurrentIndex(reached);
    scrollTo(reached, QAbstractItemView::PositionAtCenter);
    widenNames();
}

void InspectorTree::copyValue()
{
    QGuiApplication::clipboard()->setText(currentIndex().data(JsonTextRole).toString());
}

void InspectorTree::copyJson()
{
    QGuiApplication::clipboard()->setText(
        QString::fromUtf8(currentIndex().data(JsonRawRole).toByteArray()));
}

void InspectorTree::currentChanged(const QModelIndex& current, const QModelIndex& previous)
{
    QTreeView::currentChanged(current, previous);
    m_asColumn->setEnabled(canBeColumn(current));
}

/** Of what has members a column could only say that they are there. */
bool InspectorTree::canBeColumn(const QModelIndex& index) const
{
    return index.isValid() && !m_model->hasChildren(index.siblingAtColumn(0));
}

void InspectorTree::askForColumn()
{
    Q_EMIT columnWanted(
        Stomp::MessageField::ofPath(m_model->place(currentIndex().siblingAtColumn(0))));
}

void InspectorTree::copyPath()
{
    QGuiApplication::clipboard()->setText(currentIndex().data(JsonPathRole).toString());
}

} // namespace Ui
