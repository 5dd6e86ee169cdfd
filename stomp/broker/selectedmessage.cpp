#include "selectedmessage.h"

#include "brokermessage.h"
#include "brokeroptions.h"
#include "deliverynames.h"

#include <array>

namespace Stomp {

namespace {

enum class Property : std::uint8_t
{
    Text, //!< of a header with another name
    Number,
    Priority,
    Expiration,
    Redelivered,
    RedeliveredText,
    DeliveryMode,
    Durability,
    MessageId,
    DeliveryCount,
};

struct Name
{
    std::string_view name;
    Property property;
    std::string_view header = {};
};

constexpr std::array<Name, 20> s_names{{
    {"JMSType", Property::Text, "type"},
    {"JMSCorrelationID", Property::Text, "correlation-id"},
    {"JMSDestination", Property::Text, "destination"},
    {"JMSReplyTo", Property::Text, "reply-to"},
    {"JMSTimestamp", Property::Number, "timestamp"},
    {"JMSPriority", Property::Priority},
    {"JMSExpiration", Property::Expiration},
    {"JMSRedelivered", Property::Redelivered},
    {"JMSDeliveryMode", Property::DeliveryMode},
    {"JMSMessageID", Property::MessageId},
    {"JMSXDeliveryCount", Property::DeliveryCount},
    {"AMQPriority", Property::Priority},
    {"AMQExpiration", Property::Expiration},
    {"AMQDurable", Property::Durability},
    {"AMQTimestamp", Property::Number, "timestamp"},
    {"AMQAddress", Property::Text, "destination"},
    {"AMQGroupID", Property::Text, "JMSXGroupID"},
    {"redelivered", Property::RedeliveredText},
    {"message-id", Property::MessageId},
    {"delivery-count", Property::DeliveryCount},
}};

} // namespace

SelectedMessage::SelectedMessage(
    const BrokerMessage& message, std::uint32_t deliveries, const BrokerOptions& options)
    : m_message(message), m_deliveries(deliveries), m_options(options)
{ }

SelectorValue SelectedMessage::header(std::size_t index, std::string_view name)
{
    // Each begins with a letter that few headers have.
    const char first = name.empty() ? '\0' : name.front();
    if (first != 'J' && first != 'A' && first != 'r' && first != 'm' && first != 'd')
        return text(index, name);
    for (const Name& known : s_names) {
        if (known.name != name)
            continue;
        switch (known.property) {
        case Property::Text:
            return text(index, known.header);
        case Property::Number:
            return number(index, known.header);
        case Property::Priority:
            return SelectorValue::ofInteger(m_message.priority());
        case Property::Expiration:
            return SelectorValue::ofInteger(m_message.expires());
        case Property::Redelivered:
            return SelectorValue::ofBoolean(m_deliveries > 0);
        case Property::RedeliveredText:
            return m_deliveries > 0 ? SelectorValue::ofText("true") : SelectorValue();
        case Property::DeliveryMode:
            return SelectorValue::ofText(
                m_message.isPersistent() ? "PERSISTENT" : "NON_PERSISTENT");
        case Property::Durability:
            return SelectorValue::ofText(m_message.isPersistent() ? "DURABLE" : "NON_DURABLE");
        case Property::MessageId:
            return own(index,
                messageIdPrefix(skinOf(m_options.skin), "practice-" + m_options.bootId)
                    + std::to_string(m_message.id()));
        case Property::DeliveryCount:
            return SelectorValue::ofInteger(std::int64_t{m_deliveries} + 1);
        }
    }
    return text(index, name);
}

SelectorValue SelectedMessage::text(std::size_t index, std::string_view header)
{
    std::string scratch;
    const auto value = m_message.header(header, scratch);
    if (!value)
        return {};
    // Decoded, it is a part of scratch.
    return value->data() == scratch.data() ? own(index, std::move(scratch))
                                           : SelectorValue::ofText(*value);
}

SelectorValue SelectedMessage::number(std::size_t index, std::string_view header)
{
    const SelectorValue value = text(index, header);
    return value.isNull() ? value : SelectorValue::ofNumber(value.text);
}

SelectorValue SelectedMessage::own(std::size_t index, std::string text)
{
    return SelectorValue::ofText(m_made[index] = std::move(text));
}

} // namespace Stomp
