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

constexpr std::array<Unsupported, 12> s_unsupported{{
    {"selector", "", "Selectors are"},
    {"activemq.subscriptionName", "", "Durable subscriptions are"},
    {"durable-subscription-name", "", "Durable subscriptions are"},
    {"durable-subscriber-name", "", "Durable subscriptions are"},
    {"durable", "false", "Durable subscriptions are"},
    {"browser", "false", "Browsing a queue is"},
    {"activemq.exclusive", "false", "Exclusive consumers are"},
    {"exclusive", "false", "Exclusive consumers are"},
    {"activemq.priority", "0", "Consumer priorities are"},
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
    return refuseUnsupported(subscribe);
}

} // namespace Stomp
