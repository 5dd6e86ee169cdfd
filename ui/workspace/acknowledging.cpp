#include "acknowledging.h"

#include "connection.h"
#include "messagepump.h"

#include <stomp/protocol/framedecoder.h>

#include <QSet>

#include <algorithm>
#include <utility>

namespace Ui {

using Stomp::AckBook;
using Stomp::AckReach;

namespace {

AckReach reachOn(const Connection& connection, const Subscription& subscription, bool accept)
{
    return Stomp::ackReach(
        connection.dialect(), subscription.wish.ack, connection.info().version, accept);
}

} // namespace

Acknowledging::Acknowledging(MessagePump& pump, ConnectionOf connectionOf, QObject* parent)
    : QObject(parent), m_pump(pump), m_connectionOf(std::move(connectionOf))
{
    m_pump.setNeedsAck([this](const Stomp::MessageRow& row, quint64 serial) { note(row, serial); });
}

void Acknowledging::watch(Connection* connection)
{
    const quint32 number = connection->number();
    connect(connection, &Connection::stateChanged, this, [this, connection, number] {
        if (connection->isConnected() || !m_ledgers.contains(number))
            return;
        m_ledgers[number].book.clear();
        m_ledgers[number].pending.clear();
        ++m_ledgers[number].session;
    });
    connect(connection, &Connection::subscriptionRemoved, this,
        [this, connection](Stomp::SubscriptionKey key) { giveBack(*connection, key); });
    connect(connection, &Connection::subscriptionChanged, this,
        [this, connection](Stomp::SubscriptionKey key) {
            const Subscription* const known = connection->subscription(key);
            if (known && known->state == Stomp::SubscriptionState::Refused)
                giveBack(*connection, key); // cancelled by the broker
        });
    connect(connection, &Connection::transacted, this,
        [this, connection](TransactionStep step, const QString& failure) {
            if (step != TransactionStep::Begin)
                endTransaction(*connection, step == TransactionStep::Commit && failure.isEmpty());
        });
    connect(connection, &Connection::settled, this,
        [this, connection](const QList<quint64>& serials, bool accepted, const QString& failure) {
            finish(connection, serials, accepted, failure);
        });
}

void Acknowledging::giveBack(const Connection& connection, Stomp::SubscriptionKey key)
{
    // RabbitMQ holds them until the connection closes, and an ACK of others takes them too.
    const auto ledger = m_ledgers.find(connection.number());
    if (ledger != m_ledgers.end() && connection.dialect() != Stomp::Dialect::RabbitMq)
        mark(ledger->book.end(key), Stomp::AckState::Lapsed);
    if (ledger != m_ledgers.end())
        giveBackPending(connection, *ledger, key);
}

void Acknowledging::giveBackPending(
    const Connection& connection, Ledger& ledger, Stomp::SubscriptionKey key)
{
    // Classic keeps it for the transaction, but not what a cumulative ACK has taken.
    const Stomp::Dialect dialect = connection.dialect();
    std::erase_if(ledger.pending, [&](const Pending& one) {
        const bool goesBack = dialect == Stomp::Dialect::Practice
            || (dialect == Stomp::Dialect::ActiveMq && one.reach == AckReach::Subscription);
        if (!goesBack || one.entries.empty() || one.entries.front().subscription != key)
            return false;
        mark(one.entries, Stomp::AckState::Lapsed);
        return true;
    });
}

void Acknowledging::note(const Stomp::MessageRow& row, quint64 serial)
{
    Ledger& ledger = m_ledgers[row.connection];
    AckBook& book = ledger.book;
    if ((row.flags & Stomp::AckedOnArrivalFlag) == 0) {
        book.add(row.subscription, serial, row.length);
        return;
    }
    if (book.outstanding() == 0 && ledger.pending.empty())
        return;
    // The session's own ACK takes the earlier ones of the connection with it, where that is so.
    const Connection* connection = m_connectionOf(row.connection);
    const Subscription* subscription =
        connection ? connection->subscription(row.subscription) : nullptr;
    if (!subscription || reachOn(*connection, *subscription, true) != AckReach::Connection)
        return;
    book.add(row.subscription, serial, row.length);
    std::vector<AckBook::Entry> taken = book.settle(row.subscription, serial, AckReach::Connection);
    taken.pop_back(); // itself
    mark(taken, Stomp::AckState::Acked);
    // Also what an open transaction was to settle: its COMMIT finds nothing of it any more.
    for (const Pending& one : std::exchange(ledger.pending, {}))
        mark(one.entries, Stomp::AckState::Acked);
}

bool Acknowledging::isHeldByBroker(const Stomp::MessageRow& row, quint64 serial) const
{
    const auto ledger = m_ledgers.constFind(row.connection);
    const Connection* const connection = m_connectionOf(row.connection);
    return connection && connection->isConnected() && ledger != m_ledgers.cend()
        && ledger->book.contains(row.subscription, serial);
}

Acknowledging::Plan Acknowledging::plan(QList<quint64> serials, bool accept) const
{
    std::sort(serials.begin(), serials.end());
    Plan plan;
    qsizetype gone = 0;
    qsizetype held = 0;
    qsizetype settled = 0;
    bool isIgnored = false;
    // From the newest on: an earlier one that goes with a later one is not sent.
    QSet<quint32> connectionsTaken;
    QSet<Stomp::SubscriptionKey> subscriptionsTaken;
    for (auto here = serials.crbegin(); here != serials.crend(); ++here) {
        const auto row = m_pump.store().rowOf(*here);
        if (!row)
            continue;
        const Stomp::AckState state = m_pump.model().ackStateOf(*here);
        if (state != Stomp::AckState::Waiting) {
            ++(state == Stomp::AckState::Lapsed ? gone : settled);
            continue;
        }
        const Stomp::MessageRow& facts = m_pump.store().rowAt(*row);
        const Connection* connection = m_connectionOf(facts.connection);
        const Subscription* subscription =
            connection ? connection->subscription(facts.subscription) : nullptr;
        if (!subscription || !subscription->isLive() || !connection->isConnected()
            || *here < m_pump.model().sessionStart(facts.connection)) {
            ++(isHeldByBroker(facts, *here) ? held : gone);
            continue;
        }
        const auto ledger = m_ledgers.constFind(facts.connection);
        if (ledger == m_ledgers.cend() || !ledger->book.contains(facts.subscription, *here))
            continue; // its answer is under way
        const Target target{*here, facts.subscription, reachOn(*connection, *subscription, accept)};
        isIgnored = isIgnored || target.reach == AckReach::Nothing;
        if (target.reach == AckReach::Nothing)
            continue;
        ++plan.chosen;
        if (connectionsTaken.contains(facts.connection)
            || subscriptionsTaken.contains(facts.subscription))
            continue;
        if (target.reach == AckReach::Connection)
            connectionsTaken.insert(facts.connection);
        else if (target.reach == AckReach::Subscription)
            subscriptionsTaken.insert(facts.subscription);
        plan.byConnection[facts.connection].append(target);
    }
    for (QList<Target>& targets : plan.byConnection)
        std::reverse(targets.begin(), targets.end());
    if (gone > 0) {
        plan.complaint = tr("%n message(s) came on a subscription or session that has ended: the "
                            "broker has taken them back and will deliver them again.",
            nullptr, static_cast<int>(gone));
    } else if (held > 0) {
        plan.complaint =
            tr("%n message(s) came on a subscription that has ended: this broker takes "
               "no ACK of them any more, and holds them until the connection ends.",
                nullptr, static_cast<int>(held));
    } else if (isIgnored) {
        plan.complaint = tr("This broker ignores acknowledgements.");
    } else if (settled > 0 && plan.byConnection.isEmpty()) {
        plan.complaint = tr("The selected messages do not wait for an acknowledgement.");
    }
    return plan;
}

Acknowledging::Reach Acknowledging::reachOf(const QList<quint64>& serials, bool accept) const
{
    const Plan what = plan(serials, accept);
    Reach reach;
    reach.chosen = what.chosen;
    for (auto here = what.byConnection.cbegin(); here != what.byConnection.cend(); ++here) {
        const AckBook& book = m_ledgers.constFind(here.key())->book;
        for (const Target& target : here.value()) {
            const std::size_t all =
                book.countUpTo(target.subscription, target.serial, target.reach);
            reach.messages += all;
            reach.otherSubscriptions = reach.otherSubscriptions
                || (target.reach == AckReach::Connection
                    && all > book.countUpTo(
                           target.subscription, target.serial, AckReach::Subscription));
        }
    }
    return reach;
}

QList<Acknowledging::Taken> Acknowledging::takenBy(const QList<quint64>& serials, bool accept) const
{
    const Plan what = plan(serials, accept);
    QList<Taken> taken;
    for (auto here = what.byConnection.cbegin(); here != what.byConnection.cend(); ++here) {
        const AckBook& book = m_ledgers.constFind(here.key())->book;
        for (const Target& target : here.value()) {
            for (const AckBook::Entry& entry :
                book.reachedFrom(target.subscription, target.serial, target.reach))
                taken.append({entry.tag, here.key(), entry.subscription});
        }
    }
    return taken;
}

QList<quint64> Acknowledging::upTo(quint64 serial) const
{
    const Plan what = plan({serial}, true);
    if (what.byConnection.isEmpty())
        return {};
    const Target& target = what.byConnection.cbegin()->constFirst();
    if (target.reach != AckReach::One)
        return {serial};
    QList<quint64> all;
    const AckBook& book = m_ledgers.constFind(what.byConnection.cbegin().key())->book;
    for (const AckBook::Entry& entry :
        book.reachedFrom(target.subscription, serial, AckReach::Subscription))
        all.append(entry.tag);
    return all;
}

QString Acknowledging::settle(
    const QList<quint64>& serials, bool accept, const std::vector<Stomp::Header>& nackHeaders)
{
    const Plan what = plan(serials, accept);
    for (auto here = what.byConnection.cbegin(); here != what.byConnection.cend(); ++here) {
        Connection* connection = m_connectionOf(here.key());
        if (connection->productionLock().refuses(
                accept ? tr("Acknowledging by hand") : tr("Rejecting by hand")))
            continue; // they wait on, and the lock has said why
        Ledger& ledger = m_ledgers[here.key()];
        // Artemis acknowledges at once, whatever the transaction (stomp-facts 3.7).
        const bool isHeld =
            connection->isInTransaction() && connection->dialect() != Stomp::Dialect::Artemis;
        QList<Settlement> messages;
        for (const Target& target : here.value()) {
            messages.append(settlementOf(*connection, target.serial));
            m_underWay.insert(target.serial,
                {ledger.book.settle(target.subscription, target.serial, target.reach),
                    ledger.session, isHeld, target.reach});
        }
        connection->settle(messages, accept, nackHeaders);
    }
    return what.complaint;
}

Settlement Acknowledging::settlementOf(const Connection& connection, quint64 serial) const
{
    const Stomp::StoredMessage message = m_pump.store().messageAt(*m_pump.store().rowOf(serial));
    Stomp::MessageOrigin origin;
    origin.subscription = message.row->subscription;
    origin.version = message.row->version;
    origin.ack = connection.subscription(origin.subscription)->wish.ack;
    Stomp::FrameDecoder decoder;
    const Stomp::FrameView& frame =
        decoder.decode(message.bytes(), message.row->bodyOffset, message.row->version);
    return {serial, Stomp::AckReference::of(frame, origin)};
}

void Acknowledging::finish(
    Connection* connection, const QList<quint64>& serials, bool accepted, const QString& failure)
{
    std::vector<AckBook::Entry> done;
    for (const quint64 serial : serials) {
        UnderWay answered = m_underWay.take(serial);
        Ledger& ledger = m_ledgers[connection->number()];
        const bool isOfNow = answered.session == ledger.session;
        if (failure.isEmpty() && answered.isInTransaction) {
            if (!isOfNow)
                continue; // it went with its session
            mark(answered.entries,
                accepted ? Stomp::AckState::AckedInTransaction
                         : Stomp::AckState::NackedInTransaction);
            ledger.pending.push_back({std::move(answered.entries), accepted, answered.reach});
        } else if (failure.isEmpty())
            done.insert(done.end(), answered.entries.begin(), answered.entries.end());
        else if (isOfNow)
            ledger.book.restore(answered.entries);
    }
    mark(done, accepted ? Stomp::AckState::Acked : Stomp::AckState::Nacked);
    if (!failure.isEmpty())
        Q_EMIT failed(connection->number(), serials.size(), failure);
}

void Acknowledging::endTransaction(const Connection& connection, bool isCommitted)
{
    const auto ledger = m_ledgers.find(connection.number());
    if (ledger == m_ledgers.end())
        return;
    for (Pending& one : std::exchange(ledger->pending, {})) {
        if (isCommitted) {
            mark(one.entries, one.accept ? Stomp::AckState::Acked : Stomp::AckState::Nacked);
            continue;
        }
        // They wait again, for the same subscription; of one that has ended they went back.
        const auto ended = std::stable_partition(
            one.entries.begin(), one.entries.end(), [&connection](const AckBook::Entry& entry) {
                const Subscription* const known = connection.subscription(entry.subscription);
                return connection.dialect() == Stomp::Dialect::RabbitMq
                    || (known && known->isLive());
            });
        mark({ended, one.entries.end()}, Stomp::AckState::Lapsed);
        one.entries.erase(ended, one.entries.end());
        ledger->book.restore(one.entries);
        mark(one.entries, Stomp::AckState::Waiting);
    }
}

quint64 Acknowledging::inTransaction(quint32 connection) const
{
    quint64 messages = 0;
    if (const auto ledger = m_ledgers.constFind(connection); ledger != m_ledgers.cend()) {
        for (const Pending& one : ledger->pending)
            messages += one.entries.size();
    }
    return messages;
}

void Acknowledging::mark(const std::vector<AckBook::Entry>& entries, Stomp::AckState state)
{
    std::vector<quint64> serials;
    serials.reserve(entries.size());
    for (const AckBook::Entry& entry : entries)
        serials.push_back(entry.tag);
    m_pump.setAckStates(serials, state);
}

quint64 Acknowledging::unacknowledged(quint32 connection, Stomp::SubscriptionKey key) const
{
    const auto ledger = m_ledgers.constFind(connection);
    return ledger == m_ledgers.cend() ? 0 : ledger->book.outstanding(key);
}

quint64 Acknowledging::unacknowledgedBytes(quint32 connection, Stomp::SubscriptionKey key) const
{
    const auto ledger = m_ledgers.constFind(connection);
    return ledger == m_ledgers.cend() ? 0 : ledger->book.outstandingBytes(key);
}

} // namespace Ui
