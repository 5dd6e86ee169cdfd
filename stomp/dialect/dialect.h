#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

namespace Stomp {

/** A broker family and its own ways; what they are stands in factsOf(). */
enum class Dialect : std::uint8_t
{
    Generic,
    Practice,
    ActiveMq,
    Artemis,
    RabbitMq,
    Spring
};

/** What a broker calls itself in CONNECTED (stomp-facts 3.1); Generic when that says nothing. */
[[nodiscard]] Dialect detectDialect(std::string_view serverHeader);

/** What of CONNECTED, and of the way it came, tells the broker family. */
struct Greeting
{
    std::string_view server = {};
    bool hasSession = false;
    bool hasUserName = false;
    bool overWebSocket = false;
    std::string_view practice = {}; //!< what a practice broker in disguise says it looks like
};

/** By the server header; without one, over WebSocket, a user-name or the lack of a session is
 * Spring's way. Generic when nothing tells. */
[[nodiscard]] Dialect detectDialect(const Greeting& greeting);

/** A stable name for settings and command lines ("rabbitmq"), and back. */
[[nodiscard]] std::string_view toString(Dialect dialect);
[[nodiscard]] std::optional<Dialect> dialectFromString(std::string_view text);

} // namespace Stomp
