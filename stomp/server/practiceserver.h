#pragma once

#include "practiceoptions.h"

#include <stomp/broker/broker.h>
#include <stomp/broker/brokersnapshot.h>

#include <QElapsedTimer>
#include <QObject>
#include <QTcpServer>
#include <QTimer>

#include <memory>
#include <vector>

namespace Stomp {

class ClientConnection;
class TrafficPacer;

/**
 * The practice broker on a TCP port: owns the broker, its sockets, the clock and the timers between
 * them. Listens on loopback only. Lives on one thread, any one: make it, moveToThread(), then call
 * start() there; every other call belongs on that thread too. Nothing blocks. stomp-facts 4.12.
 */
class PracticeServer : public QObject
{
    Q_OBJECT

public:
    explicit PracticeServer(PracticeOptions options = {}, QObject* parent = nullptr);
    ~PracticeServer() override;

    /** False: errorString() says why. Starting again after stop() begins with empty queues. */
    [[nodiscard]] bool start();
    /** Tells every client in an ERROR frame, closes, and forgets all messages. */
    void stop();

    [[nodiscard]] bool isListening() const;
    [[nodiscard]] quint16 port() const;
    /** stomp://127.0.0.1:61613; empty when not listening. */
    [[nodiscard]] QString url() const;
    [[nodiscard]] QString errorString() const { return m_errorString; }
    [[nodiscard]] int clientCount() const;
    [[nodiscard]] BrokerSnapshot snapshot() const;

    /** Takes effect at once; also before start(). */
    void setTraffic(const TrafficOptions& traffic);
    [[nodiscard]] const TrafficOptions& traffic() const { return m_options.traffic; }

Q_SIGNALS:
    void started(quint16 port);
    void stopped();
    void clientCountChanged(int count);

private:
    friend class ClientConnection;

    void acceptClients();
    void removeClient(ClientConnection* client);
    /** The client has bytes to write: they go out when the frame at hand is done. */
    void touch(ClientConnection* client);
    void flushTouched();
    void tick();
    void scheduleTick();
    [[nodiscard]] Millis now() const { return m_clock.elapsed(); }

    PracticeOptions m_options;
    QString m_errorString;
    QTcpServer m_server;
    QTimer m_tickTimer;
    QElapsedTimer m_clock;
    std::unique_ptr<Broker> m_broker;
    std::unique_ptr<TrafficPacer> m_pacer;
    std::vector<std::unique_ptr<ClientConnection>> m_clients;
    std::vector<ClientConnection*> m_touched;
};

} // namespace Stomp
