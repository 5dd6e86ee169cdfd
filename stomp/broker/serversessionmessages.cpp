#include "broker.h"
#include "serversession.h"

#include <stomp/protocol/escaping.h>

#include <array>
#include <charconv>

// MESSAGE and RECEIPT.

namespace Stomp {

namespace {

void appendNumber(std::string& out, std::uint64_t number)
{
    std::array<char, 24> digits;
    const auto end = std::to_chars(digits.data(), digits.data() + digits.size(), number);
    out.append(digits.data(), end.ptr);
}

} // namespace

void ServerSession::deliver(const Consumer& consumer, const BrokerMessage& message,
    std::uint32_t deliveries, std::uint64_t number, Millis now)
{
    const BrokerSkin& skin = m_broker.skin();
    const DeliveryNames& names = m_verbs.consumers().names();
    m_scratch = consumer.head();
    appendNumber(m_scratch, names.isMessageIdByDelivery() ? number : message.id());
    m_scratch += '\n';
    if (m_version == Version::V12 && skin.acknowledges
        && consumer.request().ack != ConsumerRequest::Ack::Auto) {
        m_scratch += "ack:";
        m_scratch += consumer.ackHead();
        appendNumber(m_scratch, names.isAckIdByDelivery() ? number : message.id());
        m_scratch += '\n';
    }
    if (skin.redelivered == BrokerSkin::Redelivered::Always)
        m_scratch += deliveries > 0 ? "redelivered:true\n" : "redelivered:false\n";
    else if (deliveries > 0 && skin.redelivered == BrokerSkin::Redelivered::WhenTrue)
        m_scratch += "redelivered:true\n";
    if (deliveries > 0 && skin.countsDeliveries) {
        m_scratch += "delivery-count:";
        appendNumber(m_scratch, deliveries + std::uint64_t{1});
        m_scratch += '\n';
    }
    write(m_scratch, now);
    if (const std::string_view tail = message.tail(m_version); !tail.empty()) {
        m_gate.out().send(tail);
    } else {
        m_gate.out().send(message.headerLines(m_version));
        m_gate.out().send(message.bodyAndEnd());
    }
}

void ServerSession::confirm(const FrameView& frame, Millis now)
{
    const auto receipt = frame.header("receipt");
    if (receipt && (m_broker.skin().confirmsAll || frame.command == "DISCONNECT"))
        confirm(*receipt, now);
}

void ServerSession::confirm(std::string_view receipt, Millis now)
{
    m_scratch = "RECEIPT\nreceipt-id:";
    m_scratch += escaped(receipt, m_version);
    m_scratch.append("\n\n\0\n", 4);
    write(m_scratch, now);
}

void ServerSession::setHeads(Consumer& consumer) const
{
    const DeliveryNames& names = m_verbs.consumers().names();
    const ConsumerRequest& request = consumer.request();
    std::string head = "MESSAGE\n";
    if (request.hasId)
        head += "subscription:" + escaped(request.id, m_version) + '\n';
    head += "message-id:" + escaped(names.messageIdOf(request, consumer.key()), m_version);
    consumer.setHeads(std::move(head), escaped(names.ackIdOf(request, consumer.key()), m_version));
}

} // namespace Stomp
