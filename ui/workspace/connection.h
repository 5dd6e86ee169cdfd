#pragma once

#include "publishing.h"

#include <ui/profiles/connectionprofile.h>

#include <stomp/session/sessiontypes.h>

#include <QList>
#include <QObject>

#include <memory>

namespace Stomp {
class MessageSink;
}

namespace Ui {

class ConnectionWorker;
class IoThread;

/** What went wrong, in words for the user: what happened, its likely cause, what to do next. */
struct Problem
{
    QString what;
    QString cause;
    QString remedy;
    QString detail; //!< the system's, the parser's or the broker's own words

    [[nodiscard]] bool isEmpty() const { return what.isEmpty(); }
};

/** What the window asks for when it subscribes. */
struct SubscriptionWish
{
    QString destination;
    Stomp::AckMode ack = Stomp::AckMode::Auto;
    /** For the client modes: acknowledge each message as it arrives, or leave it to the user. */
    bool acknowledgeOnArrival = true;
    std::vector<Stomp::Header> headers;
};

/** One subscription as the window sees it. */
struct Subscription
{
    Stomp::SubscriptionKey key = 0;
    SubscriptionWish wish;
    Stomp::SubscriptionState state = Stomp::SubscriptionState::Requested;
    QString reason; //!< why it was refused or has ended
};

/**
 * One connection to a broker as the window sees it: its state, its subscriptions and what can be
 * asked of it. Lives on the window's thread; the client lives on the I/O thread, and every call
 * here only posts to it. Never blocks. Messages do not pass through here: they go to the sink.
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
        Failed, //!< could not connect, or was lost; see problem()
    };
    Q_ENUM(State)

    /** The sink is used on the I/O thread and outlives nothing there: it goes with the client. */
    Connection(quint32 number, ConnectionProfile profile, IoThread& thread,
        std::unique_ptr<Stomp::MessageSink> sink, QObject* parent = nullptr);
    ~Connection() override;

    [[nodiscard]] quint32 number() const { return m_number; }
    [[nodiscard]] const ConnectionProfile& profile() const { return m_profile; }
    [[nodiscard]] QString name() const { return m_profile.name; }
    [[nodiscard]] State state() const { return m_state; }
    [[nodiscard]] bool isConnected() const { return m_state == State::Connected; }
    /** Of the last CONNECTED; empty before. */
    [[nodiscard]] const Stomp::SessionInfo& info() const { return m_info; }
    [[nodiscard]] const Problem& problem() const { return m_problem; }
    [[nodiscard]] bool isReadingPaused() const { return m_readingPaused; }
    [[nodiscard]] bool isPeerSilent() const { return m_peerSilent; }

    /** Connects with the profile; again after a failure, then subscribing as before. */
    void open(const QString& password);
    void reopen();
    /** DISCONNECT with a receipt; ends as Disconnected, at the latest after the client's bound. */
    void close();
    void abort();

    Stomp::SubscriptionKey subscribe(const SubscriptionWish& wish);
    void unsubscribe(Stomp::SubscriptionKey key);
    [[nodiscard]] const QList<Subscription>& subscriptions() const { return m_subscriptions; }
    [[nodiscard]] const Subscription* subscription(Stomp::SubscriptionKey key) const;

    PublishId publish(const PublishRequest& request);
    /** Sends no more of it; what is under way is still counted. */
    void stopPublishing(PublishId id);

Q_SIGNALS:
    void stateChanged(Ui::Connection::State state);
    void subscriptionAdded(Stomp::SubscriptionKey key);
    void subscriptionChanged(Stomp::SubscriptionKey key);
    void subscriptionRemoved(Stomp::SubscriptionKey key);
    void publishProgressed(const Ui::PublishProgress& progress);
    /** An ERROR frame, or a refused request, that did not end the connection. */
    void problemReported(const Ui::Problem& problem);
    void readingPausedChanged(bool paused);
    void peerSilentChanged(bool silent);

private:
    void setState(State state);

    quint32 m_number;
    ConnectionProfile m_profile;
    State m_state = State::Disconnected;
    Stomp::SessionInfo m_info;
    Problem m_problem;
    QList<Subscription> m_subscriptions;
    bool m_readingPaused = false;
    bool m_peerSilent = false;
    ConnectionWorker* m_worker = nullptr;
};

} // namespace Ui

Q_DECLARE_METATYPE(Ui::Problem)
