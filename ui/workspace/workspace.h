#pragma once

#include "acknowledging.h"
#include "connection.h"
#include "framelog.h"
#include "gapkeeper.h"
#include "iothread.h"
#include "messagefeed.h"
#include "messagefiles.h"
#include "messagepump.h"
#include "practicebroker.h"
#include "queuelooks.h"
#include "replybook.h"

#include <ui/models/destinationmodel.h>

#include <stomp/messages/messagetext.h>

#include <QObject>
#include <QSet>
#include <QTimer>

#include <memory>
#include <vector>

namespace Ui {

/** What a workspace is made with; tests make it smaller. */
struct WorkspaceOptions
{
    Stomp::PracticeOptions practice;
    MessageFeed::Limits feed;
    /** How long a connection that is closed may take to say goodbye, ms. */
    int closeWithin = 2000;
    /** Between the attempts to have a lost connection back. */
    Stomp::Backoff backoff;
};

/**
 * Everything the window talks to: the connections and their I/O thread, the message feed and the
 * pump that empties it, the practice broker, the tree of destinations. Owns the order in which they
 * begin and end. Window's thread; blocks only in its destructor, and there only for threads that
 * have been told to end.
 */
class Workspace : public QObject
{
    Q_OBJECT

public:
    explicit Workspace(const WorkspaceOptions& options = {}, QObject* parent = nullptr);
    ~Workspace() override;

    /** Not yet listed: the connect dialog lists it with adopt() when it works, or removes it. */
    Connection* createConnection(const ConnectionProfile& profile);
    void adopt(Connection* connection);
    /** Opens it at its profile's address; practice: starts the practice broker if need be. */
    void open(Connection* connection, const QString& password);
    /** Now, if it waits to be tried again. */
    void reopen(Connection* connection);
    /** Takes it off the list at once, and says goodbye to its broker behind the scenes. */
    void remove(Connection* connection);

    [[nodiscard]] const QList<Connection*>& connections() const { return m_listed; }
    [[nodiscard]] Connection* connection(quint32 number) const;
    /** Also of one that was removed: its messages are still shown. */
    [[nodiscard]] QString connectionName(quint32 number) const
    {
        return m_files.isNamed(number) ? m_files.name(number) : m_names.value(number);
    }

    /** What files call the connections. */
    [[nodiscard]] Stomp::ConnectionNames savedNames() const;

    /** Looks into a queue of this connection's broker, without consuming, over a connection of its
     * own; lookEnded() tells. Not of a locked one: its lock says that it was refused. */
    void look(Connection* connection, const LookWish& wish);
    /** Whose messages these are; also of a look that has ended. */
    [[nodiscard]] Stomp::Dialect dialectOf(quint32 number) const;

    [[nodiscard]] PracticeBroker& practiceBroker() { return m_practice; }
    [[nodiscard]] MessageFeed& feed() { return m_feed; }
    [[nodiscard]] FrameLog& frameLog() { return m_frameLog; }
    [[nodiscard]] MessagePump& pump() { return m_pump; }
    [[nodiscard]] DestinationModel& destinations() { return m_destinations; }

    /** Files of messages in the table. */
    [[nodiscard]] MessageFiles& files() { return m_files; }

    /** ACK and NACK by hand, of the messages in the table. */
    [[nodiscard]] Acknowledging& acknowledging() { return m_acknowledging; }

    /** Which messages answer requests of ours. */
    [[nodiscard]] const ReplyBook& replies() const { return m_replies; }

    /** Disconnects from everything without blocking; shutDownFinished() follows soon. */
    void shutDown();

Q_SIGNALS:
    void connectionAdded(Ui::Connection* connection);
    void connectionRemoved(quint32 number);
    void lookEnded(const Ui::LookReport& report);
    void shutDownFinished();

private:
    void openAt(Connection* connection, const Stomp::BrokerUrl& url, const QString& password);
    void openWaiting();
    [[nodiscard]] Stomp::BrokerUrl practiceUrl() const;
    void failWaiting(const QString& reason);
    [[nodiscard]] QString freeName(const QString& wanted) const;
    void watch(Connection* connection);
    void mergeDestinations(Connection* connection);
    void forgetLeft();
    void finishShutDown();

    WorkspaceOptions m_options;
    MessageFeed m_feed;
    FrameLog m_frameLog; //!< its tap outlives the I/O thread
    MessagePump m_pump;
    GapKeeper m_gaps;
    Acknowledging m_acknowledging;
    ReplyBook m_replies;
    DestinationModel m_destinations;
    MessageFiles m_files;
    PracticeBroker m_practice;
    IoThread m_thread;
    QueueLooks m_looks;
    QHash<quint32, Stomp::Dialect> m_lookDialects;
    std::vector<std::unique_ptr<Connection>> m_all;
    QList<Connection*> m_listed;
    QList<Connection*> m_leaving;
    QHash<Connection*, QString> m_waitingForPractice; //!< and their passwords
    QHash<quint32, QString> m_names;
    QSet<QString> m_takenNames; //!< of those that were not removed
    QTimer m_rateTimer;
    QElapsedTimer m_clock;
    qint64 m_lastArrivalMs = 0;
    QTimer m_closeTimer;
    quint32 m_lastNumber = 0;
    bool m_isShuttingDown = false;
};

} // namespace Ui
