#pragma once

#include "asker.h"
#include "publisher.h"
#include "replysink.h"
#include "subscription.h"
#include "transactionstep.h"

#include <stomp/client/client.h>
#include <stomp/session/frameobserver.h>

#include <QHash>
#include <QObject>

#include <memory>

namespace Ui {

/**
 * The part of a connection that lives on the I/O thread: the client, its sink, and what is under
 * way. Its signals go to the Connection, its methods are posted by it; nobody else knows it. Made
 * on the window's thread, moved before it is used, given up with deleteLater().
 */
class ConnectionWorker : public QObject
{
    Q_OBJECT

public:
    explicit ConnectionWorker(std::unique_ptr<Stomp::MessageSink> sink);
    ~ConnectionWorker() override;

    void observe(std::shared_ptr<Stomp::FrameObserver> observer);
    [[nodiscard]] Stomp::Client& client() { return m_client; }
    [[nodiscard]] Publisher& publisher() { return m_publisher; }
    [[nodiscard]] Asker& asker() { return m_asker; }

    void publish(PublishId id, const PublishRequest& request);
    void transact(TransactionStep step);
    void stopPublishing(PublishId id);
    void stopAllPublishing() { m_publisher.stopAll(); }
    /** headers: for the broker to delete a durable one; second: by an UNSUBSCRIBE of their own. */
    void unsubscribe(
        Stomp::SubscriptionKey key, const std::vector<Stomp::Header>& headers, bool second);
    /** headers: of the NACKs. */
    void settle(
        const QList<Settlement>& messages, bool accept, const std::vector<Stomp::Header>& headers);

Q_SIGNALS:
    void connected(const Stomp::SessionInfo& info, Stomp::Dialect dialect);
    /** Settled (failure empty) or not; gathered over at most 50 ms. */
    void settled(const QList<quint64>& serials, bool accepted, const QString& failure);
    /** After settled() of what went in the transaction. */
    void transacted(Ui::TransactionStep step, const QString& failure);

private:
    struct Waiting
    {
        quint64 serial = 0;
        bool accept = true;
    };
    struct Answers
    {
        QList<quint64> accepted;
        QList<quint64> rejected;
    };

    void finish(Stomp::RequestId request, const QString& failure);
    void tell();

    ReplySink m_sink;
    std::shared_ptr<Stomp::FrameObserver> m_observer;
    Stomp::Client m_client;
    Publisher m_publisher;
    Asker m_asker;
    QHash<Stomp::RequestId, Waiting> m_settling;
    QHash<Stomp::RequestId, TransactionStep> m_steps; //!< under way
    std::string m_transaction; //!< that is open: what is sent goes in it
    quint64 m_transactions = 0; //!< were begun
    QHash<QString, Answers> m_answers; //!< by failure
    QTimer m_tellTimer;
};

} // namespace Ui
