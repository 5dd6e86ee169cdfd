#pragma once

#include <support/realbroker.h>

#include <stomp/client/client.h>

#include <QObject>
#include <QString>

#include <optional>
#include <string>
#include <utility>
#include <vector>

/** A message as it came. */
struct Received
{
    Stomp::Frame frame;
    Stomp::SubscriptionKey subscription = 0;
    Stomp::AckReference reference;
};

using Headers = std::vector<Stomp::Header>;

/**
 * A Client whose requests wait for their answer, so that a test reads from top to bottom. Keeps all
 * that came. Each wait has a bound, and returns false or the reason when it is reached.
 */
class Peer : public QObject, public Stomp::MessageSink
{
    Q_OBJECT

public:
    Peer();
    Peer(const RealBroker& broker, Stomp::Version version,
        Stomp::BrokerUrl::Scheme scheme = Stomp::BrokerUrl::Scheme::Stomp);

    Stomp::ClientOptions options;

    /** Connects and waits; false: failure says why. */
    [[nodiscard]] bool open();
    /** DISCONNECT with its receipt, and waits. */
    [[nodiscard]] bool leave();
    /** Ends the connection without a word, as a crash would. */
    void vanish();

    /** Waits for Confirmed; 0 when that does not come. */
    Stomp::SubscriptionKey subscribe(const std::string& destination,
        Stomp::AckMode ack = Stomp::AckMode::Auto, const Headers& headers = {});
    [[nodiscard]] bool unsubscribe(Stomp::SubscriptionKey key);
    /** Each waits for the receipt. Empty when it came, else why it did not. */
    [[nodiscard]] QString send(const std::string& destination, const std::string& body,
        const Headers& headers = {}, Stomp::ContentLength length = Stomp::ContentLength::Write);
    [[nodiscard]] QString acknowledge(const Received& message, const std::string& transaction = {});
    [[nodiscard]] QString reject(
        const Received& message, const std::string& transaction = {}, const Headers& headers = {});
    [[nodiscard]] QString begin(const std::string& transaction);
    [[nodiscard]] QString commitTransaction(const std::string& transaction);
    [[nodiscard]] QString abortTransaction(const std::string& transaction);

    [[nodiscard]] bool waitForMessages(std::size_t count);
    [[nodiscard]] bool waitForFailure();
    /** What ended the connection, or kept it from coming about. */
    [[nodiscard]] QString trouble() const;
    [[nodiscard]] std::vector<std::string> bodies() const;
    [[nodiscard]] Stomp::Client& client() { return m_client; }

    std::vector<Received> messages;
    std::vector<Stomp::Frame> errors;
    std::optional<Stomp::ConnectionFailure> failure;
    std::uint64_t counted = 0; //!< MESSAGE frames, as the parser counts them

    bool takeMessage(const Stomp::FrameView& frame, const Stomp::MessageOrigin& origin) override;
    void chunkDone(std::uint64_t received) override { counted = received; }

private:
    [[nodiscard]] QString answerOf(Stomp::RequestId id);

    Stomp::Client m_client{*this};
    Stomp::SubscriptionKey m_lastSubscription = 0;
    std::optional<Stomp::SubscriptionState> m_lastState;
    std::vector<std::pair<Stomp::RequestId, QString>> m_answers;
};
