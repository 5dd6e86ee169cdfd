#include "consumerrequest.h"

#include <array>
#include <charconv>
#include <limits>
#include <optional>

namespace Stomp {

namespace {

struct Unsupported
{
    std::string_view header;
    std::string_view harmless; //!< this value asks for nothing
    std::string_view what;
};

constexpr std::array<Unsupported, 3> s_unsupported{{
    {"activemq.retroactive", "false", "Retroactive consumers are"},
    {"activemq.noLocal", "false", "Leaving out a connection's own messages is"},
    {"no-local", "false", "Leaving out a connection's own messages is"},
}};

Verdict refuseUnsupported(const FrameView& subscribe)
{
    for (const Unsupported& item : s_unsupported) {
        const auto value = subscribe.header(item.header);
        if (value && !value->empty() && *value != item.harmless) {
            return Refusal{
                "The header " + std::string(item.header) + " is not supported by this broker",
                std::string(item.what)
                    + " not supported by this broker. Subscribe without the header "
                    + std::string(item.header) + ".",
                {}};
        }
    }
    return {};
}

Verdict readDurable(
    const FrameView& subscribe, const ConsumerDefaults& defaults, ConsumerRequest& request)
{
    const bool isRabbit = defaults.skin.kind == BrokerSkin::Kind::RabbitMq;
    if (isRabbit && !request.hasId
        && (subscribe.value("durable") == "true" || subscribe.value("persistent") == "true"))
        return Refusal{"A durable subscription needs an id", "The header id is a part of its name.",
            {}, Offence::DurableNeedsId, {}};
    const auto name = durableName(subscribe, defaults.skin);
    if (!name || defaults.skin.kind == BrokerSkin::Kind::Spring)
        return {};
    const bool isQueue = request.path().kind == DestinationPath::Kind::Queue;
    if (isQueue && isRabbit)
        return {}; // says how the queue is made
    if (isQueue || request.paths.size() > 1)
        return Refusal{"Invalid Subscription: cannot durably subscribe to a Queue destination!",
            "A queue keeps its messages anyway: subscribe without the header.", {},
            Offence::DurableQueue, request.path().text};
    if (defaults.clientId.empty() && !isRabbit)
        return Refusal{"A durable subscription needs a client-id",
            "It belongs to the client-id of CONNECT and its own name together. Connect with the "
            "header client-id.",
            {}, Offence::DurableNeedsClientId, {}};
    request.durable = DurableRequest{
        isRabbit ? request.path().text : defaults.clientId, std::string(*name), isRabbit};
    return {};
}

/** consumer-window-size, in bytes; 0 is one message at a time, -1 no bound. */
Verdict readWindow(const FrameView& subscribe, ConsumerRequest& request)
{
    const auto value =
        subscribe.header("consumer-window-size").value_or(subscribe.value("activemq.prefetchSize"));
    if (request.ack == ConsumerRequest::Ack::Auto || value == "-1")
        return {};
    std::size_t bytes = 10'240;
    const auto result = std::from_chars(value.data(), value.data() + value.size(), bytes);
    if (!value.empty() && (result.ec != std::errc() || result.ptr != value.data() + value.size()))
        return Refusal{
            "The header consumer-window-size is not a number: " + std::string(value.substr(0, 40)),
            "It says how many bytes are sent ahead.", {}, Offence::WrongHeader,
            "consumer-window-size"};
    if (bytes == 0)
        request.prefetch = 1;
    else
        request.window = bytes;
    return {};
}

Verdict readPrefetch(const FrameView& subscribe, const BrokerSkin& skin, std::size_t& prefetch)
{
    for (const std::string_view name : {"activemq.prefetchSize", "prefetch-count"}) {
        const auto value = subscribe.header(name);
        const bool isKnown =
            skin.isPlain() || (skin.kind == BrokerSkin::Kind::ActiveMq) == name.starts_with('a');
        if (!value || !isKnown)
            continue;
        std::size_t number = 0;
        const auto result = std::from_chars(value->data(), value->data() + value->size(), number);
        if (result.ec != std::errc() || result.ptr != value->data() + value->size()
            || number > std::numeric_limits<std::uint32_t>::max()) {
            return Refusal{"The header " + std::string(name)
                    + " is not a number: " + std::string(value->substr(0, 40)),
                "It says how many messages the consumer may hold without acknowledging them.", {},
                Offence::WrongHeader, std::string(name)};
        }
        if (number == 0 && skin.kind == BrokerSkin::Kind::RabbitMq)
            number = std::numeric_limits<std::uint32_t>::max(); // no bound
        // Classic takes 0, and delivers nothing.
        if (number == 0 && skin.kind != BrokerSkin::Kind::ActiveMq) {
            return Refusal{"The header " + std::string(name) + " is 0",
                "A consumer with a prefetch of 0 would have to ask for each message, which STOMP "
                "cannot. 1 gives one message at a time.",
                {}};
        }
        prefetch = number;
        return {};
    }
    return {};
}

Verdict readAck(const FrameView& subscribe, const BrokerSkin& skin, ConsumerRequest::Ack& ack)
{
    const std::string_view value = subscribe.header("ack").value_or("auto");
    if (value == "auto")
        ack = ConsumerRequest::Ack::Auto;
    else if (value == "client")
        ack = ConsumerRequest::Ack::Client;
    else if (value == "client-individual")
        ack = ConsumerRequest::Ack::Individual;
    else if (skin.kind == BrokerSkin::Kind::ActiveMq || !skin.acknowledges)
        ack = ConsumerRequest::Ack::Auto;
    else if (skin.kind == BrokerSkin::Kind::Artemis)
        ack = ConsumerRequest::Ack::Client;
    else
        return Refusal{"Unknown ack mode [" + std::string(value.substr(0, 40)) + "]",
            "The header ack is auto (also when it is absent), client or client-individual.", {},
            Offence::WrongAckMode, std::string(value)};
    return {};
}

constexpr std::array<std::string_view, 2> s_exclusive{"activemq.exclusive", "exclusive"};
/** Classic's, and RabbitMQ's. */
constexpr std::array<std::string_view, 2> s_priority{"activemq.priority", "x-priority"};

/** A header that is true or false; isSet stays when it is absent. */
Verdict readSwitch(const FrameView& subscribe, std::string_view name, bool& isSet)
{
    const auto value = subscribe.header(name);
    if (!value || value->empty())
        return {};
    if (*value != "true" && *value != "false")
        return Refusal{
            "Invalid " + std::string(name) + " header [" + std::string(value->substr(0, 40)) + "]",
            "It is true or false.", {}};
    isSet = isSet || *value == "true";
    return {};
}

Verdict readPriority(const FrameView& subscribe, int& priority)
{
    for (const std::string_view name : s_priority) {
        const auto value = subscribe.header(name);
        if (!value || value->empty())
            continue;
        const char* end = value->data() + value->size();
        const auto result = std::from_chars(value->data(), end, priority);
        if (result.ec != std::errc() || result.ptr != end)
            return Refusal{"The header " + std::string(name)
                    + " is not a number: " + std::string(value->substr(0, 40)),
                "Consumers with a higher number are served before the others; 0 is usual.", {}};
        return {};
    }
    return {};
}

Verdict readSelector(const FrameView& subscribe, ConsumerRequest& request)
{
    constexpr std::string_view conversion = "convert_string_expressions:"; // what is usual here
    std::string_view text = subscribe.header("selector").value_or(std::string_view());
    if (text.starts_with(conversion))
        text.remove_prefix(conversion.size());
    if (text.find_first_not_of(" \t\r\n") == std::string_view::npos)
        return {};
    ParsedSelector parsed = Selector::parse(text);
    if (parsed.error)
        return Refusal{"Invalid selector: " + describe(parsed.error, text),
            "A selector is a condition on headers, such as: type = 'car' AND priority > 4. The "
            "one that came is: "
                + std::string(text.substr(0, 1000)),
            {}, Offence::WrongSelector, {}};
    request.selector = std::move(parsed.selector);
    request.selectorText = text;
    return {};
}

/** What only the consumer of a queue can ask for. */
Verdict readQueueWishes(const FrameView& subscribe, Version version, ConsumerRequest& request)
{
    if (auto refusal = readSwitch(subscribe, "browser", request.isBrowser))
        return refusal;
    for (const std::string_view name : s_exclusive) {
        if (auto refusal = readSwitch(subscribe, name, request.isExclusive))
            return refusal;
    }
    if (auto refusal = readPriority(subscribe, request.priority))
        return refusal;
    if (request.isBrowser && version == Version::V10)
        return Refusal{"Browsing a queue is not part of STOMP 1.0",
            "Connect with accept-version:1.1 or 1.2 to browse: 1.0 cannot tell where the end is.",
            {}, Offence::BrowserIn10, {}};
    if (request.path().kind == DestinationPath::Kind::Queue)
        return {};
    if (request.isBrowser)
        return Refusal{"Only a queue can be browsed",
            "A topic keeps no messages to look at. Subscribe without the header browser.", {}};
    if (request.isExclusive || request.priority != 0)
        return Refusal{"A topic has no exclusive consumers and no consumer priorities",
            "Everyone who is subscribed to a topic gets a copy. Subscribe without these headers.",
            {}};
    return {};
}

} // namespace

std::optional<std::string_view> durableName(const FrameView& subscribe, const BrokerSkin& skin)
{
    const bool isRabbit = skin.kind == BrokerSkin::Kind::RabbitMq;
    for (const std::string_view header :
        {"activemq.subscriptionName", "durable-subscription-name", "durable-subscriber-name"}) {
        if (isRabbit || (skin.kind == BrokerSkin::Kind::ActiveMq && !header.starts_with('a')))
            continue;
        if (const auto name = subscribe.header(header); name && !name->empty())
            return name;
    }
    if ((isRabbit || skin.isPlain()) && subscribe.value("durable") == "true"
        && (skin.isPlain() || subscribe.value("auto-delete") == "false"))
        return subscribe.header("id");
    return {};
}

Verdict ConsumerRequest::read(const FrameView& subscribe, Version version,
    const ConsumerDefaults& defaults, ConsumerRequest& request)
{
    const BrokerSkin& skin = defaults.skin;
    const auto id = subscribe.header("id");
    if (!id && version != Version::V10 && skin.needsSubscriptionId)
        return Refusal{"SUBSCRIBE without id",
            "From STOMP 1.1 on each subscription of a connection has an id of its own, which "
            "MESSAGE, ACK and UNSUBSCRIBE name.",
            {}, Offence::NoSubscriptionId, {}};
    request.hasId = id.has_value();
    request.id = id.value_or(std::string_view());
    if (!id && skin.kind == BrokerSkin::Kind::Artemis) {
        request.hasId = true;
        request.id = "subscription/" + request.path().shownName();
    }
    request.prefetch = skin.prefetch > 0 ? skin.prefetch : defaults.prefetch;
    if (auto refusal = readAck(subscribe, skin, request.ack))
        return refusal;
    if (auto refusal = readDurable(subscribe, defaults, request))
        return refusal;
    if (skin.hasSelectors) {
        if (auto refusal = readSelector(subscribe, request))
            return refusal;
    }
    if (skin.kind == BrokerSkin::Kind::Artemis) {
        request.prefetch = std::numeric_limits<std::uint32_t>::max();
        if (auto refusal = readWindow(subscribe, request))
            return refusal;
    } else {
        if (auto refusal = readPrefetch(subscribe, skin, request.prefetch))
            return refusal;
    }
    if (skin.isPlain() || skin.kind == BrokerSkin::Kind::ActiveMq) {
        if (auto refusal = readQueueWishes(subscribe, version, request))
            return refusal;
    }
    return skin.isPlain() ? refuseUnsupported(subscribe) : Verdict();
}

} // namespace Stomp
