#pragma once

#include "proofevidence.h"

#include <stomp/client/client.h>
#include <stomp/client/discardingsink.h>

#include <QObject>
#include <QTimer>

#include <memory>
#include <optional>

namespace Stomp {

class ProofListener;

/** What to prove, and how patiently. */
struct ProofRequest
{
    ClientOptions options;
    std::string destination;
    std::vector<Header> sendHeaders = {}; //!< further ones of SEND
    std::vector<Header> subscribeHeaders = {}; //!< further ones of SUBSCRIBE
    std::vector<std::string> ownSubscribers = {}; //!< ProofEvidence's
    int quiet = 1'000; //!< nothing more came for this long: that was all (ms)
    int patience = 5'000; //!< what is expected is waited for this long (ms)
};

/** What a proof came to: for judge(), and for the doctor when it came to no end. */
struct ProofReport
{
    ProofEvidence evidence;
    std::optional<ConnectionFailure> failure; //!< why there was no session, or no longer
    std::optional<Frame> error; //!< the broker's first ERROR after CONNECTED
};

/**
 * Proves whether a destination behaves as a queue or as a topic: A and B subscribe, ten numbered
 * messages are sent, A and B leave, three more are sent, and a late subscriber comes. Four
 * connections of its own. Collects evidence; judge() reads it. Sends to the destination, so ask
 * before; acknowledges only messages of its own run. One run each; thread: its own, as a Client.
 */
class Proof : public QObject
{
    Q_OBJECT

public:
    enum class Step : std::uint8_t
    {
        Connecting,
        Subscribing,
        SendingToBoth,
        WaitingForBoth,
        Leaving, //!< A and B
        SendingToNobody,
        WaitingForLate,
        Closing,
        Done,
    };
    Q_ENUM(Step)

    explicit Proof(ProofRequest request, QObject* parent = nullptr);
    ~Proof() override;

    void start();
    /** Ends the connections, so that everything unacknowledged goes back; finished() follows. */
    void stop();

    [[nodiscard]] const ProofReport& report() const { return m_report; }
    [[nodiscard]] const ProofEvidence& evidence() const { return m_evidence; }
    [[nodiscard]] const ClientOptions& options() const { return m_request.options; }
    [[nodiscard]] Step step() const { return m_step; }

Q_SIGNALS:
    /** step() or evidence() has changed. */
    void progressed(Stomp::Proof::Step step, const Stomp::ProofEvidence& evidence);
    /** Once, and last. */
    void finished(const Stomp::ProofReport& report);

private:
    void go(Step step);
    void advance();
    [[nodiscard]] const char* audience(std::uint32_t number) const;
    void send(std::uint32_t first, std::uint32_t last);
    [[nodiscard]] bool isSubscribed(const ProofLane& lane) const;
    void watch(ProofListener& listener);
    void handleArrival();
    void handleQuiet();
    [[nodiscard]] ProofEnd endOf(const ConnectionFailure& failure) const;
    void note(const Frame& error);
    void fail(ProofEnd end, const QString& reason);
    void close();
    void finishWhenClosed();

    ProofRequest m_request;
    ProofReport m_report;
    ProofEvidence& m_evidence = m_report.evidence;
    DiscardingSink m_sink;
    Client m_producer;
    std::unique_ptr<ProofListener> m_a, m_b, m_late; // children too, to change threads with it
    QTimer m_timer;
    QTimer m_patience;
    Step m_step = Step::Connecting;
    std::uint32_t m_unanswered = 0; //!< receipts still to come
};

} // namespace Stomp
