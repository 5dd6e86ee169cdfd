#pragma once

#include "proofevidence.h"

#include <stomp/client/client.h>

#include <QObject>

#include <string>
#include <vector>

namespace Stomp {

/** The header that carries the run's id: a Java identifier, so that a selector can name it. */
inline constexpr std::string_view runHeader = "stompConsoleRun";
/** The header that carries the message's number within the run. */
inline constexpr std::string_view numberHeader = "stompConsoleNumber";

/**
 * One subscriber of a proof on a connection of its own. Takes note of the run's messages and
 * acknowledges them; those of others it holds until it leaves, so that the broker has them back.
 * Where the dialect has selectors it asks for none but the run's. Thread: its own, as a Client.
 */
class ProofListener : public QObject, private MessageSink
{
    Q_OBJECT

public:
    /** Of a broker without selectors: at most so many messages are held. */
    static constexpr std::uint32_t credit = 100;
    /** Where the broker has no credit either: with more of others than that it is crowded. */
    static constexpr std::uint32_t mostForeign = 1'000;

    ProofListener(ProofLane& lane, std::string run, QObject* parent = nullptr);
    ~ProofListener() override;

    void connectToBroker(const ClientOptions& options);
    void subscribe(const std::string& destination, const std::vector<Header>& headers);
    /** UNSUBSCRIBE, then DISCONNECT with a receipt; left() follows. */
    void leave();
    void abort();
    [[nodiscard]] const Client& client() const { return m_client; }

Q_SIGNALS:
    void connected();
    /** Confirmed or assumed. */
    void subscribed();
    /** One or more messages were noted. */
    void arrived();
    /** More than mostForeign. */
    void crowded();
    void refused(const QString& reason);
    void errorReceived(const Stomp::Frame& frame);
    void failed(const Stomp::ConnectionFailure& failure);
    /** The connection is gone because we left. */
    void left();

private:
    bool takeMessage(const FrameView& frame, const MessageOrigin& origin) override;
    void chunkDone(std::uint64_t received) override;
    void handleSubscription(SubscriptionKey key, SubscriptionState state, const QString& reason);

    ProofLane& m_lane;
    std::string m_run;
    Client m_client;
    SubscriptionKey m_subscription = 0;
    bool m_isCumulative = false; //!< STOMP 1.0: an ACK takes all before it along
    bool m_hasNews = false;
    bool m_isCrowded = false;
    std::vector<AckReference> m_toAcknowledge; //!< of this chunk
};

} // namespace Stomp
