#include "connectionnotices.h"

#include "noticearea.h"
#include "wording.h"

#include <ui/workspace/workspace.h>

namespace Ui {
namespace {

QString keyOf(quint32 connection)
{
    return QStringLiteral("connection/%1").arg(connection);
}

QString errorKeyOf(quint32 connection)
{
    return QStringLiteral("error/%1").arg(connection);
}

} // namespace

ConnectionNotices::ConnectionNotices(Workspace& workspace, NoticeArea& area, QObject* parent)
    : QObject(parent), m_workspace(workspace), m_area(area)
{
    connect(&workspace, &Workspace::connectionAdded, this, &ConnectionNotices::watch);
    connect(&workspace, &Workspace::connectionRemoved, this, [this](quint32 number) {
        m_area.dismiss(keyOf(number));
        m_area.dismiss(errorKeyOf(number));
    });
    connect(&workspace.acknowledging(), &Acknowledging::failed, this,
        [this](quint32 number, qsizetype, const QString& reason) {
            m_area.show(errorKeyOf(number), Tone::Bad,
                {tr("The acknowledgement failed on %1.").arg(m_workspace.connectionName(number)),
                    {}, {}, reason},
                {});
        });
}

void ConnectionNotices::watch(Connection* connection)
{
    connect(
        connection, &Connection::stateChanged, this, [this, connection] { showState(connection); });
    connect(
        connection, &Connection::problemReported, this, [this, connection](const Problem& problem) {
            m_area.show(errorKeyOf(connection->number()), Tone::Bad, problem, {});
        });
    connect(connection, &Connection::subscriptionChanged, this,
        [this, connection](quint32 key) { showSubscription(connection, key); });
    showState(connection);
}

void ConnectionNotices::showState(Connection* connection)
{
    const QString key = keyOf(connection->number());
    const bool isWaiting = connection->state() == Connection::State::Waiting;
    if (!isWaiting && connection->isReconnecting())
        return; // it stays until the attempt has ended
    if (!isWaiting && connection->state() != Connection::State::Failed) {
        m_area.dismiss(key);
        return;
    }
    // What the last ERROR frame led to is told here, once.
    m_area.dismiss(errorKeyOf(connection->number()));
    Problem problem = connection->problem();
    if (m_workspace.connections().size() > 1)
        problem.what = tr("%1: %2").arg(connection->name(), problem.what);
    if (isWaiting) {
        problem.remedy = tr("It is tried again by itself until it is back. What is published "
                            "meanwhile is not sent.");
        m_area.show(key, Tone::Warn, problem, {tr("Try now"), [this, connection] {
                                                   m_workspace.reopen(connection);
                                               }});
    } else if (connection->wasConnected()) {
        m_area.show(key, Tone::Bad, problem, {tr("Connect again"), [this, connection] {
                                                  m_workspace.reopen(connection);
                                              }});
    } else {
        m_area.show(key, Tone::Bad, problem, {tr("Change and connect …"), [this, connection] {
                                                  Q_EMIT changeRequested(connection);
                                              }});
    }
}

void ConnectionNotices::showSubscription(Connection* connection, quint32 key)
{
    const Subscription* subscription = connection->subscription(key);
    if (!subscription || subscription->state != Stomp::SubscriptionState::Refused
        || connection->isHeldByLock(key)) // the lock's own notice tells that
        return;
    Problem problem;
    problem.what = tr("The subscription to %1 was refused.").arg(subscription->wish.destination);
    problem.detail = subscription->reason;
    m_area.show(
        errorKeyOf(connection->number()), Tone::Bad, problem, {tr("Remove it"), [connection, key] {
                                                                   connection->unsubscribe(key);
                                                               }});
}

} // namespace Ui
