#include "inspectorheaders.h"

#include "icons.h"
#include "rowbutton.h"
#include "theme.h"

#include <ui/models/headermodel.h>

#include <stomp/protocol/framedecoder.h>

#include <QAction>
#include <QClipboard>
#include <QGuiApplication>
#include <QHeaderView>

namespace Ui {

InspectorHeaders::InspectorHeaders(QWidget* parent)
    : QTableView(parent), m_model(new HeaderModel(this))
{
    setModel(m_model);
    setAccessibleName(tr("Headers"));
    setFrameShape(QFrame::NoFrame);
    setShowGrid(false);
    setAlternatingRowColors(true);
    setWordWrap(false);
    setSelectionBehavior(QAbstractItemView::SelectRows);
    setSelectionMode(QAbstractItemView::SingleSelection);
    setTabKeyNavigation(false);
    verticalHeader()->hide();
    verticalHeader()->setSectionResizeMode(QHeaderView::Fixed);
    verticalHeader()->setDefaultSectionSize(fontMetrics().height() + Theme::grid);
    horizontalHeader()->setSectionResizeMode(HeaderModel::ValueColumn, QHeaderView::Stretch);
    horizontalHeader()->setHighlightSections(false);
    horizontalHeader()->setDefaultAlignment(Qt::AlignLeft | Qt::AlignVCenter);
    setContextMenuPolicy(Qt::ActionsContextMenu);
    auto* const value = new QAction(icon(QLatin1StringView("edit-copy")), tr("Copy value"), this);
    value->setShortcut(QKeySequence::Copy);
    connect(value, &QAction::triggered, this, &InspectorHeaders::copyValue);
    auto* const header = new QAction(tr("Copy header"), this);
    header->setShortcut(QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_C));
    connect(header, &QAction::triggered, this, &InspectorHeaders::copyHeader);
    for (QAction* const action : {value, header}) {
        action->setShortcutContext(Qt::WidgetShortcut);
        addAction(action);
    }
    auto* const column = new QAction(
        icon(QLatin1StringView("edit-table-insert-column-right")), tr("Show as Column"), this);
    column->setToolTip(tr("Shows this header of every message in the table"));
    column->setShortcut(Qt::CTRL | Qt::SHIFT | Qt::Key_M);
    column->setShortcutContext(Qt::WidgetShortcut);
    connect(column, &QAction::triggered, this, &InspectorHeaders::askForColumn);
    addAction(column);
    new RowButton(
        *this, HeaderModel::ValueColumn, *column, [](const QModelIndex&) { return true; });
}

void InspectorHeaders::setMessage(const MessageView& message)
{
    if (message.isEmpty()) {
        m_model->clear();
        Q_EMIT noteChanged({});
        return;
    }
    Stomp::FrameDecoder decoder;
    m_model->setHeaders(decoder.decode(message.frame, message.bodyOffset, message.version).headers,
        message.dialect);
    resizeColumnToContents(HeaderModel::NameColumn);
    horizontalHeader()->resizeSection(HeaderModel::NameColumn,
        qBound(12 * Theme::grid, horizontalHeader()->sectionSize(HeaderModel::NameColumn),
            32 * Theme::grid));
    setCurrentIndex(m_model->index(0, 0));
}

QString InspectorHeaders::note() const
{
    return currentIndex().data(HeaderModel::NoteRole).toString();
}

void InspectorHeaders::currentChanged(const QModelIndex& current, const QModelIndex& previous)
{
    QTableView::currentChanged(current, previous);
    Q_EMIT noteChanged(note());
}

void InspectorHeaders::copyValue()
{
    QGuiApplication::clipboard()->setText(currentIndex().data(HeaderModel::ValueRole).toString());
}

void InspectorHeaders::askForColumn()
{
    const QString name = currentIndex().data(HeaderModel::NameRole).toString();
    if (!name.isEmpty())
        Q_EMIT columnWanted(Stomp::MessageField::ofHeader(name.toStdString()));
}

void InspectorHeaders::copyHeader()
{
    QGuiApplication::clipboard()->setText(currentIndex().data(HeaderModel::NameRole).toString()
        + QChar(u':') + currentIndex().data(HeaderModel::ValueRole).toString());
}

} // namespace Ui
