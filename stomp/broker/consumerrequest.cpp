#include "consumerrequest.h"

#include <array>
#include <charconv>
#include <limits>

namespace Stomp {

namespace {

struct Unsupported
{
    std::string_view header;
    std::string_view harmless; //!< this value asks for nothing
    std::string_view what;
};

constexpr std::array<Unsupported, 8> s_unsupported{{
    {"selector", "", "Selectors are"},
    {"activemq.subscriptionName", "", "Durable subscriptions are"},
    {"durable-subscription-name", "", "Durable subscriptions are"},
    {"durable-subscriber-name", "", "Durable subscriptions are"},
    {"durable", "false", "Durable subscriptions are"},
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

Verdict readPrefetch(const FrameView& subscribe, std::size_t& prefetch)
{
    for (const std::string_view name : {"activemq.prefetchSize", "prefetch-count"}) {
        const auto value = subscribe.header(name);
        if (!value)
            continue;
        std::size_t number = 0;
        const auto result = std::from_chars(value->data(), value->data() + value->size(), number);
        if (result.ec != std::errc() || result.ptr != value->data() + value->size()
            || number > std::numeric_limits<std::uint32_t>::max()) {
            return Refusal{"The header " + std::string(name)
                    + " is not a number: " + std::string(value->substr(0, 40)),
                "It says how many messages the consumer may hold without acknowledging them.", {}};
        }
        if (number == 0) {
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

Verdict readAck(const FrameView& subscribe, ConsumerRequest::Ack& ack)
{
    const std::string_view value = subscribe.header("ack").value_or("auto");
    if (value == "auto")
        ack = ConsumerRequest::Ack::Auto;
    else if (value == "client")
        ack = ConsumerRequest::Ack::Client;
    else if (value == "client-individual")
        ack = ConsumerRequest::Ack::Individual;
    else
        return Refusal{"Unknown ack mode [" + std::string(value.substr(0, 40)) + "]",
            "The header ack is auto (also when it is absent), client or client-individual.", {}};
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
            {}};
    if (request.path.kind == DestinationPath::Kind::Queue)
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

Verdict ConsumerRequest::read(const FrameView& subscribe, Version version,
    std::size_t defaultPrefetch, ConsumerRequest& request)
{
    const auto destination = subscribe.header("destination");
    if (!destination)
        return Refusal{"SUBSCRIBE without destination",
            "The header destination says what to subscribe to, such as /queue/orders.", {}};
    if (auto refusal =
            DestinationPath::parse(*destination, DestinationPath::Wildcards::Allowed, request.path))
        return refusal;
    const auto id = subscribe.header("id");
    if (!id && version != Version::V10)
        return Refusal{"SUBSCRIBE without id",
            "From STOMP 1.1 on each subscription of a connection has an id of its own, which "
            "MESSAGE, ACK and UNSUBSCRIBE name.",
            {}};
    request.hasId = id.has_value();
    request.id = id.value_or(std::string_view());
    request.prefetch = defaultPrefetch;
    if (auto refusal = readAck(subscribe, request.ack))
        return refusal;
    if (auto refusal = readPrefetch(subscribe, request.prefetch))
        return refusal;
    if (auto refusal = readQueueWishes(subscribe, version, request))
        return refusal;
    return refuseUnsupported(subscribe);
}

} // namespace Stomp
