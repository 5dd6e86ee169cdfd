#include "publishheaders.h"

#include "elidedlabel.h"
#include "headerdelegate.h"
#include "icons.h"
#include "theme.h"

#include <ui/models/headereditmodel.h>
#include <ui/models/headernote.h>

#include <QAction>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QLabel>
#include <QTableView>
#include <QToolButton>

#include <algorithm>

namespace Ui {

PublishHeaders::PublishHeaders(QWidget* parent)
    : QWidget(parent), m_model(new HeaderEditModel(this)),
      m_delegate(new HeaderDelegate(Stomp::HeaderUse::Send, this)),
      m_note(new ElidedLabel(this, Qt::ElideRight)), m_view(new QTableView(this)),
      m_remove(new QToolButton(this))
{
    m_view->setModel(m_model);
    m_view->setItemDelegate(m_delegate);
    m_view->setAccessibleName(tr("Headers to send"));
    m_view->setSelectionBehavior(QAbstractItemView::SelectRows);
    m_view->setSelectionMode(QAbstractItemView::SingleSelection);
    m_view->setEditTriggers(QAbstractItemView::DoubleClicked | QAbstractItemView::EditKeyPressed
        | QAbstractItemView::AnyKeyPressed | QAbstractItemView::SelectedClicked);
    m_view->setTabKeyNavigation(false);
    m_view->setWordWrap(false);
    m_view->verticalHeader()->hide();
    m_view->verticalHeader()->setSectionResizeMode(QHeaderView::Fixed);
    m_view->verticalHeader()->setDefaultSectionSize(fontMetrics().height() + Theme::grid);
    m_view->horizontalHeader()->setSectionResizeMode(
        HeaderEditModel::ValueColumn, QHeaderView::Stretch);
    m_view->horizontalHeader()->setHighlightSections(false);
    m_view->horizontalHeader()->setDefaultAlignment(Qt::AlignLeft | Qt::AlignVCenter);
    m_view->horizontalHeader()->resizeSection(HeaderEditModel::NameColumn, 16 * Theme::grid);
    auto* const add = new QToolButton(this);
    add->setObjectName(QStringLiteral("addHeader"));
    add->setIcon(icon(QLatin1StringView("list-add")));
    add->setToolTip(tr("Add a header"));
    m_remove->setObjectName(QStringLiteral("removeHeader"));
    m_remove->setIcon(icon(QLatin1StringView("list-remove")));
    m_remove->setToolTip(tr("Remove the header (Del)"));
    for (QToolButton* const button : {add, m_remove}) {
        button->setAutoRaise(true);
        button->setFocusPolicy(Qt::StrongFocus);
        button->setAccessibleName(button->toolTip());
    }
    auto* const title = new QLabel(tr("Headers"), this);
    auto* const bar = new QHBoxLayout;
    bar->setSpacing(0);
    bar->addWidget(title, 1);
    bar->addWidget(add);
    bar->addWidget(m_remove);
    auto* const layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(Theme::halfGrid);
    layout->addLayout(bar);
    layout->addWidget(m_view, 1);
    layout->addWidget(m_note);
    m_note->setObjectName(QStringLiteral("headerNote"));
    m_note->setForegroundRole(QPalette::PlaceholderText);
    m_note->hide();
    connect(m_view->selectionModel(), &QItemSelectionModel::currentChanged, this,
        &PublishHeaders::showNote);
    connect(m_model, &QAbstractItemModel::dataChanged, this, &PublishHeaders::showNote);
    connect(m_model, &QAbstractItemModel::modelReset, this, &PublishHeaders::showNote);
    auto* const removal = new QAction(tr("Remove"), m_view);
    removal->setShortcut(QKeySequence::Delete);
    removal->setShortcutContext(Qt::WidgetShortcut);
    m_view->addAction(removal);
    m_view->setContextMenuPolicy(Qt::ActionsContextMenu);
    connect(removal, &QAction::triggered, this, &PublishHeaders::removeRow);
    connect(add, &QToolButton::clicked, this, &PublishHeaders::addRow);
    connect(m_remove, &QToolButton::clicked, this, &PublishHeaders::removeRow);
    connect(m_model, &QAbstractItemModel::dataChanged, this, &PublishHeaders::changed);
    connect(m_model, &QAbstractItemModel::rowsRemoved, this, &PublishHeaders::changed);
    connect(m_model, &QAbstractItemModel::modelReset, this, &PublishHeaders::changed);
}

void PublishHeaders::setHeaders(std::vector<Stomp::Header> headers)
{
    m_model->setHeaders(std::move(headers));
}

std::vector<Stomp::Header> PublishHeaders::headers() const
{
    return m_model->headers();
}

bool PublishHeaders::has(std::string_view name) const
{
    const auto all = headers();
    return std::any_of(
        all.begin(), all.end(), [name](const Stomp::Header& one) { return one.name == name; });
}

void PublishHeaders::setDialect(Stomp::Dialect dialect)
{
    m_dialect = dialect;
    m_delegate->setDialect(dialect);
    showNote();
}

void PublishHeaders::showNote()
{
    const QModelIndex row = m_view->currentIndex();
    const auto text = [&row](int column) {
        return row.siblingAtColumn(column).data(Qt::EditRole).toString().toStdString();
    };
    const std::string value = text(HeaderEditModel::ValueColumn);
    const QString note = row.isValid()
        ? headerNote(m_dialect, Stomp::HeaderUse::Send, text(HeaderEditModel::NameColumn), value)
        : QString();
    m_note->setText(note);
    m_note->setVisible(!note.isEmpty());
}

QString PublishHeaders::note() const
{
    return m_note->text();
}

void PublishHeaders::addRow()
{
    const QModelIndex index = m_model->index(m_model->rowCount() - 1, HeaderEditModel::NameColumn);
    m_view->setFocus();
    m_view->setCurrentIndex(index);
    m_view->edit(index);
}

void PublishHeaders::removeRow()
{
    const QModelIndex index = m_view->currentIndex();
    if (!index.isValid() || !m_model->removeRow(index.row()))
        return;
    m_view->setCurrentIndex(
        m_model->index(qMin(index.row(), m_model->rowCount() - 1), HeaderEditModel::NameColumn));
}

void PublishHeaders::commit()
{
    // An editor gives its text to the model when it loses the focus.
    QWidget* const editor = m_view->indexWidget(m_view->currentIndex());
    if (editor
        || (m_view->viewport()->focusWidget() && m_view->viewport()->focusWidget()->hasFocus()))
        m_view->setFocus();
}

} // namespace Ui
