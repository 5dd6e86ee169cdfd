#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace Stomp {

/**
 * Where a broker is, as DESIGN "Command line" writes it:
 * stomp://[user[:password]@]host[:port][/vhost], stomps://, stomp+ssl://, ws://, wss://, practice:
 * and failover:(url,url). Percent-encoding is decoded; IPv6 hosts stand in brackets.
 */
struct BrokerUrl
{
    enum class Scheme : std::uint8_t { Practice, Stomp, Stomps, Ws, Wss, Failover };

    Scheme scheme = Scheme::Stomp;
    std::string user;
    std::optional<std::string> password;
    std::string host;
    std::uint16_t port = 0;
    /** Absent: the dialect's default. "/%2F" is RabbitMQ's "/". */
    std::optional<std::string> vhost;
    /** ws and wss: path and query as given. */
    std::string path;

    struct Parsed;
    [[nodiscard]] static Parsed parse(std::string_view text);

    /** For showing and logging: never contains the password. */
    [[nodiscard]] std::string display() const;
    [[nodiscard]] static std::uint16_t defaultPort(Scheme scheme);
};

struct BrokerUrl::Parsed
{
    BrokerUrl url;
    /** Empty when the text is a URL; else one English line that says what is wrong. */
    std::string error;
};

} // namespace Stomp
