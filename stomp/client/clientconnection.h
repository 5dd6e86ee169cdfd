#pragma once

#include "client.h"
#include "transport.h"

#include <stomp/session/clientsession.h>

#include <QBasicTimer>
#include <QObject>

#include <memory>
#include <string>

namespace Stomp {

/**
 * One life of a Client's connection: owns transport and session and moves bytes between them. Reads
 * a bounded slice per event, so that writes, heart-beats and other connections of the thread get
 * their turn. Tells the client everything until it is retired; then it is silent, and destroys
 * itself as soon as none of its methods is running; after DISCONNECT, as soon as its stream has
 * been closed in order, for which it waits a while at most, as the client's child.
 */
class ClientConnection final : public QObject, private SessionListener
{
    Q_OBJECT

public:
    ClientConnection(Client& client, MessageSink& sink, std::unique_ptr<Transport> transport,
        const ClientOptions& options, RequestId lastRequest);
    ~ClientConnection() override;

    /** Instead of delete. */
    void retire();
    /** Of one that still closes its stream: the client goes. */
    void hurry();

    [[nodiscard]] const ClientSession& session() const { return m_session; }
    [[nodiscard]] bool isReadingPaused() const { return m_paused; }
    [[nodiscard]] std::size_t bytesToWrite() const;
    [[nodiscard]] bool marksBinary() const { return m_transport && m_transport->marksBinary(); }

    /** Calls request(session, now), then writes what came of it. */
    template <typename Request>
    auto submit(Request request)
    {
        const Busy busy(*this);
        auto result = request(m_session, now());
        flush();
        return result;
    }
    void disconnectFromBroker();
    void abort();
    void setReadingPaused(bool paused);

protected:
    void timerEvent(QTimerEvent* event) override;

private:
    // Keeps the object alive while its methods run.
    class Busy
    {
    public:
        explicit Busy(ClientConnection& connection) : m_connection(connection)
        {
            ++m_connection.m_depth;
        }
        ~Busy()
        {
            if (--m_connection.m_depth == 0 && !m_connection.m_client && !m_connection.m_isClosing)
                m_connection.deleteLater();
        }
        Q_DISABLE_COPY_MOVE(Busy)

    private:
        ClientConnection& m_connection;
    };

    void open();
    void handleOpened();
    void handleTransportFailed(TransportError error, const QString& reason);
    void handleTransportClosed(const QString& reason);
    void readSlice();
    void continueReading();
    void closeInOrder(Client& client);
    void cut();
    void flush();
    void noteWritten();
    void armTimer();
    [[nodiscard]] static SessionTime now();

    void sessionConnected(const SessionInfo& info) override;
    void subscriptionChanged(
        SubscriptionKey key, SubscriptionState state, const std::string& reason) override;
    void requestConfirmed(RequestId id, SessionTime roundTrip) override;
    void requestFailed(RequestId id, RequestFailure failure, const std::string& reason) override;
    void errorReceived(const Frame& frame) override;
    void stayedOpenAfterError() override;
    void unexpectedFrame(const Frame& frame) override;
    void peerSilent(bool silent) override;
    void sessionClosed(CloseReason reason, const std::string& detail) override;

    Client* m_client; //!< null once retired
    std::unique_ptr<Transport> m_transport;
    ClientSession m_session;
    QBasicTimer m_timer;
    SessionTime m_timerDue{0};
    std::string m_output;
    int m_depth = 0;
    bool m_paused = false;
    bool m_isReading = false;
    bool m_isBehind = false; //!< the stream takes the output more slowly than it comes
    bool m_readQueued = false;
    bool m_wasConnected = false;
    bool m_isAborting = false;
    bool m_wasLeft = false; //!< by DISCONNECT
    bool m_isClosing = false; //!< retired: waits for its stream
    std::optional<QString> m_transportClosed; //!< why, once its stream has ended
};

} // namespace Stomp
