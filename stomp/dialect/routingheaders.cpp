#include "routingheaders.h"

#include <algorithm>
#include <string_view>

namespace Stomp {

namespace {

struct Routing
{
    Dialect dialect;
    std::string_view send, subscribe; //!< names of the headers
    std::string_view queue, topic; //!< their values
};

// Read in its source and manual; there is no Artemis to try it on.
constexpr Routing routings[]{
    {Dialect::Artemis, "destination-type", "subscription-type", "ANYCAST", "MULTICAST"},
};

} // namespace

std::optional<Header> routingHeader(Dialect dialect, DestinationKind kind, RoutingUse use)
{
    const auto* routing = std::ranges::find(routings, dialect, &Routing::dialect);
    const bool isKnown = kind == DestinationKind::Queue || kind == DestinationKind::Topic;
    if (routing == std::end(routings) || !isKnown)
        return std::nullopt;
    return Header{std::string(use == RoutingUse::Send ? routing->send : routing->subscribe),
        std::string(kind == DestinationKind::Queue ? routing->queue : routing->topic)};
}

} // namespace Stomp
