#include "clientsession.h"

#include "sessionframes.h"

#include <utility>

// What goes out: the part of ClientSession that its owner drives.

namespace Stomp {

std::string ClientSession::obstacle() const
{
    switch (m_state) {
    case State::Idle:
    case State::Connecting:
        return "the session is not connected yet";
    case State::Connected:
        return {};
    case State::Disconnecting:
        return "nothing may be sent after DISCONNECT";
    case State::Closed:
        break;
    }
    return "the session has ended";
}

ClientSession::Submitted ClientSession::submit(
    Frame frame, ContentLength contentLength, bool withReceipt, SessionTime now)
{
    const RequestId id = ++m_lastRequest;
    if (std::string reason = obstacle(); !reason.empty())
        return {id, std::move(reason)};
    if (withReceipt) // first, so that it wins over one that the frame brings along
        frame.headers.insert(frame.headers.begin(), {"receipt", receiptHeader(id)});
    const WriteError error = write(frame, contentLength);
    if (error != WriteError::None)
        return {id, std::string(describe(error))};
    m_heartBeat.sent(now);
    if (!withReceipt) {
        m_requests.noteUnconfirmable(id);
        return {id, {}};
    }
    Request request;
    request.id = id;
    request.sent = now;
    request.deadline = m_clock.at(now) + std::chrono::milliseconds(m_options.receiptTimeout);
    request.errorsBefore = m_unattributedErrors;
    m_requests.add(request);
    return {id, {}};
}

std::string ClientSession::subscribe(
    SubscriptionKey key, const SubscribeRequest& wanted, SessionTime now)
{
    if (std::string reason = obstacle(); !reason.empty())
        return reason;
    if (wanted.destination.empty())
        return "no destination";
    if (wanted.ack == AckMode::ClientIndividual && m_info.version == Version::V10)
        return "STOMP 1.0 has no client-individual acknowledgement";
    Subscription* subscription = m_subscriptions.add(key, wanted, m_info.version);
    if (!subscription)
        return "another subscription has this id";
    const Submitted sent =
        submit(subscribeFrame(subscription->id, wanted), ContentLength::Omit, true, now);
    if (!sent.refusal.empty()) {
        subscription->state = SubscriptionState::Refused;
        return sent.refusal;
    }
    subscription->request = sent.id;
    m_requests.setSubscription(Request::Kind::Subscribe, key);
    setState(*subscription, SubscriptionState::Requested, {});
    return {};
}

std::string ClientSession::unsubscribe(
    SubscriptionKey key, const std::vector<Header>& headers, SessionTime now)
{
    Subscription* subscription = m_subscriptions.byKey(key);
    if (!subscription || !subscription->isActive())
        return "there is no such subscription";
    if (subscription->unsubscribing)
        return "it is being unsubscribed";
    writeOwedAcks();
    const Submitted sent =
        submit(unsubscribeFrame(subscription->id, headers), ContentLength::Omit, true, now);
    if (!sent.refusal.empty())
        return sent.refusal;
    m_requests.setSubscription(Request::Kind::Unsubscribe, key);
    subscription->unsubscribing = true;
    return {};
}

ClientSession::Submitted ClientSession::forget(
    SubscriptionKey key, const std::vector<Header>& headers, SessionTime now)
{
    const Subscription* subscription = m_subscriptions.byKey(key);
    if (!subscription)
        return {++m_lastRequest, "there is no such subscription"};
    if (subscription->isActive() && !subscription->unsubscribing)
        return {++m_lastRequest, "it is still subscribed"};
    return submit(unsubscribeFrame(subscription->id, headers), ContentLength::Omit, true, now);
}

ClientSession::Submitted ClientSession::send(
    Frame frame, ContentLength contentLength, bool withReceipt, SessionTime now)
{
    frame.command = "SEND";
    if (frame.value("destination").empty())
        return {++m_lastRequest, "no destination"};
    return submit(std::move(frame), contentLength, withReceipt, now);
}

ClientSession::Submitted ClientSession::acknowledge(
    const AckReference& message, const std::string& transaction, bool withReceipt, SessionTime now)
{
    return settle("ACK", message, transaction, withReceipt, now);
}

ClientSession::Submitted ClientSession::reject(const AckReference& message,
    const std::string& transaction, bool withReceipt, SessionTime now,
    const std::vector<Header>& headers)
{
    return settle("NACK", message, transaction, withReceipt, now, headers);
}

ClientSession::Submitted ClientSession::settle(std::string_view command,
    const AckReference& message, const std::string& transaction, bool withReceipt, SessionTime now,
    const std::vector<Header>& headers)
{
    if (std::string reason = obstacle(); !reason.empty())
        return {++m_lastRequest, std::move(reason)};
    const Subscription* subscription = m_subscriptions.byKey(message.subscription);
    if (!subscription)
        return {++m_lastRequest, "the message belongs to no subscription of this session"};
    Frame frame;
    if (const char* reason = makeAck(frame, command, m_info.version, message, subscription->id))
        return {++m_lastRequest, reason};
    if (!transaction.empty())
        frame.add("transaction", transaction);
    frame.headers.insert(frame.headers.end(), headers.begin(), headers.end());
    Submitted sent = submit(std::move(frame), ContentLength::Omit, withReceipt, now);
    if (sent.refusal.empty())
        noteSettled(*subscription, message, command == "ACK", transaction);
    return sent;
}

ClientSession::Submitted ClientSession::begin(const std::string& transaction, SessionTime now)
{
    return transact("BEGIN", transaction, now);
}

ClientSession::Submitted ClientSession::commitTransaction(
    const std::string& transaction, SessionTime now)
{
    return transact("COMMIT", transaction, now);
}

ClientSession::Submitted ClientSession::abortTransaction(
    const std::string& transaction, SessionTime now)
{
    return transact("ABORT", transaction, now);
}

ClientSession::Submitted ClientSession::transact(
    std::string_view command, const std::string& transaction, SessionTime now)
{
    if (transaction.empty())
        return {++m_lastRequest, "no transaction is named"};
    Frame frame;
    frame.command = command;
    frame.add("transaction", transaction);
    Submitted sent = submit(std::move(frame), ContentLength::Omit, true, now);
    if (sent.refusal.empty() && command != "BEGIN")
        endTransaction(transaction, command == "COMMIT");
    return sent;
}

void ClientSession::disconnect(SessionTime now)
{
    if (m_state == State::Disconnecting || m_state == State::Closed)
        return;
    if (m_state != State::Connected) {
        close(CloseReason::Requested, "disconnected before CONNECTED");
        return;
    }
    writeOwedAcks();
    m_disconnectRequest = ++m_lastRequest;
    Frame frame;
    frame.command = "DISCONNECT";
    frame.add("receipt", receiptHeader(m_disconnectRequest));
    std::ignore = write(frame, ContentLength::Omit);
    m_state = State::Disconnecting;
    m_errorDeadline.reset();
    m_disconnectDeadline = now + std::chrono::milliseconds(m_options.disconnectTimeout);
}

void ClientSession::writeOwedAcks()
{
    for (Subscription& subscription : m_subscriptions.all()) {
        if (std::exchange(subscription.ackDue, false) && m_state == State::Connected)
            writeAck(subscription, subscription.lastTaken);
    }
}

void ClientSession::writeAck(const Subscription& subscription, const AckReference& message)
{
    // A broker that names no ack id, such as Spring's, wants no ACK.
    if (makeAck(m_ackFrame, "ACK", m_info.version, message, subscription.id))
        return;
    if (write(m_ackFrame, ContentLength::Omit, FrameObserver::Sender::Session) == WriteError::None)
        m_requests.noteUnconfirmable(m_lastRequest);
    noteSettled(subscription, message, true, {});
}

} // namespace Stomp
