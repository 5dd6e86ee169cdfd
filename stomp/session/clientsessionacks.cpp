#include "clientsession.h"

#include <functional>

// What is delivered and not acknowledged: the part of ClientSession that keeps the book.

namespace Stomp {

namespace {

AckBook::Tag tagOf(std::string_view messageId, std::string_view ackId)
{
    return std::hash<std::string_view>{}(ackId.empty() ? messageId : ackId);
}

} // namespace

void ClientSession::noteDelivery(const Subscription& subscription, const FrameView& frame)
{
    const AckMode mode = subscription.origin.ack;
    if (mode == AckMode::Auto || frame.value("browser") == "end")
        return;
    // The session's own ACK is noted only where it takes others with it.
    if (subscription.ackOnArrival
        && (ackReach(m_dialect, mode, m_info.version, true) != AckReach::Connection
            || m_book.outstanding() == 0))
        return;
    m_book.add(
        subscription.origin.subscription, tagOf(frame.value("message-id"), frame.value("ack")));
}

void ClientSession::noteSettled(const Subscription& subscription, const AckReference& message,
    bool accept, const std::string& transaction)
{
    const AckReach reach = ackReach(m_dialect, subscription.origin.ack, m_info.version, accept);
    const AckBook::Tag tag = tagOf(message.messageId, message.ackId);
    // Artemis acknowledges at once, whatever the transaction (stomp-facts 3.7).
    if (transaction.empty() || m_dialect == Dialect::Artemis)
        m_book.settle(message.subscription, tag, reach);
    else
        m_pendingAcks.push_back({transaction, message.subscription, tag, reach});
}

void ClientSession::endTransaction(const std::string& transaction, bool committed)
{
    std::erase_if(m_pendingAcks, [&](const PendingAck& ack) {
        if (ack.transaction != transaction)
            return false;
        if (committed)
            m_book.settle(ack.subscription, ack.tag, ack.reach);
        return true;
    });
}

} // namespace Stomp
