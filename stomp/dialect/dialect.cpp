#include "dialect.h"

#include <array>

namespace Stomp {

namespace {

struct Name
{
    Dialect dialect;
    std::string_view text;
};

constexpr std::array names{
    Name{Dialect::Generic, "generic"},
    Name{Dialect::Practice, "practice"},
    Name{Dialect::ActiveMq, "activemq"},
    Name{Dialect::Artemis, "artemis"},
    Name{Dialect::RabbitMq, "rabbitmq"},
    Name{Dialect::Spring, "spring"},
};

// How the server header begins; no prefix is the beginning of another.
constexpr std::array serverPrefixes{
    Name{Dialect::Practice, "StompConsolePractice/"},
    Name{Dialect::Artemis, "ActiveMQ-Artemis/"},
    Name{Dialect::ActiveMq, "ActiveMQ/"},
    Name{Dialect::RabbitMq, "RabbitMQ/"},
};

} // namespace

Dialect detectDialect(std::string_view serverHeader)
{
    for (const Name& prefix : serverPrefixes) {
        if (serverHeader.starts_with(prefix.text))
            return prefix.dialect;
    }
    return Dialect::Generic;
}

Dialect detectDialect(const Greeting& greeting)
{
    if (const auto disguise = dialectFromString(greeting.practice))
        return *disguise;
    if (greeting.server.empty() && greeting.overWebSocket
        && (greeting.hasUserName || !greeting.hasSession))
        return Dialect::Spring;
    return detectDialect(greeting.server);
}

std::string_view toString(Dialect dialect)
{
    for (const Name& name : names) {
        if (name.dialect == dialect)
            return name.text;
    }
    return {};
}

std::optional<Dialect> dialectFromString(std::string_view text)
{
    for (const Name& name : names) {
        if (name.text == text)
            return name.dialect;
    }
    return {};
}

} // namespace Stomp
