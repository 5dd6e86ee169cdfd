#include "logging.h"
#include "practiceserver.h"
#include "sqlitestore.h"
#include "trafficpacer.h"

#include <QDateTime>

#include <utility>

// How the practice broker keeps what is persistent.

namespace Stomp {

bool PracticeServer::openStore()
{
    if (m_options.storeFile.isEmpty())
        return true;
    auto store = std::make_unique<SqliteStore>();
    if (!store->open(m_options.storeFile)) {
        m_failure = Failure::Store;
        m_errorString = store->error();
        return false;
    }
    m_store = std::move(store);
    return true;
}

bool PracticeServer::startBroker()
{
    BrokerOptions options = m_options.broker;
    if (m_store)
        options.bootId = m_store->bootId();
    else if (options.bootId.empty())
        options.bootId = QByteArray::number(QDateTime::currentMSecsSinceEpoch(), 36).toStdString();
    auto broker = std::make_shared<Broker>(std::move(options));
    if (!restoreBroker(*broker))
        return false;
    m_pacer.reset();
    m_broker = std::move(broker);
    setWallClock();
    m_broker->faults().arm(m_options.faults, now());
    restartTraffic();
    tickBy(m_broker->nextDeadline(now()));
    return true;
}

bool PracticeServer::restoreBroker(Broker& broker)
{
    if (!m_store)
        return true;
    broker.setWallOffset(QDateTime::currentMSecsSinceEpoch() - now());
    const bool isLoaded =
        m_store->load([&](const StoredDurable& durable) { broker.restore(durable); },
            [&](const PersistentMessage& message) { broker.restore(message, now()); });
    if (!isLoaded) {
        m_failure = Failure::Store;
        m_errorString = m_store->error();
        return false;
    }
    // After a failure from where the last one was: the ids set aside must do until there is room.
    broker.continueAfter(m_broker ? m_broker->lastId() : m_store->lastId());
    broker.setStore(*m_store);
    return true;
}

/** What was said to clients leaves when what it says is on the disk. */
bool PracticeServer::mayWrite() const
{
    return !m_store || !m_broker || !m_store->needsCommit(m_broker->lastId());
}

/** Once all that has come from clients by now is worked off: one commit for all of it. */
void PracticeServer::commitSoon()
{
    if (!std::exchange(m_commitPending, true))
        QMetaObject::invokeMethod(this, &PracticeServer::commitAndFlush, Qt::QueuedConnection);
}

void PracticeServer::commitAndFlush()
{
    m_commitPending = false;
    if (!m_broker || !m_store)
        return;
    if (m_store->commit(m_broker->lastId()))
        flushTouched();
    else
        startAgainFromStore();
}

/** The broker and its store differ, and its clients were not told what is only in the broker: so
 * they go, and it begins again with what the store has. */
void PracticeServer::startAgainFromStore()
{
    const Refusal reason = *m_store->refusal();
    qCWarning(brokerLog).noquote() << "the store cannot be written:" << m_store->error();
    for (const auto& client : m_clients)
        client->session().connectionLost(now());
    for (const auto& client : m_clients)
        client->endWith(reason);
    m_store->forgetChanges();
    if (!startBroker()) {
        qCWarning(brokerLog).noquote() << "the broker ends:" << m_errorString;
        stop();
        return;
    }
    m_storeRetry.start();
    flushTouched();
}

void PracticeServer::tryStoreAgain()
{
    if (!m_store || !m_store->refusal() || !m_store->probe())
        return;
    qCInfo(brokerLog) << "the store can be written again";
    m_storeRetry.stop();
}

Refusal PracticeServer::goodbye()
{
    return {"The broker is shutting down", "The practice broker has been stopped.", {}};
}

void PracticeServer::closeClients()
{
    const Refusal reason = goodbye();
    if (m_store && !m_store->commit(m_broker->lastId())) {
        for (const auto& client : m_clients)
            client->dropUnconfirmed();
    }
    for (const auto& client : m_clients)
        client->session().shutDown(reason, now());
    // What they had comes back, and is marked as delivered.
    if (m_store && !m_store->commit(m_broker->lastId()))
        qCWarning(brokerLog).noquote() << "the store cannot be written:" << m_store->error();
    for (const auto& client : m_clients)
        client->closeNow(reason);
}

} // namespace Stomp
