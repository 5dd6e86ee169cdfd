#include "serversession.h"

#include "broker.h"
#include "errorframe.h"
#include "handshake.h"
#include "strangers.h"

#include <algorithm>

namespace Stomp {

namespace {

Offence offenceOf(ParseErrorCode code)
{
    switch (code) {
    case ParseErrorCode::UnknownCommand:
        return Offence::UnknownCommand;
    case ParseErrorCode::CommandTooLong:
        return Offence::CommandTooLong;
    case ParseErrorCode::HeaderLineTooLong:
        return Offence::HeaderTooLong;
    case ParseErrorCode::TooManyHeaders:
        return Offence::TooManyHeaders;
    case ParseErrorCode::BodyTooLarge:
        return Offence::BodyTooLarge;
    default:
        break;
    }
    return Offence::Malformed;
}

} // namespace

ServerSession::ServerSession(Broker& broker, Outbox& outbox, Millis now)
    : m_broker(broker), m_outbox(outbox), m_gate(broker.faults(), outbox, now),
      m_number(broker.addSession()), m_parser(FrameParser::Side::Server, broker.options().parser),
      m_verbs(broker, *this, *this, m_number), m_connectBy(now + broker.options().connectTimeout),
      m_lastReceived(now), m_lastSent(now), m_lastBeatCheck(now), m_lastDrained(now)
{ }

ServerSession::~ServerSession()
{
    connectionLost(m_lastReceived);
}

void ServerSession::receive(std::string_view bytes, Millis now)
{
    m_lastReceived = now;
    if (m_state == State::Disconnecting || m_state == State::Closed)
        return;
    if (m_gate.isArmed())
        m_gate.judge().noteRead(bytes.size(), now);
    m_parser.push(bytes);
    process(now);
}

void ServerSession::commit(std::size_t size, Millis now)
{
    m_lastReceived = now;
    if (m_gate.isArmed())
        m_gate.judge().noteRead(size, now);
    m_parser.commit(size);
    process(now);
}

bool ServerSession::wantsInput() const
{
    return (m_state == State::New || m_state == State::Connected) && !m_isHeldBack && !m_refuseAt
        && !m_gate.isReadingPaused() && m_gate.out().pendingBytes() < m_broker.options().outboxCap;
}

void ServerSession::resume(Millis now)
{
    // The client could not be heard while nothing was read.
    m_lastReceived = now;
    process(now);
}

void ServerSession::outboxDrained(Millis now)
{
    m_lastDrained = now;
    if (!hasRoom())
        return;
    m_verbs.pumpAll(now);
    m_broker.relieve(now);
}

void ServerSession::tick(Millis now)
{
    m_gate.tick(now);
    if (m_gate.hasEnded() && (m_state == State::New || m_state == State::Connected)) {
        leave(now);
        m_state = State::Disconnecting;
    } else if (m_refuseAt && now >= *m_refuseAt) {
        m_refuseAt.reset();
        report(BrokerEvent::Kind::ErrorSent, m_refusal->message);
        write(m_lateAnswer, now);
        leave(now);
        finish();
    } else if (m_state == State::New && !m_refuseAt && now >= m_connectBy) {
        refuse({"No CONNECT frame in time",
                   "A client sends CONNECT within "
                       + std::to_string(m_broker.options().connectTimeout) + " ms.",
                   {}},
            nullptr, now);
    } else if (m_state == State::Connected) {
        checkHeartBeats(now);
    }
}

void ServerSession::checkHeartBeats(Millis now)
{
    const BrokerOptions& options = m_broker.options();
    if (!checkAckTimeout(now))
        return;
    if (m_outbox.pendingBytes() >= options.outboxCap
        && now >= std::max(m_lastSent, m_lastDrained) + options.outboxStall) {
        m_outbox.abort();
        connectionLost(now);
        return;
    }
    if (!wantsInput()) {
        m_lastReceived = now;
    } else if (m_heartBeat.expectEvery > 0 && now >= m_lastReceived + m_heartBeat.deadAfter()) {
        refuse({"No heart-beat received",
                   "Nothing came from the client for " + std::to_string(now - m_lastReceived)
                       + " ms, though a heart-beat every " + std::to_string(m_heartBeat.expectEvery)
                       + " ms was agreed.",
                   {}},
            nullptr, now);
        return;
    }
    if (m_heartBeat.sendEvery > 0
        && now >= std::max(lastSent(), m_lastBeatCheck) + m_heartBeat.sendAfter()) {
        m_lastBeatCheck = now;
        // While bytes are pending, there is enough to be heard.
        if (m_outbox.pendingBytes() == 0)
            write("\n", now);
    }
}

std::optional<Millis> ServerSession::nextDeadline() const
{
    std::optional<Millis> earliest = m_gate.nextDeadline();
    if (m_state == State::New || m_state == State::Connected) {
        if (m_gate.hasEnded())
            return m_lastSent;
    }
    if (m_state == State::New) {
        const Millis own = m_refuseAt.value_or(m_connectBy);
        return std::min(earliest.value_or(own), own);
    }
    if (m_state != State::Connected)
        return earliest;
    const auto consider = [&](Millis time) {
        earliest = std::min(earliest.value_or(time), time);
    };
    if (const Millis timeout = m_broker.options().queues.ackTimeout; timeout > 0) {
        if (const auto oldest = m_verbs.consumers().oldestDelivery())
            consider(*oldest + timeout);
    }
    if (m_heartBeat.sendEvery > 0)
        consider(std::max(lastSent(), m_lastBeatCheck) + m_heartBeat.sendAfter());
    if (m_heartBeat.expectEvery > 0)
        consider(m_lastReceived + m_heartBeat.deadAfter());
    if (m_outbox.pendingBytes() >= m_broker.options().outboxCap)
        consider(std::max(m_lastSent, m_lastDrained) + m_broker.options().outboxStall);
    return earliest;
}

void ServerSession::connectionLost(Millis now)
{
    leave(now);
    m_state = State::Closed;
}

void ServerSession::shutDown(const Refusal& reason, Millis now)
{
    if (m_state == State::New || m_state == State::Connected)
        refuse(reason, nullptr, now);
}

void ServerSession::letGo()
{
    m_isHeldBack = false;
    m_outbox.resumeInput();
}

bool ServerSession::hasRoom() const
{
    return m_state == State::Connected
        && m_gate.out().pendingBytes() < m_broker.options().outboxForMessages;
}

void ServerSession::afterSend(Destination& destination, Millis now)
{
    // One that must acknowledge for the readers to go on is not kept from doing so.
    if (!m_verbs.consumers().hasInFlight())
        m_isHeldBack = m_broker.holdBack(*this, destination, now);
}

void ServerSession::finish()
{
    m_state = State::Disconnecting;
    m_gate.out().close();
}

void ServerSession::process(Millis now)
{
    while (wantsInput()) {
        switch (m_parser.next()) {
        case FrameParser::Result::Frame:
            handle(m_parser.frame(), now);
            break;
        case FrameParser::Result::Incomplete:
            if (m_state == State::New && m_parser.pending() > m_broker.options().beforeConnect)
                refuseFirst(now);
            return;
        case FrameParser::Result::Error:
            refuseInput(now);
            return;
        }
    }
}

void ServerSession::handle(const FrameView& frame, Millis now)
{
    if (m_state == State::New && frame.bytes.size() > m_broker.options().beforeConnect) {
        refuseFirst(now);
    } else if (frame.bytes.size() - frame.body.size() > m_broker.options().headerBlock) {
        refuse({"The headers are too large",
                   "The header lines of a frame have together at most "
                       + std::to_string(m_broker.options().headerBlock) + " bytes.",
                   {}},
            nullptr, now);
    } else if (m_gate.isArmed() && misbehave(frame, now)) {
        return;
    } else if (m_state == State::Connected) {
        if (const Verdict verdict = m_verbs.handle(frame, m_version, now))
            refuse(*verdict, &frame, now);
    } else if (frame.command == "CONNECT" || frame.command == "STOMP") {
        connect(frame, now);
    } else {
        refuse({"Not connected", "The first frame of a connection is CONNECT (or STOMP).", {},
                   Offence::NotConnected, {}},
            &frame, now);
    }
}

void ServerSession::connect(const FrameView& frame, Millis now)
{
    Handshake handshake;
    if (m_gate.isArmed())
        handshake.supported = m_gate.judge().versionsFor(frame);
    const Verdict refusal = Handshake::read(frame, m_broker.options(), handshake);
    m_version = handshake.version;
    m_login = handshake.login;
    if (refusal && handshake.isLoginWrong) {
        // Guessing passwords shall take its time.
        m_refusal = refusal;
        m_refuseAt = now + m_broker.options().failedLoginDelay;
        m_lateAnswer = errorFrame(m_broker.skin(),
            answerOf(m_broker.skin(), *refusal, &frame, m_version, m_login), *refusal, &frame,
            m_version);
        return;
    }
    if (refusal) {
        refuse(*refusal, &frame, now);
        return;
    }
    if (!handshake.clientId.empty() && m_broker.skin().uniqueClientIds
        && !m_broker.claimClientId(handshake.clientId, m_number)) {
        refuse({"The client-id [" + handshake.clientId.substr(0, 200) + "] is in use",
                   "Another connection has it: each one needs its own.", {}, Offence::ClientIdInUse,
                   handshake.clientId},
            &frame, now);
        return;
    }
    m_verbs.begin(
        handshake.user ? AccessRights(*handshake.user) : AccessRights(), handshake.clientId);
    m_parser.setVersion(m_version);
    m_gate.setVersion(m_version);
    m_heartBeat = handshake.heartBeat;
    m_state = State::Connected;
    m_wasConnected = true;
    report(BrokerEvent::Kind::Connected,
        "STOMP " + std::string(toString(m_version))
            + (m_login.empty() ? std::string() : ", login " + m_login));
    write(
        handshake.connected(frame, m_broker.options(), m_verbs.consumers().names().session()), now);
}

void ServerSession::refuseInput(Millis now)
{
    const std::string what = describe(m_parser.error(), m_parser.limits());
    if (m_state == State::New) {
        const std::string_view stranger = whoSpeaks(m_parser.greeting());
        if (!stranger.empty()) {
            refuse({"This is a STOMP port", std::string(stranger) + " (" + what + ')', {}}, nullptr,
                now);
            return;
        }
    }
    const ParseError& error = m_parser.error();
    refuse({"Malformed frame", what, {}, offenceOf(error.code),
               error.found.substr(0, error.found.find_first_of(std::string_view("\0\r\n", 3)))},
        nullptr, now);
}

void ServerSession::refuseFirst(Millis now)
{
    refuse({"The first frame is too large",
               "Before CONNECT a client may send at most "
                   + std::to_string(m_broker.options().beforeConnect) + " bytes.",
               {}},
        nullptr, now);
}

void ServerSession::refuse(const Refusal& refusal, const FrameView* cause, Millis now)
{
    const BrokerSkin& skin = m_broker.skin();
    const SkinAnswer answer = answerOf(skin, refusal, cause, m_version, m_login);
    report(BrokerEvent::Kind::ErrorSent, refusal.message);
    if (!answer.isSilent)
        write(errorFrame(skin, answer, refusal, cause, m_version), now);
    if (!answer.closes && !m_parser.error())
        return;
    m_refusal = refusal;
    leave(now);
    finish();
}

void ServerSession::leave(Millis now)
{
    m_refuseAt.reset(); // what is still to be answered is not, after the end
    if (!m_isRegistered)
        return;
    m_isRegistered = false;
    m_broker.removeSession(*this);
    // From here on no message is written: what comes back goes to others.
    m_state = State::Disconnecting;
    m_verbs.endAll(now);
    if (m_wasConnected)
        report(BrokerEvent::Kind::Disconnected, m_refusal ? m_refusal->message : std::string());
}

void ServerSession::report(BrokerEvent::Kind kind, std::string detail)
{
    BrokerEvent event;
    event.kind = kind;
    event.session = m_number;
    event.detail = std::move(detail);
    m_broker.report(std::move(event));
}

void ServerSession::write(std::string_view bytes, Millis now)
{
    m_lastSent = now;
    if (m_gate.isArmed())
        m_gate.injector().setNow(now);
    m_gate.out().send(bytes);
}

} // namespace Stomp
