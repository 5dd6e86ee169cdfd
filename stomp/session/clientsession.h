#pragma once

#include "ackbook.h"
#include "ackreference.h"
#include "frameobserver.h"
#include "heartbeatmonitor.h"
#include "listenclock.h"
#include "messagesink.h"
#include "requesttable.h"
#include "sessionlistener.h"
#include "sessiontypes.h"
#include "subscriptiontable.h"

#include <stomp/protocol/frameparser.h>
#include <stomp/protocol/framewriter.h>

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace Stomp {

/**
 * One STOMP session from the client's side: frames and time in, frames and events out (STOMP 1.0 to
 * 1.2, stomp-facts 2). Owns the parser, the subscriptions and the requests that wait for a RECEIPT.
 * Knows no socket and no clock: its owner moves bytes both ways, calls tick() at nextDeadline(),
 * and hands over a steady time with each call. One session, one connection: it is never started
 * twice.
 *
 * Requests give an id and are answered once by requestConfirmed() or requestFailed(); what cannot
 * be written is refused at once, with the reason, and nothing goes out. May be called back from its
 * listener and its sink; an owner that dies in such a call must detach() and keep the session alive
 * until the outer call has returned.
 */
class ClientSession
{
public:
    enum class State : std::uint8_t
    {
        Idle,
        Connecting,
        Connected,
        Disconnecting,
        Closed
    };
    enum class Progress : std::uint8_t
    {
        Drained, //!< all bytes are parsed
        Stopped, //!< the sink wants no more now; call process() again when it does
        Closed,
    };
    /** refusal is empty, or says why nothing was sent. */
    struct Submitted
    {
        RequestId id = 0;
        std::string refusal;
    };

    /** Request ids count on from lastRequest. */
    ClientSession(SessionOptions options, MessageSink& sink, SessionListener& listener,
        RequestId lastRequest = 0);

    /** Sees every frame from now on; null for none. Must outlive the session or its detach(). */
    void setFrameObserver(FrameObserver* observer) { m_observer = observer; }

    /** What the broker is, unless it calls itself something that we know: how far an ACK reaches.
     */
    void setDialect(Dialect dialect) { m_dialect = dialect; }

    /** Writes CONNECT. False when that is impossible: sessionClosed() was called. */
    bool start(SessionTime now);

    /** Room to read into, then commit(); or receive() to copy. Then process(). */
    [[nodiscard]] std::span<char> prepare(std::size_t size) { return m_parser.prepare(size); }
    void commit(std::size_t size, SessionTime now);
    void receive(std::string_view bytes, SessionTime now);
    /** A byte of the peer's has arrived that cannot be read yet: half a TLS record, half a message
     * of a WebSocket. A sign of life as any other. */
    void hear(SessionTime arrived);
    Progress process(SessionTime now);

    /** Does what is due: heart-beats, time-outs. */
    void tick(SessionTime now);
    /** When tick() is wanted next; a later call may name an earlier time. */
    [[nodiscard]] std::optional<SessionTime> nextDeadline() const;
    /** What is to be written to the broker; false when nothing is. into is replaced. */
    bool takeOutput(std::string& into);
    /** The stream ended. reason is empty when the peer closed in order. */
    void connectionClosed(std::string_view reason);
    /** Some of the output has gone out, but it took its time: the peer has for its answers what it
     * would have had if all had been sent only now. */
    void outputDelayed(SessionTime now);
    /** While paused, the peer's silence does not count: we do not listen. Ours goes on. */
    void setReadingPaused(bool paused, SessionTime now);

    /** key must be unique; the state is told by subscriptionChanged(). Not empty: refused. */
    std::string subscribe(SubscriptionKey key, const SubscribeRequest& request, SessionTime now);
    /** headers: such as the durable name, which tells the broker to forget the subscription. */
    std::string unsubscribe(
        SubscriptionKey key, const std::vector<Header>& headers, SessionTime now);
    /** One more UNSUBSCRIBE for a subscription that has had its own: Classic deletes a durable one
     * only then (stomp-facts 3.9). */
    Submitted forget(SubscriptionKey key, const std::vector<Header>& headers, SessionTime now);
    /** The frame's command is SEND whatever it says; a transaction header in it counts. */
    Submitted send(Frame frame, ContentLength contentLength, bool withReceipt, SessionTime now);
    /** An id for a request that the transport cannot carry. */
    [[nodiscard]] Submitted refuse(std::string reason)
    {
        return {++m_lastRequest, std::move(reason)};
    }
    Submitted acknowledge(const AckReference& message, const std::string& transaction,
        bool withReceipt, SessionTime now);
    /** headers: such as RabbitMQ's requeue. */
    Submitted reject(const AckReference& message, const std::string& transaction, bool withReceipt,
        SessionTime now, const std::vector<Header>& headers = {});
    Submitted begin(const std::string& transaction, SessionTime now);
    Submitted commitTransaction(const std::string& transaction, SessionTime now);
    Submitted abortTransaction(const std::string& transaction, SessionTime now);
    /** DISCONNECT with a receipt; nothing is sent after it. Closes at once before CONNECTED. */
    void disconnect(SessionTime now);
    /** Ends the session at once: what waits for answers fails, sessionClosed(Requested) follows. */
    void abort();
    /** Ends it without a word to anybody: no listener, no sink is called any more. */
    void detach();

    [[nodiscard]] State state() const { return m_state; }
    /** Meaningful once connected. */
    [[nodiscard]] const SessionInfo& info() const { return m_info; }
    [[nodiscard]] Version version() const { return m_info.version; }
    [[nodiscard]] RequestId lastRequest() const { return m_lastRequest; }
    [[nodiscard]] std::uint64_t received() const { return m_received; }
    [[nodiscard]] const SubscriptionTable& subscriptions() const { return m_subscriptions; }
    /** What waits for its owner's ACK; by hand, not on arrival. */
    [[nodiscard]] const AckBook& unacknowledged() const { return m_book; }

    // What a broken session left behind.
    [[nodiscard]] bool isInFrame() const { return m_parser.isInFrame(); }
    [[nodiscard]] const ParseError& parseError() const { return m_parser.error(); }
    [[nodiscard]] std::string_view greeting() const { return m_parser.greeting(); }
    [[nodiscard]] const std::optional<Frame>& lastError() const { return m_lastError; }

private:
    // An ACK that takes effect with its transaction.
    struct PendingAck
    {
        std::string transaction;
        SubscriptionKey subscription = 0;
        AckBook::Tag tag = 0;
        AckReach reach = AckReach::One;
    };

    void handleMessage();
    void noteDelivery(const Subscription& subscription, const FrameView& frame);
    void noteSettled(const Subscription& subscription, const AckReference& message, bool accept,
        const std::string& transaction);
    void endTransaction(const std::string& transaction, bool committed);
    void handleFrame(SessionTime now);
    void handleConnected(SessionTime now);
    void handleReceipt(SessionTime now);
    void handleError(SessionTime now);
    void fail(const Request& request, RequestFailure failure, const std::string& reason);
    void setState(Subscription& subscription, SubscriptionState state, const std::string& reason);
    void endChunk();
    void observeHeartBeats();
    /** Writes to the output, and shows it to the observer. */
    WriteError write(const Frame& frame, ContentLength contentLength,
        FrameObserver::Sender sender = FrameObserver::Sender::User);
    void writeOwedAcks();
    void writeAck(const Subscription& subscription, const AckReference& message);
    void close(CloseReason reason, const std::string& detail);
    [[nodiscard]] Submitted submit(
        Frame frame, ContentLength contentLength, bool withReceipt, SessionTime now);
    [[nodiscard]] Submitted settle(std::string_view command, const AckReference& message,
        const std::string& transaction, bool withReceipt, SessionTime now,
        const std::vector<Header>& headers = {});
    [[nodiscard]] Submitted transact(
        std::string_view command, const std::string& transaction, SessionTime now);
    /** Empty while requests can be sent. */
    [[nodiscard]] std::string obstacle() const;

    SessionOptions m_options;
    MessageSink* m_sink; //!< null once detached, as the listener
    SessionListener* m_listener;
    FrameObserver* m_observer = nullptr;
    State m_state = State::Idle;
    FrameParser m_parser;
    FrameWriter m_writer;
    std::string m_output;
    SessionInfo m_info;
    SubscriptionTable m_subscriptions;
    Dialect m_dialect = Dialect::Generic;
    AckBook m_book;
    std::vector<PendingAck> m_pendingAcks;
    RequestTable m_requests;
    HeartBeatMonitor m_heartBeat;
    ListenClock m_clock;
    RequestId m_lastRequest = 0;
    RequestId m_disconnectRequest = 0;
    std::uint64_t m_received = 0;
    std::uint64_t m_heartBeatsSeen = 0; //!< by the observer
    std::optional<std::uint64_t> m_receivedTold; //!< to the sink; nothing before the first chunk
    std::uint64_t m_unattributedErrors = 0;
    bool m_sinkStopped = false;
    bool m_inSink = false;
    std::optional<SessionTime> m_connectDeadline; //!< of the listening time
    std::optional<SessionTime> m_errorDeadline; //!< of the listening time
    std::optional<SessionTime> m_disconnectDeadline;
    std::optional<Frame> m_lastError;
    Frame m_ackFrame; //!< kept to write acknowledgements without allocating
};

} // namespace Stomp
