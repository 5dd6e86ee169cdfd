#pragma once

#include "brokerevent.h"
#include "consumer.h"
#include "faultgate.h"
#include "outbox.h"
#include "refusal.h"
#include "sessionverbs.h"

#include <stomp/protocol/frameparser.h>
#include <stomp/protocol/heartbeat.h>

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>

namespace Stomp {

class Broker;

/**
 * The server's side of one connection: bytes and time in, bytes to the outbox. Owns the parser, the
 * handshake, the heart-beats and the end of the connection; what frames do is SessionVerbs'.
 * A refused frame is answered with ERROR, after which nothing more is read (STOMP 1.2 "ERROR").
 * Milliseconds of any steady clock; no thread, no socket. stomp-facts 4.2 and 4.12.
 */
class ServerSession final : private MessageReceiver, private SessionVerbs::Host
{
public:
    enum class State : std::uint8_t
    {
        New, //!< before CONNECT
        Connected,
        Disconnecting, //!< said goodbye, by DISCONNECT or ERROR: what comes in is ignored
        Closed, //!< the connection is gone
    };

    ServerSession(Broker& broker, Outbox& outbox, Millis now);
    ~ServerSession() override;
    ServerSession(const ServerSession&) = delete;
    ServerSession& operator=(const ServerSession&) = delete;

    void receive(std::string_view bytes, Millis now);
    /** The same without a copy: read into prepare(), then commit(). Only while wantsInput(). */
    [[nodiscard]] std::span<char> prepare(std::size_t size) { return m_parser.prepare(size); }
    void commit(std::size_t size, Millis now);

    /** False: leave the socket unread, so that the client has to wait. */
    [[nodiscard]] bool wantsInput() const;
    /** True while it neither gets messages nor is heard, or one of these, for a full outbox or
     * another reason that can pass. */
    [[nodiscard]] bool isBlocked() const
    {
        return (m_state != State::New && !hasRoom()) || !wantsInput();
    }
    /** How many bytes to read at once, at most. */
    [[nodiscard]] std::size_t inputAtOnce();
    /** Goes on with the input at hand, after wantsInput() has become true again. */
    void resume(Millis now);
    /** The peer's system took some of the pending bytes. */
    void outboxDrained(Millis now);

    void tick(Millis now);
    /** When tick() must be called at the latest. */
    [[nodiscard]] std::optional<Millis> nextDeadline() const;

    /** The connection is gone: everything it held is given back. */
    void connectionLost(Millis now);
    /** Refuses whatever comes, with this as the reason, and closes. */
    void shutDown(const Refusal& reason, Millis now);

    [[nodiscard]] State state() const { return m_state; }
    [[nodiscard]] Version version() const { return m_version; }
    [[nodiscard]] std::uint64_t number() const override { return m_number; }
    [[nodiscard]] const std::string& login() const { return m_login; }
    /** The ERROR that ended it; nothing when it was not refused. */
    [[nodiscard]] const Verdict& refusal() const { return m_refusal; }

    /** For the broker, which held it back. */
    void letGo();

private:
    [[nodiscard]] bool hasRoom() const override;
    void deliver(const Consumer& consumer, const BrokerMessage& message, std::uint32_t deliveries,
        std::uint64_t number, Millis now) override;
    void endBrowse(const Consumer& consumer, Millis now) override;
    void confirm(const FrameView& frame, Millis now) override;
    void afterSend(Destination& destination, Millis now) override;
    void confirm(std::string_view receipt, Millis now) override;
    void setHeads(Consumer& consumer) const override;
    void finish() override;

    [[nodiscard]] const DestinationPath* foreignSource(
        const Consumer& consumer, const BrokerMessage& message) const;
    void process(Millis now);
    void handle(const FrameView& frame, Millis now);
    void connect(const FrameView& frame, Millis now);
    void refuseInput(Millis now);
    void refuseFirst(Millis now);
    /** Answers as the skin does, and closes if it does. */
    void refuse(const Refusal& refusal, const FrameView* cause, Millis now);
    void leave(Millis now);
    void report(BrokerEvent::Kind kind, std::string detail);
    void write(std::string_view bytes, Millis now);
    void checkHeartBeats(Millis now);
    [[nodiscard]] Millis lastSent() const;
    /** Whether a fault takes the place of what the frame asks for. */
    [[nodiscard]] bool misbehave(const FrameView& frame, Millis now);
    /** False: the session is over. */
    bool checkAckTimeout(Millis now);

    Broker& m_broker;
    Outbox& m_outbox;
    FaultGate m_gate; //!< between the session and the outbox
    std::uint64_t m_number;
    FrameParser m_parser;
    SessionVerbs m_verbs;
    State m_state = State::New;
    Version m_version = Version::V10;
    std::string m_login;
    Verdict m_refusal;
    std::string m_scratch;
    bool m_isHeldBack = false;
    bool m_isRegistered = true;
    bool m_wasConnected = false;

    HeartBeatTimes m_heartBeat;
    Millis m_connectBy;
    Millis m_lastReceived;
    Millis m_lastSent;
    Millis m_lastBeatCheck;
    Millis m_lastDrained;
    std::optional<Millis> m_refuseAt; //!< a wrong login is answered then, with:
    std::string m_lateAnswer;
};

} // namespace Stomp
