#include "transacting.h"

#include "acknowledging.h"
#include "connection.h"

namespace Ui {

Transacting::Transacting(const Acknowledging& acknowledging, QObject* parent)
    : QObject(parent), m_acknowledging(acknowledging)
{ }

void Transacting::watch(Connection* connection)
{
    const quint32 number = connection->number();
    connect(connection, &Connection::stateChanged, this, [this, connection] {
        if (!connection->isConnected())
            lose(*connection);
        Q_EMIT changed(connection->number());
    });
    connect(connection, &Connection::transacted, this,
        [this, connection](
            TransactionStep step, const QString& failure) { take(*connection, step, failure); });
    connect(connection, &Connection::publishProgressed, this,
        [this, connection, number](const PublishProgress& progress) {
            const auto here = m_transactions.find(number);
            if (here == m_transactions.end() || progress.id < here->firstPublish)
                return;
            const bool isRequest = progress.reply != ReplyState::NotWanted; // is not in it
            // RabbitMQ sends the RECEIPT of a SEND only after COMMIT: not to be waited for.
            const bool isSending = !progress.finished && progress.sent < progress.count;
            here->publishes.insert(progress.id,
                isRequest ? Publish() : Publish{progress.sent, progress.failed, isSending});
            if (here->wanted)
                end(connection, *here->wanted);
            Q_EMIT changed(number);
        });
    connect(connection, &Connection::problemReported, this, [this, connection] {
        const auto here = m_transactions.find(connection->number());
        if (here != m_transactions.end() && connection->dialect() == Stomp::Dialect::RabbitMq)
            ++here->errors;
    });
    connect(connection, &Connection::settled, this,
        [this, connection](const QList<quint64>& serials, bool, const QString& failure) {
            const auto here = m_transactions.find(connection->number());
            if (here == m_transactions.end() || here->state == State::None)
                return;
            here->settled = m_acknowledging.inTransaction(connection->number());
            if (failure.isEmpty() && connection->dialect() == Stomp::Dialect::Artemis)
                here->settledAtOnce += quint64(serials.size());
            Q_EMIT changed(connection->number());
        });
}

Transacting::Content Transacting::content(quint32 connection) const
{
    Content content;
    const auto here = m_transactions.constFind(connection);
    if (here == m_transactions.cend())
        return content;
    content.state = here->state;
    content.settled = here->settled;
    content.settledAtOnce = here->settledAtOnce;
    content.errors = here->errors;
    for (const Publish& one : here->publishes) {
        content.sent += one.sent;
        content.refused += one.failed;
        content.sending += one.isSending ? 1 : 0;
    }
    return content;
}

bool Transacting::canBegin(const Connection& connection) const
{
    return connection.isConnected() && connection.dialect() != Stomp::Dialect::Spring
        && content(connection.number()).state == State::None;
}

bool Transacting::canEnd(const Connection& connection) const
{
    const auto here = m_transactions.constFind(connection.number());
    if (here == m_transactions.cend() || here->state != State::Open || !connection.isConnected())
        return false;
    // Of each that was given we must have heard that it is sent.
    const quint64 given = connection.lastPublish() + 1 - here->firstPublish;
    return quint64(here->publishes.size()) == given && content(connection.number()).sending == 0;
}

void Transacting::begin(Connection* connection)
{
    if (!canBegin(*connection) || connection->productionLock().refuses(tr("A transaction")))
        return;
    Transaction& fresh = m_transactions[connection->number()];
    fresh = {};
    fresh.state = State::Beginning;
    fresh.firstPublish = connection->lastPublish() + 1;
    connection->transact(TransactionStep::Begin);
    Q_EMIT changed(connection->number());
}

void Transacting::end(Connection* connection, TransactionStep step)
{
    const auto here = m_transactions.find(connection->number());
    if (here == m_transactions.end() || here->state != State::Open || !connection->isConnected())
        return;
    if (!canEnd(*connection)) {
        here->wanted = step;
        return;
    }
    here->state = State::Ending;
    here->settled = m_acknowledging.inTransaction(connection->number());
    connection->transact(step);
    Q_EMIT changed(connection->number());
}

void Transacting::take(const Connection& connection, TransactionStep step, const QString& failure)
{
    const quint32 number = connection.number();
    const auto here = m_transactions.find(number);
    if (here == m_transactions.end() || here->state == State::None)
        return;
    if (step == TransactionStep::Begin && failure.isEmpty()) {
        here->state = State::Open;
        Q_EMIT changed(number);
        return;
    }
    const Outcome outcome{number, step, content(number), false, failure};
    m_transactions.erase(here);
    Q_EMIT changed(number);
    Q_EMIT finished(outcome);
}

void Transacting::lose(const Connection& connection)
{
    const quint32 number = connection.number();
    const Content last = content(number);
    if (!m_transactions.remove(number))
        return;
    Q_EMIT finished({number, TransactionStep::Abort, last, true, {}});
}

} // namespace Ui
