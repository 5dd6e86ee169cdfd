#include "connection.h"

#include "connectionworker.h"
#include "iothread.h"

// The transaction of a connection: the part of Connection that begins and ends it.

namespace Ui {

void Connection::transact(TransactionStep step)
{
    connect(m_worker, &ConnectionWorker::transacted, this, &Connection::endTransacting,
        Qt::UniqueConnection);
    m_isInTransaction = step == TransactionStep::Begin;
    m_thread.post([worker = m_worker, step] { worker->transact(step); });
}

void Connection::endTransacting(TransactionStep step, const QString& failure)
{
    if (step == TransactionStep::Begin && !failure.isEmpty())
        m_isInTransaction = false;
    Q_EMIT transacted(step, failure);
}

} // namespace Ui
