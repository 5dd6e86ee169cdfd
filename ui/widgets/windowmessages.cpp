#include "windowmessages.h"

#include "inspector.h"
#include "messagepanel.h"
#include "messagetableview.h"
#include "noticearea.h"
#include "tablecomparing.h"
#include "wording.h"

#include <ui/workspace/workspace.h>

#include <stomp/dialect/dialectfacts.h>
#include <stomp/messages/previousmessage.h>

namespace Ui {

WindowMessages::WindowMessages(Workspace& workspace, MessagePanel& panel, Inspector& inspector,
    NoticeArea& notices, QObject* parent)
    : QObject(parent), m_workspace(workspace), m_panel(panel), m_inspector(inspector),
      m_notices(notices), m_comparing(new TableComparing(panel, workspace.pump().model(),
                              [this](quint64 earlier, quint64 later) { compare(earlier, later); }))
{
    connect(&panel, &MessagePanel::currentMessageChanged, this, &WindowMessages::inspect);
    connect(&panel, &MessagePanel::acknowledgeRequested, this,
        [this](const QList<quint64>& serials, bool accept) { acknowledge(serials, accept); });
    connect(&panel, &MessagePanel::rejectRequested, this,
        [this](
            const QList<quint64>& serials, bool requeue) { acknowledge(serials, false, requeue); });
    panel.setSettlingOffers([this](const QList<quint64>& serials) { return offerFor(serials); });
    inspector.diff()->setFindPrevious(
        [this](const MessageView& message) { return previousOf(message); });
    connect(&workspace, &Workspace::connectionAdded, this, &WindowMessages::watch);
    connect(&workspace, &Workspace::connectionRemoved, this, &WindowMessages::showEmptyText);
    for (Connection* connection : workspace.connections())
        watch(connection);
    showEmptyText();
}

MessageView WindowMessages::messageAt(int row) const
{
    return viewOf(m_workspace.pump().model().messageAt(row));
}

MessageView WindowMessages::viewOf(const Stomp::StoredMessage& stored) const
{
    if (!stored)
        return {};
    MessageView view;
    view.owner = stored.segment;
    view.frame = stored.bytes();
    view.bodyOffset = stored.row->bodyOffset;
    view.version = stored.row->version;
    view.serial = stored.serial;
    view.receivedUs = stored.row->receivedUs;
    view.connection = m_workspace.connectionName(stored.row->connection);
    view.dialect = m_workspace.dialectOf(stored.row->connection);
    if (const Connection* connection = m_workspace.connection(stored.row->connection)) {
        if (const Subscription* s = connection->subscription(stored.row->subscription))
            view.subscription = s->wish.destination;
    }
    view.pairing = pairingOf(stored.serial);
    return view;
}

InspectorDiff::Previous WindowMessages::previousOf(const MessageView& message) const
{
    InspectorDiff::Previous previous;
    if (!message.serial) {
        previous.whyNot = tr("This message did not come to the table.");
        return previous;
    }
    const Stomp::PreviousMessage found =
        Stomp::findPrevious(m_workspace.pump().store(), *message.serial);
    previous.message = viewOf(found.message);
    if (!found.message)
        previous.whyNot = found.isGivenUp
            ? tr("None of its destination among the %1 messages before it.")
                  .arg(countText(Stomp::previousRows))
            : tr("None of its destination came before it, or it is no longer kept.");
    return previous;
}

QString WindowMessages::pairingOf(quint64 serial) const
{
    const ReplyFacts* const reply = m_workspace.replies().replyAt(serial);
    if (!reply)
        return {};
    const QString after = durationText(reply->roundTripUs);
    return reply->correlation.isEmpty()
        ? tr("Reply to your request to %1 after %2, told by its address: it has no correlation-id")
              .arg(reply->destination, after)
        : tr("Reply to your request to %1 after %2, told by its correlation-id %3")
              .arg(reply->destination, after, reply->correlation);
}

bool WindowMessages::open(quint64 serial)
{
    const Stomp::MessageStore& store = m_workspace.pump().store();
    const auto kept = store.rowOf(serial);
    if (!kept)
        return false;
    const MessageTableModel& model = m_workspace.pump().model();
    const auto row = model.rowOf(serial);
    if (!row) { // the table is paused
        m_inspector.show(viewOf(store.messageAt(*kept)));
        return true;
    }
    MessageTableView* const view = m_panel.view();
    const QModelIndex place = model.index(*row, 0);
    view->setFollowing(false);
    view->setCurrentIndex(place);
    view->scrollTo(place);
    m_inspector.show(viewOf(store.messageAt(*kept))); // it may have been the current one before
    return true;
}

QList<QAction*> WindowMessages::menuActions() const
{
    return {m_comparing->action()};
}

void WindowMessages::compare(quint64 earlier, quint64 later)
{
    const Stomp::MessageStore& store = m_workspace.pump().store();
    const auto first = store.rowOf(earlier);
    const auto second = store.rowOf(later);
    if (!first || !second)
        return;
    m_inspector.compare(viewOf(store.messageAt(*first)), viewOf(store.messageAt(*second)));
    Q_EMIT inspectorWanted();
}

void WindowMessages::inspect(int row)
{
    if (row < 0 || m_workspace.pump().model().isGap(row))
        m_inspector.clear();
    else
        m_inspector.show(messageAt(row));
}

SettlingOffer WindowMessages::offerFor(const QList<quint64>& serials) const
{
    SettlingOffer offer;
    const MessageTableModel& model = m_workspace.pump().model();
    offer.ack = m_workspace.acknowledging().reachOf(serials, true);
    offer.nack = m_workspace.acknowledging().reachOf(serials, false);
    offer.canRequeue = !serials.isEmpty();
    for (const quint64 serial : serials) {
        const auto row = model.rowOf(serial);
        const Connection* connection =
            row ? m_workspace.connection(model.rowAt(*row).connection) : nullptr;
        if (!connection)
            continue;
        const Stomp::DialectFacts& facts = Stomp::factsOf(connection->dialect());
        offer.canRequeue = offer.canRequeue && !facts.requeueHeader.value.empty();
        offer.nackMeaning = fromUtf8(facts.nack.value);
    }
    return offer;
}

void WindowMessages::acknowledge(
    const QList<quint64>& serials, bool accept, std::optional<bool> requeue)
{
    std::vector<Stomp::Header> headers;
    if (requeue)
        headers.push_back({"requeue", *requeue ? "true" : "false"});
    const QString complaint = m_workspace.acknowledging().settle(serials, accept, headers);
    const auto key = QStringLiteral("acknowledge");
    if (complaint.isEmpty())
        m_notices.dismiss(key);
    else
        m_notices.show(key, Tone::Warn, {complaint, {}, {}, {}}, {});
}

void WindowMessages::watch(Connection* connection)
{
    const auto tell = [this, connection] {
        m_workspace.pump().model().setConnection(
            connection->number(), connection->name(), connection->dialect());
        showEmptyText();
    };
    connect(connection, &Connection::stateChanged, this, tell);
    connect(connection, &Connection::dialectChanged, this, tell);
    connect(connection, &Connection::subscriptionAdded, this, &WindowMessages::showEmptyText);
    connect(connection, &Connection::subscriptionChanged, this, &WindowMessages::showEmptyText);
    connect(connection, &Connection::subscriptionRemoved, this, &WindowMessages::showEmptyText);
    tell();
}

void WindowMessages::showEmptyText()
{
    bool isConnected = false;
    bool isSubscribed = false;
    for (const Connection* connection : m_workspace.connections()) {
        isConnected = isConnected || connection->isConnected();
        for (const Subscription& subscription : connection->subscriptions())
            isSubscribed = isSubscribed || (connection->isConnected() && subscription.isLive());
    }
    if (isSubscribed) {
        m_panel.setEmptyText(
            tr("Waiting for messages"), tr("What arrives on your subscriptions is listed here."));
    } else if (isConnected) {
        m_panel.setEmptyText(
            tr("Nothing subscribed"), tr("Subscribe to a queue or a topic: Ctrl+T."));
    } else {
        m_panel.setEmptyText(tr("Not connected"), tr("Connect to a broker: Ctrl+N."));
    }
}

} // namespace Ui
