#pragma once

#include <ui/models/rowremarks.h>

#include <stomp/session/sessiontypes.h>

#include <QHash>
#include <QObject>

#include <functional>
#include <list>
#include <unordered_map>

namespace Ui {

class Connection;
class MessagePump;

/**
 * Drops a connection without DISCONNECT, and watches who gets next what it had not acknowledged: as
 * far as it comes to this console's own subscriptions, marked as redelivered. A message is known
 * again by destination and message-id, or by destination and body on RabbitMQ, whose message-ids
 * are new with each delivery (stomp-facts 3.6). The table's tooltips say what is known. Reads only
 * rows; acknowledges nothing. Several drops are watched at a time, of each connection its last.
 * Window's thread.
 */
class DropWatch : public QObject, public RowRemarks
{
    Q_OBJECT

public:
    /** Of one drop; what is beyond them is counted, and not looked for. */
    static constexpr std::size_t mostWatched = 10'000;
    /** Rows before the end of the session that are looked through for what was not acknowledged. */
    static constexpr std::size_t mostRows = 1'000'000;
    /** Drops that are watched; with a further one the oldest is not any longer. */
    static constexpr std::size_t mostDrops = 16;

    struct Receiver
    {
        quint32 connection = 0;
        Stomp::SubscriptionKey subscription = 0;
        quint64 messages = 0;

        bool operator==(const Receiver&) const = default;
    };
    struct Report
    {
        quint32 connection = 0; //!< that was dropped
        bool hasEnded = false; //!< the session; before, nothing has gone back
        quint64 returned = 0; //!< that were not acknowledged
        bool isPartial = false; //!< there were more than are looked for
        bool isByBody = false;
        QList<Receiver> receivers; //!< in the order in which they got the first

        [[nodiscard]] quint64 deliveredAgain() const;
    };
    using NameOf = std::function<QString(quint32 connection)>;

    /** As a child of the pump's model, which asks it. */
    DropWatch(MessagePump& pump, NameOf nameOf);

    /** Aborts it now. The watch of an earlier drop of the same connection ends. */
    void drop(Connection* connection);
    /** Of the last drop. */
    [[nodiscard]] const Report& report() const;
    /** Of all that are watched, the earliest first. */
    [[nodiscard]] QList<Report> reports() const;

    [[nodiscard]] QVariant remark(const Stomp::StoredMessage& message, int role) const override;
    [[nodiscard]] QString words(const Stomp::StoredMessage& message) const override;

Q_SIGNALS:
    /** A report says something else. */
    void changed();

private:
    struct Drop
    {
        Report report;
        quint64 sessionStart = 0; //!< of the dropped session, as a serial
        quint64 endedAt = 0; //!< what comes from here on is of its next one
        quint64 lookedAt = 0; //!< serials below
        std::unordered_multimap<std::size_t, quint64>
            waited; //!< serials, by what they are known by
        QMetaObject::Connection ending;
    };

    void noteReturned(Drop& drop);
    void lookAtNew();
    [[nodiscard]] bool lookFor(Drop& drop);
    [[nodiscard]] static std::size_t keyOf(const Stomp::StoredMessage& message, bool isByBody);
    static void count(Report& report, const Stomp::MessageRow& row);

    MessagePump& m_pump;
    NameOf m_nameOf;
    std::list<Drop> m_drops; //!< the earliest first
    QHash<quint64, quint64> m_next; //!< of returned ones, by serial, the delivery after
    QHash<quint64, quint32> m_before; //!< of those, the connection that had it before
};

} // namespace Ui
