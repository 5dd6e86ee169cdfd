#include "messagepanel.h"

#include "columnmenu.h"
#include "filterline.h"
#include "filtermenu.h"
#include "icons.h"
#include "ledgerline.h"
#include "ledgertable.h"
#include "messageselection.h"
#include "messagetableview.h"
#include "tablecolumns.h"
#include "tablepill.h"
#include "tableplace.h"
#include "tablesorting.h"
#include "theme.h"
#include "wording.h"

#include <ui/workspace/messagepump.h>

#include <QAction>
#include <QClipboard>
#include <QGuiApplication>
#include <QHeaderView>
#include <QLabel>
#include <QMenu>
#include <QScrollBar>
#include <QTimer>
#include <QToolBar>
#include <QVBoxLayout>

#include <algorithm>

namespace Ui {

MessagePanel::MessagePanel(MessagePump& pump, QWidget* parent)
    : QWidget(parent), m_pump(pump), m_model(pump.model()), m_toolBar(new QToolBar(this)),
      m_pausedText(new QLabel(this)), m_filter(new FilterLine(pump, this)),
      m_view(new MessageTableView(this)), m_pill(new TablePill(*m_view)),
      m_ledger(new LedgerLine(this)), m_sources(new LedgerTable(pump, *m_ledger, *m_filter, this)),
      m_actionsDue(new QTimer(this))
{
    m_view->setObjectName(QStringLiteral("messages"));
    m_view->setAccessibleName(tr("Messages"));
    m_view->setFrameShape(QFrame::NoFrame);
    m_view->setContextMenuPolicy(Qt::CustomContextMenu);
    m_view->setModel(&m_model);
    m_place = new TablePlace(m_model, *m_view, this);
    m_ledger->setObjectName(QStringLiteral("ledger"));
    m_pausedText->setObjectName(QStringLiteral("pausedText"));
    m_pausedText->setFont(Theme::tabular(font()));
    m_columns = new TableColumns(m_model, *m_view, this);
    m_columnMenu = new ColumnMenu(*m_columns);
    new TableSorting(pump, *this);
    setEmptyText(
        tr("No messages"), tr("Connect to a broker, then subscribe to a queue or a topic."));

    makeActions();
    m_toolBar->setIconSize({Theme::iconSize, Theme::iconSize});
    m_toolBar->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    m_toolBar->addActions({m_pause, m_clear, m_follow});
    m_ackSeparator = m_toolBar->addSeparator();
    m_toolBar->addActions({m_ack, m_nack, m_requeue, m_drop});
    m_toolBar->addWidget(m_pausedText);

    m_pill->setObjectName(QStringLiteral("newRows"));

    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(m_toolBar);
    column->addWidget(m_filter);
    column->addWidget(m_view, 1);
    column->addWidget(m_sources);
    column->addWidget(m_ledger);
    setFocusProxy(m_view);

    connect(&m_pump, &MessagePump::ledgerChanged, this, &MessagePanel::updateLedger);
    connect(&m_pump, &MessagePump::pausedChanged, this, &MessagePanel::updatePaused);
    connect(&m_model, &MessageTableModel::columnsOfInterestChanged, this,
        &MessagePanel::showInterestingColumns);
    m_actionsDue->setSingleShot(true);
    m_actionsDue->callOnTimeout(this, &MessagePanel::updateActions);
    connect(&m_model, &QAbstractItemModel::dataChanged, m_actionsDue, qOverload<>(&QTimer::start));
    connect(&m_model, &QAbstractItemModel::modelReset, m_actionsDue, qOverload<>(&QTimer::start));
    connect(&m_pump.filtering(), &MessageFiltering::changed, this, &MessagePanel::updateFilter);
    connect(m_filter, &FilterLine::left, m_view, qOverload<>(&QWidget::setFocus));
    connect(m_view, &MessageTableView::followChanged, this, &MessagePanel::updateFollow);
    connect(m_view, &MessageTableView::viewMoved, this, &MessagePanel::updatePins);
    connect(m_view, &QWidget::customContextMenuRequested, this, &MessagePanel::showMenu);
    connect(m_pill, &QPushButton::clicked, this, [this] { m_view->setFollowing(true); });
    const QItemSelectionModel* selection = m_view->selectionModel();
    connect(selection, &QItemSelectionModel::selectionChanged, m_actionsDue,
        qOverload<>(&QTimer::start));
    connect(selection, &QItemSelectionModel::selectionChanged, this, &MessagePanel::updatePins);
    connect(selection, &QItemSelectionModel::currentRowChanged, this,
        [this](const QModelIndex& current) {
            updatePins();
            if (m_place->isRestoring())
                return; // it has been open all the time
            Q_EMIT currentMessageChanged(current.isValid() ? current.row() : -1);
        });
    updateActions();
    updatePaused();
    updateFollow();
    showInterestingColumns();
}

MessagePanel::~MessagePanel()
{
    m_view->disconnect(this); // the base class hides it, and it would tell us that it moved
}

void MessagePanel::makeActions()
{
    const auto make = [this](const char* iconName, const QString& text, const QKeySequence& key) {
        auto* action = new QAction(icon(QLatin1StringView(iconName)), text, this);
        action->setShortcut(key);
        // The keys of a list: they mean other things elsewhere in the window.
        action->setShortcutContext(Qt::WidgetWithChildrenShortcut);
        addAction(action);
        return action;
    };
    m_pause = make("media-playback-pause", tr("Pause"), Qt::Key_Space);
    m_pause->setCheckable(true);
    m_pause->setToolTip(tr("Keep the table as it is; messages are stored and counted (Space)"));
    m_clear = make("edit-clear", tr("Clear"), Qt::CTRL | Qt::Key_L);
    m_clear->setShortcutContext(Qt::WindowShortcut);
    m_clear->setToolTip(tr("Forget the messages that are shown (Ctrl+L)"));
    m_follow = make("go-bottom", tr("Follow"), {}); // End does not toggle: see the view
    m_follow->setCheckable(true);
    m_follow->setToolTip(tr("Keep the newest message in view (End)"));
    m_editFilter = make("view-filter", tr("Filter"), QKeySequence::Find);
    m_editFilter->setShortcutContext(Qt::WindowShortcut);
    m_ack = make("message-acknowledge", tr("Acknowledge"), Qt::CTRL | Qt::Key_K);
    m_nack = make("message-reject", tr("Negative-acknowledge"), Qt::CTRL | Qt::SHIFT | Qt::Key_K);
    m_requeue = make("message-reject", tr("Reject (requeue)"), Qt::CTRL | Qt::SHIFT | Qt::Key_K);
    m_requeue->setObjectName(QStringLiteral("rejectRequeue"));
    m_drop = make("edit-delete", tr("Reject (drop)"), Qt::CTRL | Qt::ALT | Qt::Key_K);
    m_drop->setObjectName(QStringLiteral("rejectDrop"));
    m_ack->setObjectName(QStringLiteral("acknowledge"));
    m_load = make("document-edit", tr("Load into Publish Panel"), Qt::CTRL | Qt::Key_E);
    m_showFrame = make("insert-link", tr("Show in Frame Log"), Qt::CTRL | Qt::SHIFT | Qt::Key_F);
    m_copyBody = make("edit-copy", tr("Copy Body"), QKeySequence::Copy);
    m_copyFrame = make("edit-copy", tr("Copy Frame"), Qt::CTRL | Qt::SHIFT | Qt::Key_C);

    connect(m_pause, &QAction::toggled, &m_pump, &MessagePump::setPaused);
    connect(m_clear, &QAction::triggered, &m_pump, &MessagePump::clear);
    connect(m_editFilter, &QAction::triggered, m_filter, &FilterLine::edit);
    connect(m_follow, &QAction::triggered, m_view, &MessageTableView::setFollowing);
    connect(m_ack, &QAction::triggered, this, [this] { acknowledge(true); });
    connect(m_nack, &QAction::triggered, this, [this] { acknowledge(false); });
    connect(m_requeue, &QAction::triggered, this, [this] { reject(true); });
    connect(m_drop, &QAction::triggered, this, [this] { reject(false); });
    connect(m_copyBody, &QAction::triggered, this, [this] { copy(false); });
    connect(m_copyFrame, &QAction::triggered, this, [this] { copy(true); });
    connect(m_load, &QAction::triggered, this,
        [this] { Q_EMIT loadRequested(m_view->currentIndex().row()); });
    connect(m_showFrame, &QAction::triggered, this,
        [this] { Q_EMIT showFrameRequested(m_view->currentIndex().row()); });
}

QList<QAction*> MessagePanel::tableActions() const
{
    return {m_pause, m_clear, m_follow, m_editFilter, m_sources->action()};
}

void MessagePanel::addToToolBar(QAction* action)
{
    m_toolBar->insertAction(m_ackSeparator, action);
}

QList<QAction*> MessagePanel::messageActions() const
{
    return {m_ack, m_nack, m_requeue, m_drop, m_load, m_showFrame, m_copyBody, m_copyFrame};
}

void MessagePanel::setEmptyText(const QString& headline, const QString& hint)
{
    m_headline = headline;
    m_hint = hint;
    updateEmptyText();
}

void MessagePanel::updateEmptyText()
{
    const bool isFolding = m_model.isFolded() && m_pump.filtering().isFirstPass();
    if (!(m_model.isFiltered() || isFolding) || m_pump.store().rowCount() == 0)
        m_view->setEmptyText(m_headline, m_hint);
    else if (!m_model.isFiltered())
        m_view->setEmptyText(tr("Folding repeats"), {});
    else if (m_pump.filtering().isFirstPass())
        m_view->setEmptyText(tr("Nothing found yet"), {});
    else
        m_view->setEmptyText(tr("No message matches the filter"),
            tr("Messages that come are looked at too. Esc in the filter line shows all."));
}

void MessagePanel::updateFilter()
{
    const bool isActive = m_model.isFiltered();
    m_clear->setToolTip(isActive
            ? tr("Forget all messages, also those that the filter hides (Ctrl+L)")
            : tr("Forget the messages that are shown (Ctrl+L)"));
    m_view->setCountingNewRows(!m_pump.filtering().isFirstPass());
    updateEmptyText();
    updateLedger();
}

void MessagePanel::showInterestingColumns()
{
    m_columns->updateShown();
    updateActions();
}

void MessagePanel::updateActions()
{
    const MessageSelection selection(m_model, *m_view->selectionModel());
    const bool isWaiting = m_model.hasStates() && selection.hasWaiting();
    updateSettling(isWaiting && selection.messageCount() <= maxOffered ? selection.waitingSerials()
                                                                       : QList<quint64>(),
        isWaiting);
    m_ackSeparator->setVisible(m_model.hasStates());
    m_load->setEnabled(selection.count() == 1 && m_view->currentIndex().isValid()
        && !m_model.isGap(m_view->currentIndex().row()));
    m_showFrame->setEnabled(m_load->isEnabled());
    const bool canCopy = selection.canCopy();
    m_copyBody->setEnabled(canCopy);
    m_copyFrame->setEnabled(canCopy);
    const bool isMany = selection.count() > 1;
    m_copyBody->setText(isMany ? tr("Copy Bodies") : tr("Copy Body"));
    m_copyFrame->setText(isMany ? tr("Copy Frames") : tr("Copy Frame"));
    const QString tooMuch = tr("More than %1").arg(sizeText(MessageSelection::copyLimit));
    for (QAction* action : {m_copyBody, m_copyFrame})
        action->setToolTip(canCopy || selection.isEmpty() ? QString() : tooMuch);
}

void MessagePanel::updatePaused()
{
    m_pause->setChecked(m_pump.isPaused());
    m_pause->setIcon(icon(
        QLatin1StringView(m_pump.isPaused() ? "media-playback-start" : "media-playback-pause")));
    m_pause->setText(m_pump.isPaused() ? tr("Resume") : tr("Pause"));
    updateLedger();
}

void MessagePanel::updateLedger()
{
    const Stomp::Ledger ledger = m_pump.ledger();
    m_ledger->setLedger(ledger);
    const Stomp::MessageStore& store = m_pump.store();
    m_ledger->setMemory(
        store.memoryBytes(), store.diskBytes(), store.retires() ? store.retention() : 0);
    m_place->tryRestore();
    m_view->setCountingNewRows(!m_pump.filtering().isFirstPass());
    if (m_model.rowCount() == 0)
        updateEmptyText();
    m_pausedText->setText(
        m_pump.isPaused() ? tr("paused, %1 held").arg(countText(ledger.held)) : QString());
}

void MessagePanel::updateFollow()
{
    m_follow->setChecked(m_view->isFollowing());
    m_follow->setEnabled(m_view->canFollow());
    const bool hasNew = !m_view->isFollowing() && m_view->newRows() > 0;
    m_pill->say(
        hasNew ? tr("↓ %1 new").arg(countText(static_cast<quint64>(m_view->newRows()))) : QString(),
        tr("Follow the newest message (End)"));
    updatePins();
}

void MessagePanel::updatePins()
{
    std::vector<std::uint64_t> pins;
    const QModelIndex current = m_view->currentIndex();
    if (current.isValid())
        pins.push_back(m_model.serialAt(current.row()));
    const QItemSelection selection = m_view->selectionModel()->selection();
    int selected = 0;
    for (const QItemSelectionRange& range : selection)
        selected += range.height();
    for (const QItemSelectionRange& range : selection)
        for (int row = range.top(); selected <= mostPinned && row <= range.bottom(); ++row)
            pins.push_back(m_model.serialAt(row));
    if (!m_view->isFollowing())
        for (int row = m_view->firstVisibleRow(); row <= m_view->lastVisibleRow(); ++row)
            pins.push_back(m_model.serialAt(row));
    m_pump.setPins(pins);
}

void MessagePanel::showMenu(const QPoint& place)
{
    updateActions();
    QMenu menu;
    menu.addActions({m_ack, m_nack, m_requeue, m_drop});
    menu.addSeparator();
    menu.addActions({m_load, m_showFrame, m_copyBody, m_copyFrame});
    const QModelIndex cell = m_view->indexAt(place);
    for (const MenuPart& part : std::as_const(m_menuParts))
        part(menu, cell);
    if (cell.isValid())
        addFilterActions(menu, m_model.messageAt(cell.row()),
            {static_cast<MessageColumn>(cell.column()), m_model.field(cell.column()),
                m_model.timeReading().showsMicroseconds},
            [this](const QString& term) { m_filter->addTerm(term); });
    menu.exec(m_view->viewport()->mapToGlobal(place));
}

QList<quint64> MessagePanel::waitingSerials() const
{
    return MessageSelection(m_model, *m_view->selectionModel()).waitingSerials();
}

void MessagePanel::updateSettling(const QList<quint64>& waiting, bool isWaiting)
{
    const SettlingOffer offer =
        m_offers && !waiting.isEmpty() ? m_offers(waiting) : SettlingOffer();
    // Where the broker lets us choose, the choice takes the place of the plain NACK.
    for (QAction* action : {m_ack, m_nack, m_requeue, m_drop})
        action->setEnabled(isWaiting);
    m_ack->setVisible(m_model.hasStates());
    m_nack->setVisible(m_model.hasStates() && !offer.canRequeue);
    m_requeue->setVisible(m_model.hasStates() && offer.canRequeue);
    m_drop->setVisible(m_model.hasStates() && offer.canRequeue);
    m_ack->setText(settlingText(tr("Acknowledge"), offer.ack));
    m_nack->setText(settlingText(tr("Negative-acknowledge"), offer.nack));
    m_requeue->setText(settlingText(tr("Reject (requeue)"), offer.nack));
    m_drop->setText(settlingText(tr("Reject (drop)"), offer.nack));
    m_ack->setToolTip(settlingTip(tr("Acknowledge (Ctrl+K)"), offer.ack));
    for (QAction* action : {m_nack, m_requeue, m_drop})
        action->setToolTip(settlingTip(
            offer.nackMeaning.isEmpty() ? action->text() : offer.nackMeaning, offer.nack));
    for (QAction* action : {m_ack, m_nack, m_requeue, m_drop})
        action->setStatusTip(action->toolTip());
}

void MessagePanel::acknowledge(bool accept)
{
    const QList<quint64> serials = waitingSerials();
    if (!serials.isEmpty())
        Q_EMIT acknowledgeRequested(serials, accept);
}

void MessagePanel::reject(bool requeue)
{
    const QList<quint64> serials = waitingSerials();
    if (!serials.isEmpty())
        Q_EMIT rejectRequested(serials, requeue);
}

void MessagePanel::copy(bool wholeFrames)
{
    const MessageSelection selection(m_model, *m_view->selectionModel());
    QGuiApplication::clipboard()->setText(
        QString::fromUtf8(wholeFrames ? selection.frames() : selection.bodies()));
}

} // namespace Ui
