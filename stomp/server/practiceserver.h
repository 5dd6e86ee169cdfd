#pragma once

#include "listener.h"
#include "practiceoptions.h"
#include "serverconnection.h"

#include <stomp/broker/broker.h>
#include <stomp/broker/brokersnapshot.h>

#include <QElapsedTimer>
#include <QObject>
#include <QStringList>
#include <QTimer>

#include <memory>
#include <vector>

namespace Stomp {

class SqliteStore;
class TrafficPacer;

/**
 * The practice broker on its ports: owns the broker, its sockets, the clock and the timers between
 * them. Listens beyond loopback only when it has users. Lives on one thread, any one: make it,
 * moveToThread(), then call start() there; every other call belongs on that thread too. Nothing
 * blocks. stomp-facts 4.12.
 */
class PracticeServer : public QObject, private ServerConnection::Host
{
    Q_OBJECT

public:
    /** What kept it from starting. */
    enum class Failure : std::uint8_t
    {
        None,
        Options, //!< what the options ask for cannot be had
        Port, //!< a port that it cannot listen on
        Store, //!< the store's file
    };

    explicit PracticeServer(PracticeOptions options = {}, QObject* parent = nullptr);
    ~PracticeServer() override;

    /** False: errorString() says why. Starting again after stop() begins with empty queues, but for
     * what is in the store. */
    [[nodiscard]] bool start();
    /** The same on another port than the options say: to come back where clients look for it. */
    [[nodiscard]] bool startAt(quint16 port);
    /** Tells every client in an ERROR frame, closes, and forgets all messages that are in no
     * store. */
    void stop();
    /** The same in order: accepts nobody, and gives clients the time to read what was written to
     * them and the ERROR; then, or after drainMs, stop(). */
    void drain();

    [[nodiscard]] bool isListening() const;
    [[nodiscard]] quint16 port() const;
    /** stomp://127.0.0.1:61613; empty when not listening. */
    [[nodiscard]] QString url() const;
    /** The same of every listener: stomp, stomps, ws, wss. */
    [[nodiscard]] QStringList urls() const;
    /** SHA-256 of the certificate, in pairs with colons; empty without TLS. */
    [[nodiscard]] QString fingerprint() const { return m_identity.fingerprint(); }
    [[nodiscard]] QString errorString() const { return m_errorString; }
    [[nodiscard]] Failure failure() const { return m_failure; }
    [[nodiscard]] int clientCount() const;
    [[nodiscard]] BrokerSnapshot snapshot() const;
    /** The same as on /topic/practice.stats; empty when it does not run. */
    [[nodiscard]] std::string statsJson() const;
    /** Broker::inspectQueue(); nothing when it does not run. */
    [[nodiscard]] std::optional<QueueInspection> inspectQueue(
        std::string_view name, std::size_t messages) const;
    /** Broker::inspectTopic(), the same. */
    [[nodiscard]] std::optional<TopicInspection> inspectTopic(std::string_view name) const;
    /** Whether dead letters come there. */
    [[nodiscard]] bool isDeadLetterQueue(std::string_view name) const;
    /** Broker::moveBack() of all that can be. */
    [[nodiscard]] Verdict moveBack(std::string_view deadLetterQueue, std::size_t& moved);
    /** The last events after this number; none when it does not run. */
    [[nodiscard]] std::vector<BrokerEvent> eventsSince(std::uint64_t number) const;

    /** From the next start() on. */
    void setSkin(BrokerSkin::Kind skin) { m_options.broker.wear(skin); }
    /** Takes effect at once; also before start(). */
    void setTraffic(const TrafficOptions& traffic);
    [[nodiscard]] const TrafficOptions& traffic() const { return m_options.traffic; }

    /** Takes the place of the faults before, those of the control destination too; at once, and
     * also before start(). What became of them is in snapshot(). */
    void setFaults(const FaultPlan& plan);

Q_SIGNALS:
    void started(quint16 port);
    void stopped();
    void clientCountChanged(int count);

private:
    [[nodiscard]] Millis now() const override { return m_clock.elapsed(); }
    [[nodiscard]] bool mayWrite() const override;
    void touch(ServerConnection& client) override;
    void afterInput(ServerConnection& client) override;
    void wakeBy(Millis time) override { tickBy(time); }
    void ended(ServerConnection& client) override;

    [[nodiscard]] bool listen();
    [[nodiscard]] bool checkHost(QHostAddress& address);
    [[nodiscard]] bool prepareIdentity(const QHostAddress& address);
    [[nodiscard]] bool addListener(Listener::Kind kind, const QHostAddress& address, quint16 port);
    void closeListeners();
    void accept(std::unique_ptr<ServerTransport> transport);
    void restartTraffic();
    [[nodiscard]] bool openStore();
    [[nodiscard]] bool startBroker();
    [[nodiscard]] bool restoreBroker(Broker& broker);
    void commitSoon();
    void commitAndFlush();
    void startAgainFromStore();
    void tryStoreAgain();
    [[nodiscard]] static Refusal goodbye();
    void closeClients();
    void bury(std::unique_ptr<ServerConnection> client);
    void flushTouched();
    void setWallClock();
    void tick();
    void tickBy(std::optional<Millis> deadline);

    PracticeOptions m_options;
    QString m_errorString;
    Failure m_failure = Failure::None;
    TlsIdentity m_identity;
    std::vector<Listener*> m_listeners; //!< the first is that of plain STOMP; children
    QTimer m_tickTimer;
    std::optional<Millis> m_tickDue;
    QElapsedTimer m_clock;
    std::shared_ptr<Broker> m_broker;
    std::unique_ptr<SqliteStore> m_store;
    QTimer m_storeRetry;
    QTimer m_drainTimer; //!< active: it drains
    bool m_commitPending = false;
    std::unique_ptr<TrafficPacer> m_pacer;
    std::vector<std::unique_ptr<ServerConnection>> m_clients;
    std::vector<std::unique_ptr<ServerConnection>> m_buried;
    /** With bytes to write, once everything at hand is done: so many frames go out in one piece. */
    std::vector<ServerConnection*> m_touched;
};

} // namespace Stomp
