#include "clientsession.h"

#include "sessionframes.h"

#include <algorithm>
#include <utility>

namespace Stomp {

namespace {

SessionTime fromMillis(Millis value)
{
    return std::chrono::milliseconds(value);
}

std::string seconds(Millis value)
{
    std::string text = std::to_string(value / 1000);
    if (value % 1000 != 0)
        text += '.' + std::to_string(value % 1000 + 1000).substr(1);
    return text + " s";
}

} // namespace

ClientSession::ClientSession(
    SessionOptions options, MessageSink& sink, SessionListener& listener, RequestId lastRequest)
    : m_options(std::move(options)), m_sink(&sink), m_listener(&listener),
      m_parser(FrameParser::Side::Client, m_options.limits), m_lastRequest(lastRequest)
{ }

bool ClientSession::start(SessionTime now)
{
    m_state = State::Connecting;
    if (m_options.versions.empty()) {
        close(CloseReason::BadOptions, "no version of STOMP is offered");
        return false;
    }
    const WriteError error = write(connectFrame(m_options), ContentLength::Omit);
    if (error != WriteError::None) {
        close(CloseReason::BadOptions, "CONNECT: " + std::string(describe(error)));
        return false;
    }
    m_connectDeadline = m_clock.at(now) + fromMillis(m_options.connectTimeout);
    return true;
}

void ClientSession::commit(std::size_t size, SessionTime now)
{
    m_parser.commit(size);
    if (m_observer && size > 0)
        m_observer->bytesReceived(size);
    if (size > 0)
        hear(now);
}

void ClientSession::hear(SessionTime arrived)
{
    if (m_state != State::Closed && m_heartBeat.heard(m_clock.at(arrived)))
        m_listener->peerSilent(false);
}

void ClientSession::receive(std::string_view bytes, SessionTime now)
{
    const std::span<char> room = prepare(bytes.size());
    std::copy(bytes.begin(), bytes.end(), room.begin());
    commit(bytes.size(), now);
}

ClientSession::Progress ClientSession::process(SessionTime now)
{
    m_sinkStopped = false;
    while (m_state != State::Closed && !m_sinkStopped) {
        const FrameParser::Result result = m_parser.next();
        if (m_observer)
            observeHeartBeats();
        if (result == FrameParser::Result::Incomplete)
            break;
        if (result == FrameParser::Result::Error) {
            close(CloseReason::ProtocolError, describe(m_parser.error(), m_parser.limits()));
            break;
        }
        if (m_observer)
            m_observer->frameReceived(m_parser.frame(), m_parser.version());
        if (m_parser.frame().command == "MESSAGE" && m_state != State::Connecting)
            handleMessage();
        else
            handleFrame(now);
    }
    endChunk();
    if (m_state == State::Closed)
        return Progress::Closed;
    writeOwedAcks();
    if (!m_output.empty())
        m_heartBeat.sent(now);
    return m_sinkStopped ? Progress::Stopped : Progress::Drained;
}

void ClientSession::endChunk()
{
    if (m_sink && !m_inSink && m_receivedTold != m_received) {
        m_receivedTold = m_received;
        m_sink->chunkDone(m_received);
    }
}

void ClientSession::observeHeartBeats()
{
    const std::uint64_t fresh = m_parser.heartBeats() - m_heartBeatsSeen;
    if (fresh == 0)
        return;
    m_heartBeatsSeen += fresh;
    m_observer->heartBeatsReceived(fresh);
}

WriteError ClientSession::write(
    const Frame& frame, ContentLength contentLength, FrameObserver::Sender sender)
{
    const std::size_t before = m_output.size();
    const WriteError error = m_writer.write(frame, contentLength, m_output);
    if (m_observer && error == WriteError::None) {
        std::string_view bytes = std::string_view(m_output).substr(before);
        bytes.remove_suffix(1); // NUL
        m_observer->frameSent(bytes, m_writer.version, sender);
    }
    return error;
}

void ClientSession::tick(SessionTime now)
{
    const SessionTime listened = m_clock.at(now);
    if (m_connectDeadline && listened >= *m_connectDeadline) {
        close(CloseReason::ConnectTimeout,
            "no CONNECTED within " + seconds(m_options.connectTimeout));
        return;
    }
    if (m_disconnectDeadline && now >= *m_disconnectDeadline) {
        close(CloseReason::Requested,
            "no RECEIPT for DISCONNECT within " + seconds(m_options.disconnectTimeout));
        return;
    }
    if (m_state != State::Connected)
        return;
    if (m_heartBeat.isSendDue(now)) {
        m_output += '\n';
        if (m_observer)
            m_observer->heartBeatSent();
        m_heartBeat.sent(now);
    }
    while (const auto request = m_requests.takeExpired(listened)) {
        fail(*request, RequestFailure::NoReceipt,
            "no RECEIPT within " + seconds(m_options.receiptTimeout));
        if (m_state != State::Connected)
            return;
    }
    if (m_errorDeadline && listened >= *m_errorDeadline) {
        m_errorDeadline.reset();
        m_listener->stayedOpenAfterError();
        if (m_state != State::Connected)
            return;
    }
    switch (m_heartBeat.check(listened)) {
    case HeartBeatMonitor::Silence::None:
        break;
    case HeartBeatMonitor::Silence::Worrying:
        m_listener->peerSilent(true);
        break;
    case HeartBeatMonitor::Silence::Dead:
        close(CloseReason::HeartBeatLost,
            "silent for " + seconds(m_info.heartBeat.deadAfter()) + ", a heart-beat was due every "
                + seconds(m_info.heartBeat.expectEvery));
        break;
    }
}

std::optional<SessionTime> ClientSession::nextDeadline() const
{
    std::optional<SessionTime> next;
    const auto consider = [&next](const std::optional<SessionTime>& deadline) {
        if (deadline && (!next || *deadline < *next))
            next = deadline;
    };
    const auto considerListening = [&](const std::optional<SessionTime>& deadline) {
        if (deadline && !m_clock.isPaused())
            consider(m_clock.toSteady(*deadline));
    };
    if (m_state == State::Closed)
        return {};
    considerListening(m_connectDeadline);
    consider(m_disconnectDeadline);
    if (m_state != State::Connected)
        return next;
    consider(m_heartBeat.nextSend());
    considerListening(m_heartBeat.nextCheck());
    considerListening(m_requests.nextDeadline());
    considerListening(m_errorDeadline);
    return next;
}

bool ClientSession::takeOutput(std::string& into)
{
    into.clear();
    std::swap(into, m_output);
    return !into.empty();
}

void ClientSession::outputDelayed(SessionTime now)
{
    m_requests.holdUntil(m_clock.at(now) + std::chrono::milliseconds(m_options.receiptTimeout));
    if (m_disconnectDeadline)
        m_disconnectDeadline = now + std::chrono::milliseconds(m_options.disconnectTimeout);
}

void ClientSession::setReadingPaused(bool paused, SessionTime now)
{
    m_clock.setPaused(paused, now);
}

void ClientSession::connectionClosed(std::string_view reason)
{
    const CloseReason broken =
        reason.empty() ? CloseReason::PeerClosed : CloseReason::TransportFailed;
    if (m_state == State::Disconnecting)
        close(CloseReason::Requested, "closed after DISCONNECT");
    else if (m_errorDeadline && m_lastError)
        close(CloseReason::ErrorFrame, errorText(*m_lastError));
    else
        close(broken, reason.empty() ? "the peer closed the connection" : std::string(reason));
}

void ClientSession::abort()
{
    close(CloseReason::Requested, "aborted");
}

void ClientSession::detach()
{
    m_state = State::Closed;
    m_listener = nullptr;
    m_inSink = false;
    endChunk();
    m_sink = nullptr;
    m_observer = nullptr;
}

void ClientSession::close(CloseReason reason, const std::string& detail)
{
    if (m_state == State::Closed)
        return;
    m_state = State::Closed;
    endChunk();
    while (const auto request = m_requests.takeFirst()) {
        if (request->kind == Request::Kind::Other)
            fail(*request, RequestFailure::SessionEnded, detail);
    }
    for (Subscription& subscription : m_subscriptions.all()) {
        if (m_listener && subscription.isActive())
            setState(subscription, SubscriptionState::Ended, detail);
    }
    if (m_listener)
        m_listener->sessionClosed(reason, detail);
}

} // namespace Stomp
