#include "destination.h"

#include <array>
#include <optional>
#include <span>

namespace Stomp {

namespace {

using enum DestinationKind;

struct Prefix
{
    std::string_view text;
    DestinationKind kind;
};

constexpr std::array commonPrefixes{
    Prefix{"/queue/", Queue},
    Prefix{"/topic/", Topic},
    Prefix{"/temp-queue/", TempQueue},
    Prefix{"/temp-topic/", TempTopic},
    Prefix{"/remote-temp-queue/", TempQueue},
    Prefix{"/remote-temp-topic/", TempTopic},
};

constexpr std::array rabbitPrefixes{
    Prefix{"/queue/", Queue},
    Prefix{"/amq/queue/", Queue},
    Prefix{"/topic/", Topic},
    Prefix{"/temp-queue/", TempQueue},
    Prefix{"/reply-queue/", TempQueue},
};

std::optional<DestinationKind> byPrefix(std::span<const Prefix> prefixes, std::string_view text)
{
    for (const Prefix& prefix : prefixes) {
        if (text.starts_with(prefix.text))
            return prefix.kind;
    }
    return {};
}

// One name is a queue unless its prefix says otherwise, even with an unknown prefix.
DestinationKind kindOfOneOnActiveMq(std::string_view name)
{
    return name.empty() ? Other : byPrefix(commonPrefixes, name).value_or(Queue);
}

// A composite destination, "/queue/a,/topic/b", is what all its parts are.
DestinationKind kindOnActiveMq(std::string_view destination)
{
    std::optional<DestinationKind> all;
    while (true) {
        const auto comma = destination.find(',');
        const DestinationKind one = kindOfOneOnActiveMq(destination.substr(0, comma));
        if (all && *all != one)
            return Other;
        all = one;
        if (comma == std::string_view::npos)
            return one;
        destination.remove_prefix(comma + 1);
    }
}

DestinationKind kindOnArtemis(std::string_view destination)
{
    if (destination.find("::") != std::string_view::npos)
        return Queue; // address::queue names a queue of its own
    return byPrefix(commonPrefixes, destination).value_or(Other);
}

DestinationKind kindOnRabbitMq(std::string_view destination)
{
    if (const auto kind = byPrefix(rabbitPrefixes, destination))
        return *kind;
    return destination.empty() || destination.starts_with('/') ? Other : Queue;
}

} // namespace

std::string_view toString(DestinationKind kind)
{
    switch (kind) {
    case Queue:
        return "queue";
    case Topic:
        return "topic";
    case TempQueue:
        return "temporary queue";
    case TempTopic:
        return "temporary topic";
    case Other:
        break;
    }
    return "destination";
}

DestinationKind kindOf(Dialect dialect, std::string_view destination)
{
    switch (dialect) {
    case Dialect::ActiveMq:
        return kindOnActiveMq(destination);
    case Dialect::Artemis:
        return kindOnArtemis(destination);
    case Dialect::RabbitMq:
        return kindOnRabbitMq(destination);
    case Dialect::Spring:
        return destination.empty() ? Other : Topic;
    case Dialect::Generic:
    case Dialect::Practice:
        break;
    }
    return byPrefix(commonPrefixes, destination).value_or(Other);
}

bool consumesMessages(DestinationKind kind)
{
    return kind == Queue || kind == TempQueue;
}

} // namespace Stomp
