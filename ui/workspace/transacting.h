#pragma once

#include "transactionstep.h"

#include <QHash>
#include <QObject>

#include <optional>

namespace Ui {

class Acknowledging;
class Connection;

/**
 * The transactions of the window's connections, one at a time on each: begins and ends them, counts
 * what goes in, and tells what became of it. Window's thread.
 */
class Transacting : public QObject
{
    Q_OBJECT

public:
    enum class State : quint8
    {
        None,
        Beginning, //!< BEGIN is sent
        Open,
        Ending, //!< COMMIT or ABORT is sent
    };
    struct Content
    {
        State state = State::None;
        quint64 sent = 0; //!< messages, in it
        quint64 refused = 0; //!< of them, by the broker
        quint64 settled = 0; //!< messages whose ACK or NACK waits for COMMIT
        quint64 settledAtOnce = 0; //!< ACK or NACK frames that did not wait for it
        quint64 errors = 0; //!< that came meanwhile, where no ERROR says what it is about
        quint64 sending = 0; //!< publish requests that go on: they would be torn apart
    };
    struct Outcome
    {
        quint32 connection = 0;
        TransactionStep step = TransactionStep::Begin;
        Content content;
        bool isLost = false; //!< the connection ended first
        QString failure; //!< in the broker's or the client's words; empty: it was done
    };

    explicit Transacting(const Acknowledging& acknowledging, QObject* parent = nullptr);

    void watch(Connection* connection);
    [[nodiscard]] Content content(quint32 connection) const;
    [[nodiscard]] bool canBegin(const Connection& connection) const;
    [[nodiscard]] bool canEnd(const Connection& connection) const;
    /** Where it can. */
    void begin(Connection* connection);
    /** At once where it can, else when what was given to it before is sent. */
    void end(Connection* connection, TransactionStep step);

Q_SIGNALS:
    void changed(quint32 connection);
    /** BEGIN failed, or it ended. */
    void finished(const Ui::Transacting::Outcome& outcome);

private:
    struct Publish
    {
        quint32 sent = 0;
        quint32 failed = 0;
        bool isSending = false;
    };
    struct Transaction
    {
        State state = State::None;
        quint64 firstPublish = 0; //!< ids from here on are in it
        QHash<quint64, Publish> publishes;
        quint64 settled = 0; //!< when we last heard of one: the book forgets them with it
        quint64 settledAtOnce = 0;
        quint64 errors = 0;
        std::optional<TransactionStep> wanted; //!< its end, once everything is sent
    };

    void take(const Connection& connection, TransactionStep step, const QString& failure);
    void lose(const Connection& connection);

    const Acknowledging& m_acknowledging;
    QHash<quint32, Transaction> m_transactions; //!< by connection
};

} // namespace Ui
