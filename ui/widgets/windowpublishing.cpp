#include "windowpublishing.h"

#include "connectionsbar.h"
#include "publishpanel.h"

#include <ui/profiles/settings.h>
#include <ui/workspace/replybook.h>
#include <ui/workspace/workspace.h>

#include <utility>

namespace Ui {

namespace {

TransactionFate fateOf(TransactionStep step, const QString& failure)
{
    if (!failure.isEmpty())
        return TransactionFate::Unknown;
    return step == TransactionStep::Commit ? TransactionFate::Committed : TransactionFate::Aborted;
}

} // namespace

WindowPublishing::WindowPublishing(Workspace& workspace, Settings& settings,
    ConnectionsBar& connections, PublishPanel& panel, OpenMessage openMessage, QObject* parent)
    : QObject(parent), m_workspace(workspace), m_panel(panel), m_openMessage(std::move(openMessage))
{
    panel.setHistory(settings.publishedDestinations());
    connect(&panel, &PublishPanel::historyChanged, this,
        [&settings](const QStringList& history) { settings.setPublishedDestinations(history); });
    connect(&panel, &PublishPanel::publishRequested, this,
        [this](quint32 number, const PublishRequest& request) {
            Connection* const connection = m_workspace.connection(number);
            if (!connection)
                return;
            const bool isInTransaction = connection->isInTransaction()
                && request.reply.way == Stomp::ReplyWay::None
                && !request.frame.header("transaction");
            m_panel.publishStarted(connection->publish(request), isInTransaction);
        });
    connect(&panel, &PublishPanel::stopRequested, this, [this](quint32 number, PublishId id) {
        if (Connection* connection = m_workspace.connection(number))
            connection->stopPublishing(id);
    });
    connect(&panel, &PublishPanel::replyRequested, this, &WindowPublishing::openReply);
    connect(
        &m_workspace.replies(), &ReplyBook::came, this,
        [this](quint32 connection, quint64 number) {
            if (m_awaited == std::pair(connection, number))
                openReply(connection, number);
        },
        Qt::QueuedConnection);
    connect(&panel, &PublishPanel::lockedRefused, this, [this](quint32 number) {
        if (Connection* connection = m_workspace.connection(number))
            (void)connection->productionLock().refuses(tr("Publishing"));
    });
    connect(&connections, &ConnectionsBar::currentChanged, this, [this](Connection* current) {
        if (!current)
            return;
        tellTargets(); // one that was only just added is current before it is told of
        m_panel.setTarget(current->number());
    });
    connect(&workspace, &Workspace::connectionAdded, this, &WindowPublishing::watch);
    connect(&workspace, &Workspace::connectionRemoved, this, &WindowPublishing::tellTargets);
    for (Connection* connection : workspace.connections())
        watch(connection);
    tellTargets();
}

void WindowPublishing::openReply(quint32 connection, quint64 number)
{
    m_awaited.reset();
    m_workspace.pump().flush(); // it may have come since the last tick
    if (!m_workspace.replies().hasCome(connection, number)) {
        m_awaited.emplace(connection, number);
        return;
    }
    const auto serial = m_workspace.replies().serialOf(connection, number);
    if (!serial || !m_openMessage(*serial))
        m_panel.replyIsGone();
}

void WindowPublishing::watch(Connection* connection)
{
    connect(connection, &Connection::stateChanged, this, [this, connection] {
        tellTargets();
        if (!connection->isConnected())
            m_panel.transactionEnded(connection->number(), TransactionFate::Lost);
    });
    connect(connection, &Connection::transacted, this,
        [this, number = connection->number()](TransactionStep step, const QString& failure) {
            if (step != TransactionStep::Begin)
                m_panel.transactionEnded(number, fateOf(step, failure));
        });
    connect(connection, &Connection::problemReported, this,
        [this, number = connection->number()](
            const Problem& problem) { m_panel.brokerComplained(number, problem.what); });
    connect(connection, &Connection::dialectChanged, this, &WindowPublishing::tellTargets);
    connect(&connection->productionLock(), &ProductionLock::lockedChanged, this,
        &WindowPublishing::tellTargets);
    connect(connection, &Connection::publishProgressed, this,
        [this, number = connection->number()](
            const PublishProgress& progress) { m_panel.publishProgress(number, progress); });
    connect(connection, &Connection::subscriptionAdded, this, &WindowPublishing::tellDestinations);
    connect(
        connection, &Connection::subscriptionRemoved, this, &WindowPublishing::tellDestinations);
    tellTargets();
    tellDestinations();
}

void WindowPublishing::tellTargets()
{
    QList<PublishTarget> targets;
    for (const Connection* connection : m_workspace.connections()) {
        targets.append({connection->number(), connection->name(), connection->dialect(),
            connection->info().version, connection->isConnected(),
            connection->productionLock().isLocked()});
    }
    m_panel.setTargets(targets);
}

void WindowPublishing::tellDestinations()
{
    QStringList known;
    for (const Connection* connection : m_workspace.connections()) {
        for (const Subscription& subscription : connection->subscriptions()) {
            if (!known.contains(subscription.wish.destination))
                known.append(subscription.wish.destination);
        }
    }
    m_panel.setKnownDestinations(known);
}

} // namespace Ui
