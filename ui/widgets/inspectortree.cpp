#include "inspectortree.h"

#include "icons.h"
#include "theme.h"

#include <ui/models/jsontreemodel.h>

#include <QAction>
#include <QClipboard>
#include <QElapsedTimer>
#include <QGuiApplication>
#include <QHeaderView>
#include <QTimerEvent>

namespace Ui {

namespace {
/** Of the event loop, at a time, on the way to a row. */
constexpr qint64 sliceMs = 8;
} // namespace

InspectorTree::InspectorTree(QWidget* parent) : QTreeView(parent), m_model(new JsonTreeModel(this))
{
    setModel(m_model);
    setAccessibleName(tr("Payload as a tree"));
    setUniformRowHeights(true);
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
    setContextMenuPolicy(Qt::ActionsContextMenu);
    addCopyAction(tr("Copy value"), QKeySequence::Copy, &InspectorTree::copyValue)
        ->setIcon(icon(QLatin1StringView("edit-copy")));
    addCopyAction(
        tr("Copy as JSON"), QKeySequence(Qt::CTRL | Qt::ALT | Qt::Key_C), &InspectorTree::copyJson);
    addCopyAction(
        tr("Copy path"), QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_C), &InspectorTree::copyPath);
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
    m_timer.stop();
    m_model->setTree(std::move(tree));
    openFirstLevels();
    resizeColumnToContents(JsonNameColumn);
    const int most = 30 * fontMetrics().averageCharWidth();
    header()->resizeSection(JsonNameColumn,
        qBound(12 * Theme::grid, header()->sectionSize(JsonNameColumn) + Theme::grid, most));
    setCurrentIndex(m_model->index(0, 0));
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
            if (m_model->rowCount(index) == 0)
                m_model->fetchMore(index);
            const int count = m_model->rowCount(index);
            if (rows > 1 && rows + count > openedRows)
                return;
            rows += count;
            expand(index);
            for (int row = 0; row < count; ++row)
                next << m_model->index(row, 0, index);
        }
        level = next;
    }
}

void InspectorTree::reveal(std::size_t offset)
{
    m_target = offset;
    m_reached = m_model->index(0, 0);
    goOn();
}

void InspectorTree::goOn()
{
    m_timer.stop();
    QElapsedTimer spent;
    spent.start();
    while (m_reached.isValid() && m_target >= m_model->valueOffset(m_reached)) {
        const QModelIndex child = m_model->childOver(m_reached, m_target);
        if (child.isValid()) {
            expand(m_reached);
            m_reached = child;
        } else if (m_model->canFetchMore(m_reached)) {
            collapse(m_reached); // else the view would lay out all rows with each portion
            m_model->fetchMore(m_reached);
        } else {
            break;
        }
        if (spent.hasExpired(sliceMs)) {
            m_timer.start(0, this);
            return;
        }
    }
    if (!m_reached.isValid())
        return;
    setCurrentIndex(m_reached);
    scrollTo(m_reached, QAbstractItemView::PositionAtCenter);
}

void InspectorTree::timerEvent(QTimerEvent* event)
{
    if (event->timerId() == m_timer.timerId())
        goOn();
    else
        QTreeView::timerEvent(event);
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

void InspectorTree::copyPath()
{
    QGuiApplication::clipboard()->setText(currentIndex().data(JsonPathRole).toString());
}

} // namespace Ui
