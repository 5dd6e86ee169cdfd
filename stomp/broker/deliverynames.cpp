#include "deliverynames.h"

#include "consumerrequest.h"

#include <charconv>

namespace Stomp {

namespace {

using Kind = BrokerSkin::Kind;

constexpr std::uint64_t s_artemisConsumers = 100'000; //!< of a session

/** Reads a whole number and nothing after it. */
template <typename Number>
bool readNumber(std::string_view text, std::optional<Number>& number)
{
    Number value = 0;
    const char* end = text.data() + text.size();
    const auto result = std::from_chars(text.data(), end, value);
    if (text.empty() || result.ec != std::errc() || result.ptr != end)
        return false;
    number = value;
    return true;
}

Refusal missing(const FrameView& frame, std::string_view header, std::string detail)
{
    return {std::string(frame.command) + " without " + std::string(header), std::move(detail), {},
        Offence::NoAckHeader, std::string(header)};
}

std::string ackPrefix(const BrokerSkin& skin, std::string_view boot, std::uint64_t session)
{
    const std::string number = std::to_string(session);
    if (skin.kind == Kind::ActiveMq)
        return "ID:" + std::string(boot) + "-4:" + number + ':';
    return "ack-" + number + '-';
}

} // namespace

std::string messageIdPrefix(const BrokerSkin& skin, std::string_view boot)
{
    return "ID:" + std::string(boot) + (skin.kind == Kind::ActiveMq ? "-2:1:-1:1:" : "-");
}

Refusal unexpectedAck(
    const FrameView& frame, std::string_view reference, std::string detail, Offence offence)
{
    return {"Unexpected " + std::string(frame.command) + " received for message-id ["
            + std::string(reference.substr(0, 200)) + "]",
        std::move(detail), {}, offence, std::string(reference)};
}

DeliveryNames::DeliveryNames(const BrokerSkin& skin, std::string_view boot, std::uint64_t session)
    : m_skin(skin), m_session(session), m_ackPrefix(ackPrefix(skin, boot, session)),
      m_messagePrefix(messageIdPrefix(skin, boot)),
      m_sessionName(std::string(boot) + '-' + std::to_string(session))
{ }

std::string DeliveryNames::session() const
{
    switch (m_skin.kind) {
    case Kind::ActiveMq:
        return "ID:" + m_sessionName;
    case Kind::RabbitMq:
        return "session-" + m_sessionName;
    case Kind::Spring:
        return {};
    case Kind::Plain:
    case Kind::Artemis:
        break;
    }
    return m_sessionName;
}

bool DeliveryNames::isMessageIdByDelivery() const
{
    return m_skin.kind == Kind::RabbitMq || m_skin.kind == Kind::Spring;
}

std::string DeliveryNames::messageIdOf(const ConsumerRequest& request, std::uint32_t key) const
{
    switch (m_skin.kind) {
    case Kind::Artemis:
        return std::to_string(m_session * s_artemisConsumers + key) + ',';
    case Kind::RabbitMq:
        return (request.hasId ? "T_" + request.id : "Q_" + request.path().shownName()) + "@@"
            + session() + "@@";
    case Kind::Spring:
        return m_sessionName + '-';
    case Kind::Plain:
    case Kind::ActiveMq:
        break;
    }
    return m_messagePrefix;
}

std::string DeliveryNames::ackIdOf(const ConsumerRequest& request, std::uint32_t key) const
{
    switch (m_skin.kind) {
    case Kind::Artemis:
    case Kind::RabbitMq:
    case Kind::Spring:
        return messageIdOf(request, key);
    case Kind::Plain:
        return m_ackPrefix + std::to_string(key) + '-';
    case Kind::ActiveMq:
        break;
    }
    return m_ackPrefix + std::to_string(key) + ':';
}

Verdict DeliveryNames::read(const FrameView& ack, Version version, Reference& reference) const
{
    switch (m_skin.kind) {
    case Kind::ActiveMq:
        return readClassic(ack, version, reference);
    case Kind::Artemis:
        return readArtemis(ack, version, reference);
    case Kind::RabbitMq:
        return readRabbit(ack, version, reference);
    case Kind::Plain:
    case Kind::Spring:
        break;
    }
    return readPlain(ack, version, reference);
}

bool DeliveryNames::readAckId(std::string_view id, Reference& reference) const
{
    const char separator = m_skin.kind == Kind::ActiveMq ? ':' : '-';
    if (!id.starts_with(m_ackPrefix))
        return false;
    id.remove_prefix(m_ackPrefix.size());
    const std::size_t middle = id.find(separator);
    return middle != std::string_view::npos && readNumber(id.substr(0, middle), reference.consumer)
        && readNumber(id.substr(middle + 1), reference.delivery);
}

Verdict DeliveryNames::readPlain(const FrameView& ack, Version version, Reference& reference) const
{
    const auto messageId = ack.header("message-id");
    if (version == Version::V12) {
        const auto id = ack.header("id");
        if (!id)
            return missing(ack, "id",
                messageId
                    ? "In STOMP 1.2 a message is named by the header id, with the value of the "
                      "MESSAGE's ack header; message-id is what 1.0 and 1.1 use."
                    : "It is the value of the MESSAGE's ack header.");
        if (id->starts_with(m_messagePrefix))
            return unexpectedAck(ack, *id,
                "This is a message-id. In STOMP 1.2 the header id is the value of the MESSAGE's "
                "ack header, which a MESSAGE has unless its subscription is auto.",
                Offence::UnknownAck);
        if (!readAckId(*id, reference))
            return unexpectedAck(ack, *id, "No MESSAGE of this connection had this ack header.",
                Offence::UnknownAck);
        return {};
    }
    if (!messageId)
        return missing(ack, "message-id", "It is the value of the MESSAGE's message-id header.");
    reference.subscription = ack.header("subscription");
    if (!reference.subscription && version == Version::V11)
        return missing(ack, "subscription",
            "In STOMP 1.1 a message is named by message-id and subscription together.");
    if (!messageId->starts_with(m_messagePrefix)
        || !readNumber(messageId->substr(m_messagePrefix.size()), reference.message))
        return unexpectedAck(
            ack, *messageId, "No MESSAGE of this broker had this message-id.", Offence::UnknownAck);
    return {};
}

/** An id has precedence in every version; a message-id is taken apart from its end. */
Verdict DeliveryNames::readClassic(
    const FrameView& ack, Version version, Reference& reference) const
{
    const auto messageId = ack.header("message-id");
    const auto id = ack.header("id");
    reference.subscription = ack.header("subscription");
    if (!messageId && version != Version::V12)
        return missing(ack, "message-id", "It is the value of the MESSAGE's message-id header.");
    if (!reference.subscription && version == Version::V11)
        return missing(ack, "subscription",
            "In STOMP 1.1 a message is named by message-id and subscription together.");
    if (!id && version == Version::V12)
        return missing(ack, "id", "It is the value of the MESSAGE's ack header.");
    if (id) {
        reference.subscription.reset();
        if (!readAckId(*id, reference))
            return unexpectedAck(ack, "null", "No MESSAGE of this connection had this ack header.",
                Offence::UnknownAck);
        return {};
    }
    const std::size_t colon = messageId->rfind(':');
    std::optional<std::uint64_t> number;
    if (colon == std::string_view::npos || !readNumber(messageId->substr(colon + 1), number))
        return unexpectedAck(ack, *messageId,
            "ActiveMQ takes a message-id apart at its colons, and closes when it cannot.",
            Offence::MalformedAck);
    if (!messageId->starts_with(m_messagePrefix)
        || !readNumber(messageId->substr(m_messagePrefix.size()), reference.message))
        return unexpectedAck(
            ack, *messageId, "No MESSAGE of this broker had this message-id.", Offence::UnknownAck);
    return {};
}

Verdict DeliveryNames::readRabbit(const FrameView& ack, Version version, Reference& reference) const
{
    const std::string_view header = version == Version::V12 ? "id" : "message-id";
    const auto text = ack.header(header);
    if (!text)
        return missing(ack, header, "It is the value of the MESSAGE's header of that name.");
    const std::size_t last = text->rfind("@@");
    const std::size_t first = last == std::string_view::npos || last == 0
        ? std::string_view::npos
        : text->rfind("@@", last - 1);
    if (first == std::string_view::npos || first < 2
        || !readNumber(text->substr(last + 2), reference.delivery))
        return unexpectedAck(
            ack, *text, "It does not have the form of a message-id.", Offence::MalformedAck);
    reference.subscription = text->substr(2, first - 2);
    reference.isDestination = text->starts_with("Q_");
    return {};
}

Verdict DeliveryNames::readArtemis(
    const FrameView& ack, Version version, Reference& reference) const
{
    const std::string_view header = version == Version::V12 ? "id" : "message-id";
    const auto text = ack.header(header);
    if (!text)
        return missing(ack, header, "It is the value of the MESSAGE's header of that name.");
    const std::size_t comma = text->find(',');
    std::optional<std::uint64_t> consumer;
    if (comma == std::string_view::npos || !readNumber(text->substr(0, comma), consumer)
        || !readNumber(text->substr(comma + 1), reference.message)
        || *consumer / s_artemisConsumers != m_session)
        return unexpectedAck(
            ack, *text, "No MESSAGE of this connection had this id.", Offence::UnknownAck);
    reference.consumer = static_cast<std::uint32_t>(*consumer % s_artemisConsumers);
    return {};
}

} // namespace Stomp
