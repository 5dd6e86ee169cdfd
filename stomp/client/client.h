#pragma once

#include <stomp/session/messagesink.h>
#include <stomp/session/sessiontypes.h>
#include <stomp/protocol/brokerurl.h>
#include <stomp/protocol/framewriter.h>

#include <QObject>
#include <QString>

namespace Stomp {

/** Everything a failed or lost connection left behind, for the doctor to explain. */
struct ConnectionFailure
{
    enum class Stage : std::uint8_t { Name, Tcp, Handshake, Session };

    Stage stage = Stage::Tcp;
    CloseReason reason = CloseReason::TransportFailed;
    TransportError transport = TransportError::None; //!< None, HostNotFound, Refused, Timeout, Reset, Other
    QString detail; //!< the system's or the parser's words
    std::string greeting; //!< the first bytes that came instead of STOMP, at most 64
    std::optional<Frame> errorFrame;
    ParseError parseError;
    bool inFrame = false; //!< the stream ended inside a frame
};

struct ClientOptions
{
    BrokerUrl url;
    SessionOptions session;
    Millis tcpTimeout = 10'000;
};

/**
 * One connection to a broker: a transport and a session with the clock between them. Lives on the
 * thread that made it; nothing blocks. Messages go to the sink, everything else out as signals.
 * A new session object for each connect, so that no state is inherited.
 */
class Client : public QObject
{
    Q_OBJECT

public:
    enum class State : std::uint8_t { Disconnected, Opening, Handshaking, Connected, Disconnecting };
    Q_ENUM(State)

    explicit Client(MessageSink& sink, QObject* parent = nullptr);
    ~Client() override;

    void connectToBroker(const ClientOptions& options);
    /** DISCONNECT with a receipt, then close; abort() closes at once. */
    void disconnectFromBroker();
    void abort();

    SubscriptionKey subscribe(const SubscribeRequest& request);
    void unsubscribe(SubscriptionKey key);
    /** Sends with a receipt unless told otherwise; the answer is requestConfirmed or requestFailed. */
    RequestId send(const Frame& send, ContentLength contentLength, bool withReceipt = true);
    RequestId acknowledge(/* see implementation: a reference made from a MESSAGE */);
    // nack, begin, commit, abortTransaction, resumeReading(), pauseReading(), state(), info()

Q_SIGNALS:
    void stateChanged(Stomp::Client::State state);
    void connected(const Stomp::SessionInfo& info);
    void subscriptionChanged(Stomp::SubscriptionKey key, Stomp::SubscriptionState state, const QString& reason);
    void requestConfirmed(Stomp::RequestId id, qint64 roundTripUs);
    void requestFailed(Stomp::RequestId id, const QString& reason);
    void errorReceived(const Stomp::Frame& frame);
    void readingPaused(bool paused);
    void peerSilent(bool silent);
    /** The connection could not be made, or ended otherwise than by disconnectFromBroker(). */
    void failed(const Stomp::ConnectionFailure& failure);
    void disconnected();
};

} // namespace Stomp
