#include "quietwatch.h"

#include "workspace.h"

#include <QDateTime>
#include <QLocale>

namespace Ui {

using Stomp::SubscriptionState;

namespace {

/** A message that came within this time is no silence. */
constexpr qint64 liveMs = 5000;

QuietEvidence::Link linkOf(const Connection& connection)
{
    switch (connection.state()) {
    case Connection::State::Connected:
        return QuietEvidence::Link::Connected;
    case Connection::State::Waiting:
        return QuietEvidence::Link::Retrying;
    case Connection::State::Failed:
        return QuietEvidence::Link::Lost;
    case Connection::State::Opening:
    case Connection::State::Handshaking:
        return connection.isReconnecting() ? QuietEvidence::Link::Retrying
                                           : QuietEvidence::Link::Connecting;
    case Connection::State::Disconnected:
    case Connection::State::Disconnecting:
        break;
    }
    return QuietEvidence::Link::Ended;
}

} // namespace

QuietWatch::QuietWatch(Workspace& workspace, QObject* parent)
    : QObject(parent), m_workspace(workspace),
      m_clock([] { return QDateTime::currentMSecsSinceEpoch(); })
{
    connect(&workspace, &Workspace::connectionAdded, this, &QuietWatch::watch);
    connect(&workspace.pump(), &MessagePump::arrived, this,
        [this](const QList<MessagePump::Arrival>& arrivals) {
            const qint64 now = m_clock();
            for (const MessagePump::Arrival& arrival : arrivals)
                m_times[arrival.subscription].lastMessageMs = now;
        });
    for (Connection* connection : workspace.connections())
        watch(connection);
}

void QuietWatch::watch(Connection* connection)
{
    connect(connection, &Connection::subscriptionAdded, this, &QuietWatch::noteSubscribed);
    connect(connection, &Connection::subscriptionChanged, this,
        [this, connection](Stomp::SubscriptionKey key) {
            const Subscription* subscription = connection->subscription(key);
            if (subscription && subscription->state == SubscriptionState::Requested)
                noteSubscribed(key); // again, after a loss
        });
    connect(connection, &Connection::subscriptionRemoved, this,
        [this](Stomp::SubscriptionKey key) { m_times.remove(key); });
    for (const Subscription& subscription : connection->subscriptions())
        noteSubscribed(subscription.key);
}

void QuietWatch::noteSubscribed(Stomp::SubscriptionKey key)
{
    m_times[key].subscribedMs = m_clock();
}

bool QuietWatch::knows(quint32 connection, Stomp::SubscriptionKey key) const
{
    const Connection* known = m_workspace.connection(connection);
    return known && known->subscription(key);
}

QuietEvidence QuietWatch::evidence(quint32 number, Stomp::SubscriptionKey key) const
{
    QuietEvidence e;
    e.nowMs = m_clock();
    const Connection* connection = m_workspace.connection(number);
    const Subscription* subscription = connection ? connection->subscription(key) : nullptr;
    if (!subscription)
        return e;
    e.destination = subscription->wish.destination;
    e.dialect = connection->dialect();
    e.kind = Stomp::kindOf(e.dialect, e.destination.toStdString());
    e.link = linkOf(*connection);
    e.linkProblem = connection->problem().what;
    if (connection->isConnected())
        e.heartBeatEvery = connection->info().heartBeat.expectEvery;
    e.peerSilent = connection->isPeerSilent();
    e.lastHeardMs = m_workspace.frameLog().tap().lastHeardUs(number) / 1000;
    e.readingPaused = connection->isReadingPaused();
    e.state = subscription->state;
    e.stateReason = subscription->reason;
    e.ack = subscription->wish.ack;
    e.acknowledgesOnArrival = subscription->wish.acknowledgeOnArrival;
    e.headers = subscription->wish.headers;
    const Times times = m_times.value(key);
    e.subscribedMs = times.subscribedMs;
    e.lastMessageMs = times.lastMessageMs;
    e.messages = m_workspace.pump().subscriptionTraffic(key).messages;
    e.tablePaused = m_workspace.pump().isPaused();
    e.heldByPause = m_workspace.pump().ledger().held;
    if (e.ack != Stomp::AckMode::Auto && !e.acknowledgesOnArrival) {
        // From the book: messages that the table no longer keeps wait as well.
        e.unacknowledged = m_workspace.acknowledging().unacknowledged(number, key);
        e.unacknowledgedBytes = m_workspace.acknowledging().unacknowledgedBytes(number, key);
    }
    return e;
}

QString QuietWatch::summary(const QuietEvidence& e)
{
    const auto time = [&e](qint64 ms) {
        const QDateTime then = QDateTime::fromMSecsSinceEpoch(ms);
        const bool today = then.date() == QDateTime::fromMSecsSinceEpoch(e.nowMs).date();
        return today ? then.toString(QStringLiteral("HH:mm:ss"))
                     : QLocale().toString(then, QLocale::ShortFormat);
    };
    if (e.messages == 0) {
        return e.subscribedMs > 0
            ? tr("Nothing has arrived since it was subscribed, %1.").arg(time(e.subscribedMs))
            : tr("Nothing has arrived yet.");
    }
    const QString count =
        e.messages == 1 ? tr("1 message") : tr("%1 messages").arg(QLocale().toString(e.messages));
    if (e.lastMessageMs == 0)
        return tr("%1 so far.").arg(count);
    const QString text = tr("%1 so far, the last one %2.").arg(count, time(e.lastMessageMs));
    return e.nowMs - e.lastMessageMs < liveMs ? text + u' ' + tr("So it is not quiet just now.")
                                              : text;
}

} // namespace Ui
