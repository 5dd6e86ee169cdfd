#include "windowmessages.h"

#include "inspector.h"
#include "messagepanel.h"
#include "noticearea.h"

#include <ui/workspace/workspace.h>

namespace Ui {

WindowMessages::WindowMessages(Workspace& workspace, MessagePanel& panel, Inspector& inspector,
    NoticeArea& notices, QObject* parent)
    : QObject(parent), m_workspace(workspace), m_panel(panel), m_inspector(inspector),
      m_notices(notices)
{
    connect(&panel, &MessagePanel::currentMessageChanged, this, &WindowMessages::inspect);
    connect(&panel, &MessagePanel::acknowledgeRequested, this, &WindowMessages::acknowledge);
    connect(&workspace, &Workspace::connectionAdded, this, &WindowMessages::watch);
    connect(&workspace, &Workspace::connectionRemoved, this, &WindowMessages::showEmptyText);
    for (Connection* connection : workspace.connections())
        watch(connection);
    showEmptyText();
}

MessageView WindowMessages::messageAt(int row) const
{
    const Stomp::StoredMessage stored = m_workspace.pump().model().messageAt(row);
    if (!stored)
        return {};
    MessageView view;
    view.owner = stored.segment;
    view.frame = stored.bytes();
    view.bodyOffset = stored.row->bodyOffset;
    view.version = stored.row->version;
    view.receivedUs = stored.row->receivedUs;
    view.connection = m_workspace.connectionName(stored.row->connection);
    if (const Connection* connection = m_workspace.connection(stored.row->connection)) {
        view.dialect = connection->dialect();
        if (const Subscription* s = connection->subscription(stored.row->subscription))
            view.subscription = s->wish.destination;
    }
    return view;
}

void WindowMessages::inspect(int row)
{
    if (row < 0 || m_workspace.pump().model().isGap(row))
        m_inspector.clear();
    else
        m_inspector.show(messageAt(row));
}

void WindowMessages::acknowledge(const QList<quint64>& serials, bool accept)
{
    const QString complaint = m_workspace.settle(serials, accept);
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
    connect(connection, &Connection::subscriptionAdded, this, &WindowMessages::showEmptyText);
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
