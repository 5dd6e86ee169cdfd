#include "windowdropping.h"

#include "connectionsbar.h"
#include "noticearea.h"
#include "windowactions.h"
#include "wording.h"

#include <ui/workspace/workspace.h>

#include <QAction>
#include <QStringList>
#include <QTimer>

namespace Ui {

namespace {

QString noticeKey(quint32 connection)
{
    return QStringLiteral("dropped-%1").arg(connection);
}

WindowDropping::Names namesIn(Workspace& workspace)
{
    return {[&workspace](quint32 number) { return workspace.connectionName(number); },
        [&workspace](quint32 number, Stomp::SubscriptionKey key) {
            const Connection* const connection = workspace.connection(number);
            const Subscription* const known = connection ? connection->subscription(key) : nullptr;
            return known ? known->wish.destination : QString();
        }};
}

} // namespace

WindowDropping::WindowDropping(Workspace& workspace, ConnectionsBar& connections,
    WindowActions& actions, NoticeArea& notices, QObject* parent)
    : QObject(parent), m_workspace(workspace), m_connections(connections), m_actions(actions),
      m_notices(notices), m_names(namesIn(workspace)),
      m_watch(new DropWatch(workspace.pump(), m_names.connection)), m_tellDue(new QTimer(this))
{
    m_tellDue->setSingleShot(true);
    m_tellDue->setInterval(tellEveryMs);
    m_tellDue->callOnTimeout(this, &WindowDropping::tellAll);
    connect(m_watch, &DropWatch::changed, this, [this] {
        if (!m_tellDue->isActive())
            m_tellDue->start();
    });
    connect(actions.dropCurrent, &QAction::triggered, this, [this] {
        if (Connection* const current = m_connections.current())
            drop(current);
    });
    connect(&connections, &ConnectionsBar::dropRequested, this, &WindowDropping::drop);
    connect(&connections, &ConnectionsBar::currentChanged, this, &WindowDropping::update);
    const auto watch = [this](Connection* connection) {
        connect(connection, &Connection::stateChanged, this, &WindowDropping::update);
        update();
    };
    connect(&workspace, &Workspace::connectionAdded, this, watch);
    for (Connection* const connection : workspace.connections())
        watch(connection);
    update();
}

void WindowDropping::update()
{
    const Connection* const current = m_connections.current();
    m_actions.dropCurrent->setEnabled(current && current->isConnected());
}

void WindowDropping::drop(Connection* connection)
{
    if (!connection->isConnected())
        return;
    m_told.remove(connection->number());
    m_notices.dismiss(noticeKey(connection->number()));
    m_watch->drop(connection);
}

void WindowDropping::tellAll()
{
    for (const DropWatch::Report& report : m_watch->reports())
        tell(report);
}

void WindowDropping::tell(const DropWatch::Report& report)
{
    const QString key = noticeKey(report.connection);
    if (!report.hasEnded)
        return;
    const quint64 delivered = report.deliveredAgain();
    if (const auto told = m_told.constFind(report.connection);
        told != m_told.cend() && (*told == delivered || !m_notices.notice(key)))
        return;
    m_told.insert(report.connection, delivered);
    NoticeAction again;
    const Connection* const dropped = m_workspace.connection(report.connection);
    if (dropped && dropped->state() == Connection::State::Disconnected) {
        again.text = tr("Connect Again");
        again.run = [this, number = report.connection] {
            if (Connection* const connection = m_workspace.connection(number))
                m_workspace.reopen(connection);
        };
    }
    m_notices.show(key, Tone::Accent, textOf(report, m_names), again);
}

Problem WindowDropping::textOf(const DropWatch::Report& report, const Names& names)
{
    Problem text;
    const QString name = names.connection(report.connection);
    if (report.returned == 0) {
        text.what =
            tr("Dropped %1 without DISCONNECT. Nothing waited for an acknowledgement.").arg(name);
        return text;
    }
    text.what = report.returned == 1
        ? tr("Dropped %1 without DISCONNECT: 1 message was not acknowledged, and is returned.")
              .arg(name)
        : tr("Dropped %1 without DISCONNECT: %2 messages were not acknowledged, and are returned.")
              .arg(name, countText(report.returned));
    QStringList receivers;
    for (const DropWatch::Receiver& one : report.receivers) {
        const QString destination = names.destination(one.connection, one.subscription);
        QString who = names.connection(one.connection);
        if (one.connection == report.connection)
            who = tr("itself, connected again,");
        receivers << (destination.isEmpty()
                ? tr("%1 to %2").arg(countText(one.messages), who)
                : tr("%1 to %2 on %3").arg(countText(one.messages), who, destination));
    }
    const quint64 again = report.deliveredAgain();
    if (receivers.isEmpty())
        text.cause = tr("The broker gives them to whoever is subscribed, or subscribes next. None "
                        "has come to this console so far.");
    else if (again == report.returned)
        text.cause = tr("All were delivered again: %1.").arg(receivers.join(tr(", ")));
    else
        text.cause = tr("Delivered again so far: %1. %2 have not come to this console.")
                         .arg(receivers.join(tr(", ")), countText(report.returned - again));
    QStringList how;
    if (report.isByBody)
        how << tr("Known again by their bodies: this broker gives each delivery a new message-id.");
    if (report.isPartial)
        how << tr("Not all of them are looked for: at most %1, among the last %2 messages.")
                   .arg(countText(DropWatch::mostWatched), countText(DropWatch::mostRows));
    text.remedy = how.join(u' ');
    return text;
}

} // namespace Ui
