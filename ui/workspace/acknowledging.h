#pragma once

#include "subscription.h"

#include <stomp/messages/messagestore.h>
#include <stomp/session/ackbook.h>

#include <QHash>
#include <QList>
#include <QObject>

#include <functional>
#include <vector>

namespace Ui {

class Connection;
class MessagePump;

/**
 * Acknowledges messages of the table by hand. Keeps a book of what waits on each connection, by the
 * store's serials: so it can say beforehand how many messages an ACK takes with it on this broker,
 * never acknowledges twice, and marks exactly those that were. Window's thread.
 */
class Acknowledging : public QObject
{
    Q_OBJECT

public:
    using ConnectionOf = std::function<Connection*(quint32 number)>;

    /** What acknowledging (or rejecting) some messages would do. */
    struct Reach
    {
        quint64 messages = 0; //!< that it settles, the chosen ones included
        quint64 chosen = 0; //!< that were chosen, and can be settled
        bool otherSubscriptions = false; //!< messages of other subscriptions among them
    };

    /** A message that a settlement would take. */
    struct Taken
    {
        quint64 serial = 0;
        quint32 connection = 0;
        Stomp::SubscriptionKey subscription = 0;

        bool operator==(const Taken&) const = default;
    };

    Acknowledging(MessagePump& pump, ConnectionOf connectionOf, QObject* parent = nullptr);

    void watch(Connection* connection);

    [[nodiscard]] Reach reachOf(const QList<quint64>& serials, bool accept) const;
    /** Which messages reachOf() counts, each once, in the order of delivery on each connection; but
     * for those that the book has forgotten. */
    [[nodiscard]] QList<Taken> takenBy(const QList<quint64>& serials, bool accept) const;
    /** What to acknowledge so that this message and all earlier ones of its subscription are:
     * itself where one ACK takes them all, else each that waits. Empty when it does not wait. */
    [[nodiscard]] QList<quint64> upTo(quint64 serial) const;
    /** ACK or NACK of these messages, where they still wait for it; nackHeaders: such as requeue.
     * Says what cannot be done. */
    [[nodiscard]] QString settle(const QList<quint64>& serials, bool accept,
        const std::vector<Stomp::Header>& nackHeaders = {});
    /** Messages of a subscription that wait for an acknowledgement by hand. */
    [[nodiscard]] quint64 unacknowledged(quint32 connection, Stomp::SubscriptionKey key) const;
    /** Messages whose settlement waits for the COMMIT of the connection's transaction; in the table
     * acked, or nacked, in transaction. */
    [[nodiscard]] quint64 inTransaction(quint32 connection) const;
    /** The bytes of their frames. */
    [[nodiscard]] quint64 unacknowledgedBytes(quint32 connection, Stomp::SubscriptionKey key) const;

Q_SIGNALS:
    /** Failed, in the broker's or the client's words. */
    void failed(quint32 connection, qsizetype messages, const QString& reason);

private:
    struct Target
    {
        quint64 serial = 0;
        Stomp::SubscriptionKey subscription = 0;
        Stomp::AckReach reach = Stomp::AckReach::One;
    };
    struct Plan
    {
        QHash<quint32, QList<Target>> byConnection; //!< in the order of arrival
        quint64 chosen = 0;
        QString complaint; //!< empty when all of them can be settled
    };
    struct Pending
    {
        std::vector<Stomp::AckBook::Entry> entries;
        bool accept = true;
        Stomp::AckReach reach = Stomp::AckReach::One;
    };
    struct Ledger
    {
        Stomp::AckBook book;
        std::vector<Pending> pending; //!< in its transaction
        quint32 session = 0; //!< counts them
    };
    struct UnderWay
    {
        std::vector<Stomp::AckBook::Entry> entries;
        quint32 session = 0;
        bool isInTransaction = false;
        Stomp::AckReach reach = Stomp::AckReach::One;
    };

    void note(const Stomp::MessageRow& row, quint64 serial);
    /** Its subscription has ended, but only with the connection the broker takes it back. */
    [[nodiscard]] bool isHeldByBroker(const Stomp::MessageRow& row, quint64 serial) const;
    [[nodiscard]] Plan plan(QList<quint64> serials, bool accept) const;
    [[nodiscard]] Settlement settlementOf(const Connection& connection, quint64 serial) const;
    void finish(Connection* connection, const QList<quint64>& serials, bool accepted,
        const QString& failure);
    void endTransaction(const Connection& connection, bool isCommitted);
    void giveBack(const Connection& connection, Stomp::SubscriptionKey key);
    /** Of a subscription that has ended: what its broker takes back although it is in an open
     * transaction. */
    void giveBackPending(const Connection& connection, Ledger& ledger, Stomp::SubscriptionKey key);
    void mark(const std::vector<Stomp::AckBook::Entry>& entries, Stomp::AckState state);

    MessagePump& m_pump;
    ConnectionOf m_connectionOf;
    QHash<quint32, Ledger> m_ledgers; //!< by connection
    QHash<quint64, UnderWay> m_underWay; //!< by the serial that was sent
};

} // namespace Ui
