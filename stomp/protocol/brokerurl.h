#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace Stomp {

/**
 * Where a broker is, as DESIGN "Command line" writes it:
 * stomp://[user[:password]@]host[:port][/vhost], stomps://, stomp+ssl://, ws://, wss://, practice:
 * and failover:(url,url). Percent-encoding is decoded; IPv6 hosts stand in brackets.
 */
struct BrokerUrl
{
    enum class Scheme : std::uint8_t
    {
        Practice,
        Stomp,
        Stomps,
        Ws,
        Wss,
        Failover
    };

    Scheme scheme = Scheme::Stomp;
    std::string user;
    std::optional<std::string> password;
    std::string host;
    std::uint16_t port = 0;
    /** Absent: the dialect's default; a single slash at the end of the URL is no vhost either.
     * "/%2F" is RabbitMQ's "/". */
    std::optional<std::string> vhost;
    /** ws and wss: path and query as given. failover: the options as given, from the "?". */
    std::string path;
    /** failover: the URLs to try, never a failover: among them. Else empty. */
    std::vector<BrokerUrl> alternatives;

    struct Parsed;
    [[nodiscard]] static Parsed parse(std::string_view text);

    /** A URL that parse() reads again, for showing and logging: never contains the password, nor
     * the value of a query item that is named like a secret header (isSecretHeader). */
    [[nodiscard]] std::string display() const;
    [[nodiscard]] static std::uint16_t defaultPort(Scheme scheme);

    bool operator==(const BrokerUrl&) const = default;
};

struct BrokerUrl::Parsed
{
    BrokerUrl url;
    /** Empty when the text is a URL; else one English line that says what is wrong. It repeats
     * nothing of the text, which may hold a password. */
    std::string error;
};

} // namespace Stomp
