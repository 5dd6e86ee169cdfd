#pragma once

#include "publishing.h"

#include <QHash>
#include <QObject>

#include <optional>

namespace Ui {

class Connection;
class MessagePump;

/**
 * Which message of the table answers which request: the n-th reply of a connection is the n-th of
 * its messages that came marked as one, whichever of the two is heard of first. Forgets what has
 * left the store. Window's thread.
 */
class ReplyBook : public QObject
{
    Q_OBJECT

public:
    explicit ReplyBook(MessagePump& pump, QObject* parent = nullptr);

    void watch(Connection* connection);

    /** The store's number of this reply, counted from 1 on its connection; absent when the message
     * has not come to the store yet, or has left it. */
    [[nodiscard]] std::optional<quint64> serialOf(quint32 connection, quint64 number) const;
    /** Whether its message has come to the store, and is there or has left it again. A reply is
     * told of as soon as it is read, which may be before that. */
    [[nodiscard]] bool hasCome(quint32 connection, quint64 number) const;
    /** What is known of the message as a reply; null when it is none. */
    [[nodiscard]] const ReplyFacts* replyAt(quint64 serial) const;

Q_SIGNALS:
    /** While the pump reads what came: not the time to ask for it. */
    void came(quint32 connection, quint64 number);

private:
    struct Replies
    {
        quint64 marked = 0; //!< messages that came
        QHash<quint64, quint64> serials; //!< by number
    };

    void note(quint32 connection, quint64 serial);
    void noteFacts(quint32 connection, const ReplyFacts& facts);
    void pair(quint32 connection, quint64 number);
    void forgetRetired();

    MessagePump& m_pump;
    QHash<quint32, Replies> m_replies; //!< by connection
    QHash<quint32, QHash<quint64, ReplyFacts>> m_unpaired; //!< by connection and number
    QHash<quint64, ReplyFacts> m_facts; //!< by serial
};

} // namespace Ui
