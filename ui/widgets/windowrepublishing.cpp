#include "windowrepublishing.h"

#include "icons.h"
#include "messagepanel.h"
#include "messageselection.h"
#include "messagetableview.h"
#include "noticearea.h"
#include "publishdraft.h"
#include "publishpanel.h"
#include "republishdialog.h"
#include "tableremark.h"
#include "wording.h"

#include <ui/workspace/problem.h>
#include <ui/workspace/workspace.h>

#include <stomp/dialect/dialectfacts.h>
#include <stomp/protocol/framedecoder.h>

#include <QAction>
#include <QMenu>
#include <QTimer>

#include <utility>

namespace Ui {

WindowRepublishing::WindowRepublishing(Workspace& workspace, MessagePanel& panel,
    PublishPanel& publishPanel, TableRemark& remark, NoticeArea& notices, Window window,
    QObject* parent)
    : QObject(parent), m_workspace(workspace), m_panel(panel), m_publishPanel(publishPanel),
      m_remark(remark), m_notices(notices), m_window(std::move(window)),
      m_again(make("publishAgain", "document-send", Qt::CTRL | Qt::ALT | Qt::Key_E)),
      m_elsewhere(make("publishElsewhere", "document-send", Qt::CTRL | Qt::ALT | Qt::Key_P)),
      m_reply(make("reply", "edit-undo", Qt::CTRL | Qt::ALT | Qt::Key_R)),
      m_updateDue(new QTimer(this))
{
    m_again->setStatusTip(tr("On the connection it came on, to its destination, without what "
                             "belongs to its delivery"));
    m_updateDue->setSingleShot(true);
    m_updateDue->callOnTimeout(this, &WindowRepublishing::update);
    const QItemSelectionModel* selection = panel.view()->selectionModel();
    connect(selection, &QItemSelectionModel::selectionChanged, m_updateDue,
        qOverload<>(&QTimer::start));
    connect(selection, &QItemSelectionModel::currentRowChanged, m_updateDue,
        qOverload<>(&QTimer::start));
    connect(m_again, &QAction::triggered, this, &WindowRepublishing::publishHere);
    connect(m_elsewhere, &QAction::triggered, this, &WindowRepublishing::askWhere);
    connect(m_reply, &QAction::triggered, this, &WindowRepublishing::reply);
    connect(&panel, &MessagePanel::loadRequested, this, [this](int row) {
        m_publishPanel.load(m_window.messageAt(row));
        m_window.showPublishing();
    });
    panel.addMenuPart([this](QMenu& menu, const QModelIndex& cell) {
        if (!cell.isValid())
            return;
        update();
        menu.addSeparator();
        menu.addActions(actions());
    });
    update();
}

QAction* WindowRepublishing::make(const char* name, const char* iconName, const QKeySequence& key)
{
    auto* action = new QAction(icon(QLatin1StringView(iconName)), QString(), this);
    action->setObjectName(QString::fromLatin1(name));
    action->setShortcut(key);
    action->setShortcutContext(Qt::WidgetWithChildrenShortcut);
    m_panel.addAction(action);
    return action;
}

void WindowRepublishing::update()
{
    const MessageSelection selection(m_workspace.pump().model(), *m_panel.view()->selectionModel());
    const QList<int> rows = selection.messageRows(mostMessages + 1);
    const bool canPublish = rows.size() <= mostMessages && selection.isUpTo(mostBytes);
    m_again->setEnabled(canPublish);
    m_elsewhere->setEnabled(canPublish);
    if (!canPublish && !rows.isEmpty()) {
        m_again->setText(tr("Publish Again: at most %1 messages, %2")
                             .arg(countText(mostMessages), sizeText(mostBytes)));
        m_elsewhere->setText(tr("Publish Again To …"));
    } else if (rows.size() > 1) {
        m_again->setText(tr("Publish %1 Messages Again").arg(countText(quint64(rows.size()))));
        m_elsewhere->setText(
            tr("Publish %1 Messages Again To …").arg(countText(quint64(rows.size()))));
    } else {
        m_again->setText(tr("Publish Again"));
        m_elsewhere->setText(tr("Publish Again To …"));
    }
    const PublishDraft draft =
        rows.size() == 1 ? PublishDraft::replyTo(m_window.messageAt(rows.first())) : PublishDraft();
    m_reply->setEnabled(!draft.destination.empty());
    m_reply->setText(rows.size() == 1 && draft.destination.empty()
            ? tr("Reply: this message has no reply-to")
            : tr("Reply …"));
}

std::vector<MessageView> WindowRepublishing::selected() const
{
    const MessageSelection selection(m_workspace.pump().model(), *m_panel.view()->selectionModel());
    const QList<int> rows = selection.messageRows(mostMessages + 1);
    std::vector<MessageView> messages;
    if (rows.size() > mostMessages || !selection.isUpTo(mostBytes))
        return messages;
    messages.reserve(std::size_t(rows.size()));
    for (const int row : rows)
        messages.push_back(m_window.messageAt(row));
    return messages;
}

quint32 WindowRepublishing::commonConnection() const
{
    const MessageTableModel& model = m_workspace.pump().model();
    const MessageSelection selection(model, *m_panel.view()->selectionModel());
    quint32 common = 0;
    for (const int row : selection.messageRows(mostMessages)) {
        const quint32 connection = model.rowAt(row).connection;
        if (common != 0 && common != connection)
            return 0;
        common = connection;
    }
    return common;
}

void WindowRepublishing::publishHere()
{
    const quint32 number = commonConnection();
    const Connection* connection = m_workspace.connection(number);
    if (number == 0)
        m_remark.say(tr("They came on several connections: choose one with Publish Again To …"));
    else if (!connection || !connection->isConnected())
        m_remark.say(tr("%1 is not connected: choose another with Publish Again To …")
                         .arg(m_workspace.connectionName(number)));
    else
        publish(number, {});
}

void WindowRepublishing::askWhere()
{
    const std::vector<MessageView> messages = selected();
    if (messages.empty())
        return;
    RepublishDialog::Offer offer;
    offer.messages = qsizetype(messages.size());
    offer.target = commonConnection();
    for (const Connection* connection : m_workspace.connections())
        offer.targets.append({connection->number(), connection->name(), connection->dialect(),
            connection->info().version, connection->isConnected(),
            connection->productionLock().isLocked()});
    offer.known = m_publishPanel.history();
    Stomp::FrameDecoder decoder;
    QStringList own;
    for (const MessageView& message : messages)
        own << fromUtf8(decoder.decode(message.frame, message.bodyOffset, message.version)
                            .value("destination"));
    own.removeDuplicates();
    if (own.size() == 1)
        offer.destination = own.first();
    offer.known += own;
    offer.known.removeDuplicates();
    auto* const dialog = new RepublishDialog(offer, m_panel.window());
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setWindowModality(Qt::WindowModal);
    connect(dialog, &RepublishDialog::chosen, this, &WindowRepublishing::publish);
    dialog->show();
}

void WindowRepublishing::publish(quint32 number, const QString& destination)
{
    Connection* const connection = m_workspace.connection(number);
    const std::vector<MessageView> messages = selected();
    if (!connection || messages.empty() || connection->productionLock().refuses(tr("Publishing")))
        return;
    const Stomp::Dialect dialect = connection->dialect();
    std::vector<PublishRequest> requests;
    for (const MessageView& message : messages) {
        PublishDraft draft = PublishDraft::of(message);
        if (!destination.isEmpty())
            draft.destination = destination.toStdString();
        PublishRequest& request = requests.emplace_back();
        request.frame = draft.frame();
        request.contentLength = Stomp::contentLengthFor(dialect, draft.kind, draft.body);
        request.withReceipt = Stomp::factsOf(dialect).receipts.value == Stomp::Receipts::EveryFrame;
    }
    m_notices.dismiss(QStringLiteral("republish"));
    m_remark.sayUntilTaken(tr("Publishing again on %1 …").arg(connection->name()));
    auto* const work = new Republishing(*connection, this);
    connect(work, &Republishing::ended, this,
        [this, work, name = connection->name(), isInTransaction = connection->isInTransaction()](
            const Republishing::Sum& sum) {
            tell(sum, name, isInTransaction);
            work->deleteLater();
        });
    work->start(requests);
}

void WindowRepublishing::tell(
    const Republishing::Sum& sum, const QString& name, bool isInTransaction)
{
    const QString count = countText(sum.count);
    if (!sum.isAllWell()) {
        m_remark.take();
        m_notices.show(QStringLiteral("republish"), Tone::Bad,
            {tr("%1 of %2 messages were not published again on %3.")
                    .arg(countText(sum.failed), count, name),
                {}, {}, sum.firstFailure},
            {});
    } else if (isInTransaction) {
        m_remark.say(sum.count == 1
                ? tr("Published again on %1 in its transaction: counts at COMMIT").arg(name)
                : tr("%1 messages published again on %2 in its transaction: they count at COMMIT")
                      .arg(count, name));
    } else if (sum.confirmed == sum.count) {
        m_remark.say(sum.count == 1
                ? tr("Published again on %1, confirmed").arg(name)
                : tr("%1 messages published again on %2, all confirmed").arg(count, name));
    } else {
        m_remark.say(sum.count == 1
                ? tr("Published again on %1: sent; this broker confirms nothing").arg(name)
                : tr("%1 messages published again on %2: sent; this broker confirms nothing")
                      .arg(count, name));
    }
}

void WindowRepublishing::reply()
{
    const MessageTableModel& model = m_workspace.pump().model();
    const MessageSelection selection(model, *m_panel.view()->selectionModel());
    const QList<int> rows = selection.messageRows(2);
    if (rows.size() != 1)
        return;
    const PublishDraft draft = PublishDraft::replyTo(m_window.messageAt(rows.first()));
    if (draft.destination.empty())
        return;
    m_window.showPublishing();
    m_publishPanel.setTarget(model.rowAt(rows.first()).connection);
    m_publishPanel.compose(draft,
        tr("Reply to the message of %1; its correlation-id says so")
            .arg(clockText(model.rowAt(rows.first()).receivedUs, false)));
}

} // namespace Ui
