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
    if (const DestinationPath* foreign = foreignSource(consumer, message)) {
        m_scratch += "destination:" + escaped(foreign->text, m_version) + '\n';
        write(m_scratch, now);
        const std::string_view lines = message.headerLines(m_version);
        m_gate.out().send(lines.substr(lines.find('\n') + 1));
        m_gate.out().send(message.bodyAndEnd());
        return;
    }
    write(m_scratch, now);
    if (const std::string_view tail = message.tail(m_version); !tail.empty()) {
        m_gate.out().send(tail);
    } else {
        m_gate.out().send(message.headerLines(m_version));
        m_gate.out().send(message.bodyAndEnd());
    }
}

/** A temporary destination that another session has made, if the message came from it: the message
 * has it by its maker's alias. */
const DestinationPath* ServerSession::foreignSource(
    const Consumer& consumer, const BrokerMessage& message) const
{
    const std::vector<DestinationPath>& paths = consumer.request().paths;
    for (const DestinationPath& path : paths) {
        if (!path.isTemporary || !path.shown.empty())
            continue;
        if (paths.size() == 1)
            return &path;
        const Destination* source = m_broker.destinations().lookup(path.text);
        if (source
            && message.headerLines(Version::V12)
                   .starts_with("destination:" + escaped(source->shownName(), Version::V12) + '\n'))
            return &path;
    }
    return nullptr;
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
