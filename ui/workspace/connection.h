#pragma once

#include "problem.h"
#include "productionlock.h"
#include "publishing.h"
#include "reconnector.h"
#include "subscription.h"
#include "transactionstep.h"

#include <ui/profiles/connectionprofile.h>

#include <stomp/dialect/dialect.h>

#include <QList>
#include <QObject>
#include <QSet>

#include <memory>
#include <optional>

namespace Stomp {
class FrameObserver;
class MessageSink;
struct ClientOptions;
struct ConnectionFailure;
} // namespace Stomp

namespace Ui {

class ConnectionWorker;
class Examiner;
class IoThread;
class LessonRunner;
class ProofRunner;

/**
 * One connection to a broker as the window sees it: its state, its subscriptions and what can be
 * asked of it. Lives on the window's thread; the client lives on the I/O thread, and every call
 * here only posts to it. Never blocks. Messages do not pass through here: they go to the sink.
 *
 * A connection that is lost is made again by itself, if its profile says so, and all its
 * subscriptions with it, under the keys that they had. One that could not be made at all, that was
 * refused, or that the user ended is not.
 */
class Connection : public QObject
{
    Q_OBJECT

public:
    enum class State : quint8
    {
        Disconnected, //!< never connected, or as the user asked
        Opening, //!< name, TCP
        Handshaking, //!< CONNECT is sent
        Connected,
        Disconnecting,
        Waiting, //!< was lost, and is tried again: see attempt() and secondsToAttempt()
        Failed, //!< could not connect, or was lost and is not tried again; see problem()
    };
    Q_ENUM(State)

    /** The sink is used on the I/O thread and outlives nothing there: it goes with the client. */
    Connection(quint32 number, ConnectionProfile profile, IoThread& thread,
        std::unique_ptr<Stomp::MessageSink> sink, QObject* parent = nullptr);
    ~Connection() override;

    [[nodiscard]] quint32 number() const { return m_number; }
    [[nodiscard]] const ConnectionProfile& profile() const { return m_profile; }
    /** The profile's, or one that tells it from another connection of that name. */
    [[nodiscard]] QString name() const { return m_name.isEmpty() ? m_profile.name : m_name; }
    /** Before it is shown anywhere. */
    void setName(const QString& name) { m_name = name; }
    [[nodiscard]] State state() const { return m_state; }
    [[nodiscard]] bool isConnected() const { return m_state == State::Connected; }
    /** Whether it has ever been connected. */
    [[nodiscard]] bool wasConnected() const { return m_wasConnected; }
    /** Of the last CONNECTED; empty before. */
    [[nodiscard]] const Stomp::SessionInfo& info() const { return m_info; }
    /** As the broker calls itself; before that, what the profile says. */
    [[nodiscard]] Stomp::Dialect dialect() const { return m_dialect; }
    /** Treats the broker as of this family, whatever it calls itself; absent: as it does. */
    void setDialect(std::optional<Stomp::Dialect> dialect);
    /** As the broker calls itself, or as the profile expects where it does not say. */
    [[nodiscard]] Stomp::Dialect detectedDialect() const { return m_detected; }
    /** What changes the broker or takes from it is refused while this is locked, and ends when it
     * locks again; subscriptions that were refused or ended for it are made when it is unlocked. */
    [[nodiscard]] ProductionLock& productionLock() { return m_lock; }
    [[nodiscard]] const ProductionLock& productionLock() const { return m_lock; }
    [[nodiscard]] const Problem& problem() const { return m_problem; }
    [[nodiscard]] bool isReadingPaused() const { return m_readingPaused; }
    [[nodiscard]] bool isPeerSilent() const { return m_peerSilent; }

    /** To find out why it cannot be made, or is lost: tries the same way beside it. */
    [[nodiscard]] std::unique_ptr<Examiner> makeExaminer() const;

    /** To find out how a destination behaves, on connections of its own; once it has been
     * connected.
     */
    [[nodiscard]] std::unique_ptr<ProofRunner> makeProofRunner() const;
    /** For lessons on this broker, the same way. */
    [[nodiscard]] std::unique_ptr<LessonRunner> makeLessonRunner() const;

    /** Sees every frame of the sessions to come; before the first open(). */
    void setFrameObserver(std::unique_ptr<Stomp::FrameObserver> observer);

    /** Connects to this address with the profile; on a later time subscribes as before. The
     * password is kept in memory only, as long as the connection stands in the window. */
    void open(const Stomp::BrokerUrl& url, const QString& password);
    /** What a further connection to the same broker would use. */
    [[nodiscard]] Stomp::ClientOptions options() const;
    [[nodiscard]] const QString& password() const { return m_password; }
    /** Before open(); kept as the password is. */
    void setTransportSecrets(const QString& keyPassphrase, const QString& proxyPassword);
    void setBackoff(const Stomp::Backoff& backoff) { m_reconnector.setBackoff(backoff); }
    /** From the loss until it is back or given up: Waiting, and each attempt. */
    [[nodiscard]] bool isReconnecting() const { return m_reconnector.isActive(); }
    [[nodiscard]] quint32 attempt() const { return m_reconnector.attempt(); }
    [[nodiscard]] int secondsToAttempt() const { return m_reconnector.secondsLeft(); }
    /** Does not wait any longer. */
    void reconnectNow() { m_reconnector.tryNow(); }
    void stopReconnecting();
    /** Its broker is to be found there from now on; the next attempt goes there. */
    void setAddress(const Stomp::BrokerUrl& url) { m_url = url; }

    /** Could not even be tried. */
    void fail(const Problem& problem);
    /** DISCONNECT with a receipt; ends as Disconnected, at the latest after the client's bound. */
    void close();
    void abort();

    /** Without a session it is kept, as ended, and made when there is one. */
    Stomp::SubscriptionKey subscribe(const SubscriptionWish& wish);
    /** A durable subscription only goes offline, unless the broker is to delete it. */
    void unsubscribe(Stomp::SubscriptionKey key, bool deleteDurable = false);
    [[nodiscard]] const QList<Subscription>& subscriptions() const { return m_subscriptions; }
    [[nodiscard]] const Subscription* subscription(Stomp::SubscriptionKey key) const;
    /** Refused by us, until the connection is unlocked. */
    [[nodiscard]] bool isHeldByLock(Stomp::SubscriptionKey key) const
    {
        return m_held.contains(key);
    }

    PublishId publish(const PublishRequest& request);
    /** Sends no more of it; what is under way is still counted. */
    void stopPublishing(PublishId id);

    /** ACK (or NACK) of messages that came on this connection, in the order given; answered by
     * settled(). */
    void settle(QList<Settlement> messages, bool accept,
        const std::vector<Stomp::Header>& nackHeaders = {});

    /** BEGIN, or COMMIT or ABORT of what was begun; answered by transacted(). In between, what is
     * published (but for requests, whose replies would not come) and settled goes in it. */
    void transact(TransactionStep step);
    [[nodiscard]] bool isInTransaction() const { return m_isInTransaction; }
    /** The newest id of publish(); 0 before. */
    [[nodiscard]] PublishId lastPublish() const { return m_lastPublish; }

    /** Called when the feed has room again. */
    void resumeReading();

Q_SIGNALS:
    void stateChanged(Ui::Connection::State state);
    /** The session has ended otherwise than by our will; before stateChanged(). */
    void lost();
    /** secondsToAttempt() has changed. */
    void waitingTicked();
    void dialectChanged();
    void subscriptionAdded(Stomp::SubscriptionKey key);
    void subscriptionChanged(Stomp::SubscriptionKey key);
    void subscriptionRemoved(Stomp::SubscriptionKey key);
    void publishProgressed(const Ui::PublishProgress& progress);
    /** What became of messages given to settle(); failure is empty when they are settled. */
    void settled(const QList<quint64>& serials, bool accepted, const QString& failure);
    /** How transact() went; failure is empty when the broker has done it. */
    void transacted(Ui::TransactionStep step, const QString& failure);
    /** An ERROR frame, or a refused request, that did not end the connection. */
    void problemReported(const Ui::Problem& problem);
    void readingPausedChanged(bool paused);
    void peerSilentChanged(bool silent);

private:
    void setState(State state);
    void handleFailure(const Stomp::ConnectionFailure& failure);
    void tryAgain();
    void connectWorker();
    [[nodiscard]] Stomp::ClientOptions optionsFor(const Stomp::BrokerUrl& url) const;
    void post(const Subscription& subscription);
    /** Why such a subscription cannot be made here; empty: it can. */
    [[nodiscard]] QString obstacleTo(const SubscriptionWish& wish) const;
    void subscribeAgain();
    void subscribeHeld();
    /** The lock has closed: ends what takes messages from the broker by itself, and publishing. */
    void holdAgain();
    void endTransacting(TransactionStep step, const QString& failure);
    void changeSubscription(
        Stomp::SubscriptionKey key, Stomp::SubscriptionState state, const QString& reason);

    quint32 m_number;
    ConnectionProfile m_profile;
    QString m_name; //!< empty: the profile's
    State m_state = State::Disconnected;
    Stomp::BrokerUrl m_url; //!< where it was opened; the practice broker's differs each time
    QString m_password;
    QString m_keyPassphrase;
    QString m_proxyPassword;
    Stomp::Dialect m_detected;
    ProductionLock m_lock;
    Stomp::Dialect m_dialect;
    Stomp::SessionInfo m_info;
    Problem m_problem;
    QList<Subscription> m_subscriptions;
    QSet<Stomp::SubscriptionKey> m_held; //!< by the lock
    bool m_wasConnected = false;
    bool m_readingPaused = false;
    bool m_peerSilent = false;
    bool m_isInTransaction = false;
    bool m_isWanted = false; //!< opened, and not closed by the user since
    Reconnector m_reconnector;
    PublishId m_lastPublish = 0;
    IoThread& m_thread;
    ConnectionWorker* m_worker;
};

} // namespace Ui
