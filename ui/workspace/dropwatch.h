#pragma once

#include <ui/models/rowremarks.h>

#include <stomp/session/sessiontypes.h>

#include <QHash>
#include <QObject>

#include <functional>
#include <optional>
#include <unordered_map>

namespace Ui {

class Connection;
class MessagePump;

/**
 * Drops a connection without DISCONNECT, and watches who gets next what it had not acknowledged: as
 * far as it comes to this console's own subscriptions, marked as redelivered. A message is known
 * again by destination and message-id, or by destination and body on RabbitMQ, whose message-ids
 * are new with each delivery (stomp-facts 3.6). The table's tooltips say what is known. Reads only
 * rows; acknowledges nothing. Window's thread.
 */
class DropWatch : public QObject, public RowRemarks
{
    Q_OBJECT

public:
    /** Of one drop; what is beyond them is counted, and not looked for. */
    static constexpr std::size_t mostWatched = 10'000;
    /** Rows before the end of the session that are looked through for what was not acknowledged. */
    static constexpr std::size_t mostRows = 1'000'000;

    struct Receiver
    {
        quint32 connection = 0;
        Stomp::SubscriptionKey subscription = 0;
        quint64 messages = 0;

        bool operator==(const Receiver&) const = default;
    };
    /** Of the last drop. */
    struct Report
    {
        quint32 connection = 0;
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

    /** Aborts it now. The watch of an earlier drop ends. */
    void drop(Connection* connection);
    [[nodiscard]] const Report& report() const { return m_report; }

    [[nodiscard]] QVariant remark(const Stomp::StoredMessage& message, int role) const override;
    [[nodiscard]] QString words(const Stomp::StoredMessage& message) const override;

Q_SIGNALS:
    /** report() says something else. */
    void changed();

private:
    void noteReturned();
    void lookAtNew();
    [[nodiscard]] std::size_t keyOf(const Stomp::StoredMessage& message) const;
    void count(const Stomp::MessageRow& row);

    MessagePump& m_pump;
    NameOf m_nameOf;
    Report m_report;
    quint64 m_sessionStart = 0; //!< of the dropped session, as a serial
    quint64 m_endedAt = 0; //!< what comes from here on is of its next one
    quint64 m_lookedAt = 0; //!< serials below
    std::unordered_multimap<std::size_t, quint64> m_waited; //!< serials, by what they are known by
    QHash<quint64, quint64> m_next; //!< of returned ones, the delivery after
    QHash<quint64, quint64> m_before; //!< the other way round
    QMetaObject::Connection m_ending;
};

} // namespace Ui
