#include "clientsession.h"

#include "sessionframes.h"

#include <algorithm>
#include <tuple>

// What comes in: the part of ClientSession that frames of the broker drive.

namespace Stomp {

void ClientSession::handleMessage()
{
    const FrameView& frame = m_parser.frame();
    ++m_received;
    Subscription* subscription = nullptr;
    if (const auto id = frame.header("subscription"))
        subscription = m_subscriptions.find(*id);
    else if (m_info.version == Version::V10)
        subscription = m_subscriptions.onlyOneOf(frame.value("destination"));

    const MessageOrigin unsolicited{0, AckMode::Auto, m_info.version};
    const MessageOrigin& origin = subscription ? subscription->origin : unsolicited;
    m_inSink = true;
    const bool more = m_sink->takeMessage(frame, origin);
    m_inSink = false;
    m_sinkStopped = !more;
    if (subscription)
        noteDelivery(*subscription, frame);
    if (!subscription || !subscription->ackOnArrival || m_state != State::Connected)
        return;
    subscription->lastTaken.assign(frame, origin);
    // 1.0 does not say that an ACK means the messages before it as well.
    if (origin.ack == AckMode::Client && m_info.version != Version::V10)
        subscription->ackDue = true;
    else
        writeAck(*subscription, subscription->lastTaken);
}

void ClientSession::handleFrame(SessionTime now)
{
    endChunk(); // what follows may be the end of the sink's owner
    if (!m_listener)
        return;
    const FrameView& frame = m_parser.frame();
    if (frame.command == "CONNECTED" && m_state == State::Connecting)
        handleConnected(now);
    else if (frame.command == "ERROR")
        handleError(now);
    else if (m_state == State::Connecting)
        close(CloseReason::ProtocolError, std::string(frame.command) + " instead of CONNECTED");
    else if (frame.command == "RECEIPT")
        handleReceipt(now);
    else
        m_listener->unexpectedFrame(Frame::copyOf(frame));
}

void ClientSession::handleConnected(SessionTime now)
{
    m_info.connected = Frame::copyOf(m_parser.frame());
    const Frame& frame = m_info.connected;
    const auto named = frame.header("version");
    const auto version = named ? versionFromString(*named) : Version::V10;
    if (!version || std::ranges::find(m_options.versions, *version) == m_options.versions.end()) {
        close(CloseReason::VersionNotOffered,
            "CONNECTED with version " + std::string(named.value_or("1.0 (none named)"))
                + ", offered: " + formatVersionList(m_options.versions));
        return;
    }
    m_info.version = *version;
    m_info.server = frame.value("server");
    if (const Dialect family = detectDialect(m_info.server); family != Dialect::Generic)
        m_dialect = family;
    m_info.session = frame.value("session");
    if (*version != Version::V10) {
        const auto theirs = parseHeartBeat(frame.value("heart-beat")).value_or(HeartBeat{});
        m_info.heartBeat = HeartBeatTimes::negotiate(m_options.heartBeat, theirs);
    }
    m_parser.setVersion(*version);
    m_writer.version = *version;
    m_heartBeat.start(m_info.heartBeat, now, m_clock.at(now));
    m_connectDeadline.reset();
    m_state = State::Connected;
    m_listener->sessionConnected(m_info);
}

void ClientSession::handleReceipt(SessionTime now)
{
    const RequestId id = requestOfReceipt(m_parser.frame().value("receipt-id"));
    if (id != 0 && id == m_disconnectRequest) {
        close(CloseReason::Requested, "RECEIPT for DISCONNECT");
        return;
    }
    const auto request = m_requests.take(id, true);
    if (request && request->kind == Request::Kind::Other) {
        m_listener->requestConfirmed(id, now - request->sent);
        return;
    }
    const auto late = [id](const Subscription& one) {
        return one.request == id && one.state == SubscriptionState::Assumed;
    };
    auto& all = m_subscriptions.all();
    Subscription* subscription = nullptr;
    if (request)
        subscription = m_subscriptions.byKey(request->subscription);
    else if (const auto found = std::ranges::find_if(all, late); found != all.end())
        subscription = &*found;
    if (!subscription)
        m_listener->unexpectedFrame(Frame::copyOf(m_parser.frame()));
    else if (request && request->kind == Request::Kind::Unsubscribe)
        setState(*subscription, SubscriptionState::Ended, {});
    else
        setState(*subscription, SubscriptionState::Confirmed, {});
}

void ClientSession::handleError(SessionTime now)
{
    const Frame error = Frame::copyOf(m_parser.frame());
    const std::string text = errorText(error);
    m_lastError = error;
    m_listener->errorReceived(error);
    if (!m_listener || m_state == State::Closed)
        return;
    if (m_state == State::Connecting) {
        close(CloseReason::Refused, text);
        return;
    }
    if (m_state == State::Connected)
        m_errorDeadline = m_clock.at(now) + std::chrono::milliseconds(m_options.errorLinger);

    const RequestId id = requestOfReceipt(error.value("receipt-id"));
    if (id != 0 && id == m_disconnectRequest) {
        close(CloseReason::Requested, "ERROR for DISCONNECT: " + text);
        return;
    }
    Subscription* subscription = m_subscriptions.find(error.value("subscription"));
    if (const auto request = m_requests.take(id, false)) {
        fail(*request, RequestFailure::Error, text);
    } else if (subscription && subscription->isActive()) {
        std::ignore = m_requests.take(subscription->request, false);
        setState(*subscription, SubscriptionState::Refused, text);
    } else if (error.header("receipt-id")) {
        ++m_unattributedErrors;
    } else if (const auto suspect = m_requests.takeOnlySuspect()) {
        fail(*suspect, RequestFailure::Error, text);
    } else {
        ++m_unattributedErrors;
    }
}

void ClientSession::fail(const Request& request, RequestFailure failure, const std::string& reason)
{
    if (!m_listener)
        return;
    std::string text = reason;
    const bool errorSince = m_unattributedErrors > request.errorsBefore;
    if (failure == RequestFailure::NoReceipt && errorSince && m_lastError)
        text += "; meanwhile the broker answered ERROR: " + errorText(*m_lastError);
    if (request.kind == Request::Kind::Other) {
        m_listener->requestFailed(request.id, failure, text);
        return;
    }
    Subscription* subscription = m_subscriptions.byKey(request.subscription);
    if (!subscription || !subscription->isActive())
        return;
    if (request.kind == Request::Kind::Unsubscribe)
        setState(*subscription, SubscriptionState::Ended, text);
    else if (failure == RequestFailure::NoReceipt && !errorSince)
        setState(*subscription, SubscriptionState::Assumed, text);
    else
        setState(*subscription, SubscriptionState::Refused, text);
}

void ClientSession::setState(
    Subscription& subscription, SubscriptionState state, const std::string& reason)
{
    subscription.state = state;
    // RabbitMQ holds what a subscription has left unacknowledged until the connection closes.
    if (!subscription.isActive() && m_dialect != Dialect::RabbitMq)
        m_book.end(subscription.origin.subscription);
    m_listener->subscriptionChanged(subscription.origin.subscription, state, reason);
}

} // namespace Stomp
