#include "connectionworker.h"

namespace Ui {

using Stomp::Client;

ConnectionWorker::ConnectionWorker(std::unique_ptr<Stomp::MessageSink> sink)
    : m_sink(std::move(sink)), m_client(m_sink, this), m_publisher(m_client, this),
      m_asker(m_client, this), m_tellTimer(this)
{
    m_sink.setIsReply([this](const Stomp::FrameView& frame, const Stomp::MessageOrigin& origin) {
        return m_asker.offer(frame, origin);
    });
    connect(&m_client, &Client::connected, this,
        [this](const Stomp::SessionInfo& info) { Q_EMIT connected(info, m_client.dialect()); });
    connect(&m_client, &Client::stateChanged, this, [this](Client::State state) {
        if (state == Client::State::Disconnected)
            m_transaction.clear();
    });
    connect(&m_client, &Client::requestConfirmed, this,
        [this](Stomp::RequestId id, qint64) { finish(id, {}); });
    connect(&m_client, &Client::requestFailed, this,
        [this](Stomp::RequestId id, Stomp::RequestFailure, const QString& reason) {
            finish(id, reason);
        });
    m_tellTimer.setInterval(Publisher::tellEveryMs);
    m_tellTimer.setSingleShot(true);
    connect(&m_tellTimer, &QTimer::timeout, this, &ConnectionWorker::tell);
}

ConnectionWorker::~ConnectionWorker() = default;

void ConnectionWorker::observe(std::shared_ptr<Stomp::FrameObserver> observer)
{
    m_observer = std::move(observer);
    m_client.setFrameObserver(m_observer.get());
}

void ConnectionWorker::publish(PublishId id, const PublishRequest& request)
{
    if (request.reply.way != Stomp::ReplyWay::None) {
        m_asker.start(id, request);
        return;
    }
    if (m_transaction.empty() || request.frame.header("transaction")) {
        m_publisher.start(id, request);
        return;
    }
    PublishRequest inTransaction = request;
    inTransaction.frame.add("transaction", m_transaction);
    // RabbitMQ would send the RECEIPT only after COMMIT, and after ABORT none (stomp-facts 3.7):
    // the end of the transaction tells what became of it.
    if (m_client.dialect() == Stomp::Dialect::RabbitMq)
        inTransaction.withReceipt = false;
    m_publisher.start(id, inTransaction);
}

void ConnectionWorker::transact(TransactionStep step)
{
    Stomp::RequestId request = 0;
    switch (step) {
    case TransactionStep::Begin:
        m_transaction = "console-" + std::to_string(++m_transactions);
        request = m_client.begin(m_transaction);
        break;
    case TransactionStep::Commit:
        request = m_client.commitTransaction(std::exchange(m_transaction, {}));
        break;
    case TransactionStep::Abort:
        request = m_client.abortTransaction(std::exchange(m_transaction, {}));
        break;
    }
    m_steps.insert(request, step);
}

void ConnectionWorker::stopPublishing(PublishId id)
{
    m_publisher.stop(id);
    m_asker.stop(id);
}

void ConnectionWorker::unsubscribe(
    Stomp::SubscriptionKey key, const std::vector<Stomp::Header>& headers, bool second)
{
    m_client.unsubscribe(key, second ? std::vector<Stomp::Header>() : headers);
    if (second && !headers.empty())
        m_client.forget(key, headers);
}

void ConnectionWorker::settle(
    const QList<Settlement>& messages, bool accept, const std::vector<Stomp::Header>& headers)
{
    for (const Settlement& message : messages) {
        const Stomp::RequestId request = accept
            ? m_client.acknowledge(message.reference, m_transaction)
            : m_client.reject(message.reference, m_transaction, true, headers);
        m_settling.insert(request, {message.serial, accept});
    }
}

void ConnectionWorker::finish(Stomp::RequestId request, const QString& failure)
{
    if (const auto step = m_steps.constFind(request); step != m_steps.cend()) {
        const TransactionStep taken = *step;
        m_steps.erase(step);
        if (taken == TransactionStep::Begin && !failure.isEmpty())
            m_transaction.clear();
        tell();
        Q_EMIT transacted(taken, failure);
        return;
    }
    const auto found = m_settling.constFind(request);
    if (found == m_settling.cend())
        return;
    Answers& answers = m_answers[failure];
    (found->accept ? answers.accepted : answers.rejected).append(found->serial);
    m_settling.erase(found);
    if (!m_tellTimer.isActive())
        m_tellTimer.start();
}

void ConnectionWorker::tell()
{
    const auto all = std::exchange(m_answers, {});
    for (auto here = all.cbegin(); here != all.cend(); ++here) {
        if (!here->accepted.isEmpty())
            Q_EMIT settled(here->accepted, true, here.key());
        if (!here->rejected.isEmpty())
            Q_EMIT settled(here->rejected, false, here.key());
    }
}

} // namespace Ui
