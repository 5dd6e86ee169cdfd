#pragma once

#include "clientoptions.h"
#include "connectionfailure.h"

#include <stomp/protocol/framewriter.h>
#include <stomp/session/ackreference.h>
#include <stomp/session/messagesink.h>

#include <QObject>
#include <QString>

#include <memory>
#include <optional>
#include <vector>

namespace Stomp {

class ClientConnection;
class FrameObserver;

/**
 * One connection to a broker: a transport and a session with the clock between them. Lives on the
 * thread that made it (or was moved to, before connecting); nothing blocks. Messages go to the
 * sink, everything else out as signals. Each connect makes a new ClientConnection, so that no state
 * is inherited. May be disconnected, reconnected or destroyed from any of its signals and from the
 * sink.
 *
 * connectToBroker() is answered by connected() or failed(); each connection ends with exactly one
 * failed() or disconnected(). Requests are answered once, never before the call that made them has
 * returned: with a receipt by requestConfirmed() or requestFailed(), without one only if refused.
 */
class Client : public QObject
{
    Q_OBJECT

public:
    enum class State : std::uint8_t
    {
        Disconnected,
        Opening,
        Handshaking,
        Connected,
        Disconnecting
    };
    Q_ENUM(State)

    /** The sink must outlive the client. */
    explicit Client(MessageSink& sink, QObject* parent = nullptr);
    ~Client() override;

    /** Sees every frame of the connections made from now on; must outlive the client. */
    void setFrameObserver(FrameObserver* observer) { m_observer = observer; }

    /** Of a failover: URL the addresses are tried in order, once each; a refusal of login and the
     * like ends it, for the others are the same broker. failed() tells of each address. */
    void connectToBroker(const ClientOptions& options);
    /** The same over a transport that is not open yet. */
    void connectThrough(std::unique_ptr<Transport> transport, const ClientOptions& options);
    /** DISCONNECT with a receipt, then close, in order: the stream may need a moment after
     * disconnected(), and is cut if the client goes meanwhile. abort() closes at once. Both end in
     * disconnected(). */
    void disconnectFromBroker();
    void abort();

    [[nodiscard]] State state() const { return m_state; }
    /** What CONNECTED said; absent unless connected. */
    [[nodiscard]] std::optional<SessionInfo> info() const;
    /** As the broker calls itself; what the options said until it has, or when it does not. */
    [[nodiscard]] Dialect dialect() const { return m_dialect; }
    [[nodiscard]] const ClientOptions& options() const { return m_options; }
    /** Where it connects to, or did last: one of the addresses of a failover: URL. */
    [[nodiscard]] const BrokerUrl& address() const { return m_address; }

    /** Unique in the process. Thread-safe: a subscription can be named before it is made. */
    [[nodiscard]] static SubscriptionKey newSubscriptionKey();
    /** subscriptionChanged() tells how it goes, beginning with Requested before this returns. */
    SubscriptionKey subscribe(const SubscribeRequest& request);
    void subscribe(SubscriptionKey key, const SubscribeRequest& request);
    /** headers: such as the durable name, which tells the broker to forget the subscription. */
    void unsubscribe(SubscriptionKey key, const std::vector<Header>& headers = {});
    /** One more UNSUBSCRIBE after its own: ClientSession::forget(). */
    RequestId forget(SubscriptionKey key, const std::vector<Header>& headers);
    RequestId send(Frame frame, ContentLength contentLength, bool withReceipt = true);
    RequestId acknowledge(
        const AckReference& message, const std::string& transaction = {}, bool withReceipt = true);
    /** NACK; what that does is the broker's: DialectFacts::nack. headers: such as requeue. */
    RequestId reject(const AckReference& message, const std::string& transaction = {},
        bool withReceipt = true, const std::vector<Header>& headers = {});
    RequestId begin(const std::string& transaction);
    RequestId commitTransaction(const std::string& transaction);
    RequestId abortTransaction(const std::string& transaction);

    /** Messages of a subscription that wait for an acknowledgement by hand. */
    [[nodiscard]] quint64 unacknowledged(SubscriptionKey key) const;

    /** Back-pressure: the socket is left unread. A sink that returned false pauses too. */
    void pauseReading();
    void resumeReading();
    [[nodiscard]] bool isReadingPaused() const;
    /** Bytes of requests that the kernel has not taken yet; bytesWritten() when that shrinks. */
    [[nodiscard]] std::size_t bytesToWrite() const;

Q_SIGNALS:
    void stateChanged(Stomp::Client::State state);
    void connected(const Stomp::SessionInfo& info);
    void subscriptionChanged(
        Stomp::SubscriptionKey key, Stomp::SubscriptionState state, const QString& reason);
    void requestConfirmed(Stomp::RequestId id, qint64 roundTripUs);
    void requestFailed(Stomp::RequestId id, Stomp::RequestFailure failure, const QString& reason);
    void errorReceived(const Stomp::Frame& frame);
    /** The broker has answered ERROR and kept the connection open: it can be used on. */
    void stayedOpenAfterError();
    /** A frame that answers nothing of ours, such as a second RECEIPT. */
    void unexpectedFrame(const Stomp::Frame& frame);
    void readingPaused(bool paused);
    void peerSilent(bool silent);
    void bytesWritten();
    /** The connection could not be made, or ended otherwise than by our own will. */
    void failed(const Stomp::ConnectionFailure& failure);
    void disconnected();

private:
    friend class ClientConnection;
    struct Retire
    {
        void operator()(ClientConnection* connection) const;
    };

    template <typename Request>
    RequestId submit(Request request);
    void startNext();
    void start(std::unique_ptr<Transport> transport, const ClientOptions& options);
    void setState(State state);
    void ended(std::optional<ConnectionFailure> failure);

    MessageSink& m_sink;
    FrameObserver* m_observer = nullptr;
    ClientOptions m_options;
    BrokerUrl m_address;
    std::size_t m_headersOfLastSend = 0;
    std::vector<BrokerUrl> m_untried; //!< of a failover: URL, the next one first
    std::vector<ConnectionFailure> m_earlier; //!< of the addresses before this one
    Dialect m_dialect = Dialect::Generic;
    State m_state = State::Disconnected;
    RequestId m_lastRequest = 0; //!< of this client's life, so that ids never come twice
    std::unique_ptr<ClientConnection, Retire> m_connection;
};

} // namespace Stomp
