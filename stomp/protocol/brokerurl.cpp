#include "brokerurl.h"

#include "frame.h"
#include "percentcoding.h"

#include <algorithm>
#include <array>
#include <charconv>

namespace Stomp {

namespace {

using Scheme = BrokerUrl::Scheme;
using Parsed = BrokerUrl::Parsed;

constexpr auto npos = std::string_view::npos;

struct SchemeName
{
    std::string_view name;
    Scheme scheme;
};

/** The first name of a scheme is the one that is shown. */
constexpr std::array<SchemeName, 7> schemeNames{{{"stomp", Scheme::Stomp},
    {"stomps", Scheme::Stomps}, {"stomp+ssl", Scheme::Stomps}, {"ws", Scheme::Ws},
    {"wss", Scheme::Wss}, {"practice", Scheme::Practice}, {"failover", Scheme::Failover}}};

std::optional<Scheme> schemeOf(std::string_view text)
{
    std::string lower(text);
    for (char& c : lower) {
        if (c >= 'A' && c <= 'Z')
            c = static_cast<char>(c - 'A' + 'a');
    }
    for (const SchemeName& known : schemeNames) {
        if (known.name == lower)
            return known.scheme;
    }
    return std::nullopt;
}

std::string_view nameOf(Scheme scheme)
{
    return std::find_if(schemeNames.begin(), schemeNames.end(), [scheme](const SchemeName& known) {
        return known.scheme == scheme;
    })->name;
}

bool isWebSocket(Scheme scheme)
{
    return scheme == Scheme::Ws || scheme == Scheme::Wss;
}

/** A path and its query, each item of the query that holds a secret with "***" for its value. */
std::string withoutSecrets(std::string_view path)
{
    const auto query = path.find('?');
    std::string shown(path.substr(0, query));
    for (auto begin = query; begin != npos;) {
        const auto end = path.find('&', begin + 1);
        const std::string_view item = path.substr(begin, end == npos ? npos : end - begin);
        const auto equals = item.find('=');
        const auto name = percentDecoded(item.substr(1, equals == npos ? npos : equals - 1));
        shown += item.substr(0, equals);
        if (equals != npos)
            shown += name && isSecretHeader(*name) ? "=***" : item.substr(equals);
        begin = end;
    }
    return shown;
}

Parsed failed(std::string error)
{
    return {{}, std::move(error)};
}

/** Each of these returns an empty text, or what is wrong. */
std::string parseUser(std::string_view text, BrokerUrl& url)
{
    const auto colon = text.find(':');
    const auto user = percentDecoded(text.substr(0, colon));
    const auto password =
        percentDecoded(colon == npos ? std::string_view() : text.substr(colon + 1));
    if (!user || !password)
        return "the user or password has a % that is not followed by two hex digits of a printable "
               "character (write % as %25)";
    url.user = *user;
    if (colon != npos)
        url.password = *password;
    return {};
}

bool isHostName(std::string_view text)
{
    return std::all_of(text.begin(), text.end(), [](char c) {
        return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9')
            || c == '-' || c == '.' || c == '_' || static_cast<unsigned char>(c) >= 0x80;
    });
}

/** With a zone behind %, as in fe80::1%eth0, or without. */
bool isAddressV6(std::string_view text)
{
    const auto percent = text.find('%');
    const std::string_view address = text.substr(0, percent);
    return std::count(address.begin(), address.end(), ':') >= 2
        && address.find_first_not_of("0123456789abcdefABCDEF:.") == npos
        && (percent == npos || (percent + 1 < text.size() && isHostName(text.substr(percent + 1))));
}

std::string parsePort(std::string_view text, BrokerUrl& url)
{
    const char* const end = text.data() + text.size();
    const auto result = std::from_chars(text.data(), end, url.port);
    if (text.empty() || result.ec != std::errc() || result.ptr != end || url.port == 0)
        return "the port is not a number from 1 to 65535";
    return {};
}

std::string parseHost(std::string_view text, BrokerUrl& url)
{
    std::size_t hostEnd = text.find(':');
    std::string_view host = text.substr(0, hostEnd);
    if (text.starts_with('[')) {
        const auto bracket = text.find(']');
        if (bracket == npos)
            return "the bracket of the IPv6 address is not closed";
        host = text.substr(1, bracket - 1);
        hostEnd = bracket + 1 == text.size() ? npos : bracket + 1;
        if (hostEnd != npos && text[hostEnd] != ':')
            return "only a port can follow the IPv6 address";
    } else if (hostEnd != npos && text.find(':', hostEnd + 1) != npos) {
        return "an IPv6 address stands in brackets, as in stomp://[::1]:61613";
    }
    if (host.empty())
        return "the host is missing";
    const auto decoded = percentDecoded(host);
    if (!decoded || !(text.starts_with('[') ? isAddressV6(*decoded) : isHostName(*decoded)))
        return "this is not a host name or address";
    url.host = *decoded;
    url.port = BrokerUrl::defaultPort(url.scheme);
    return hostEnd == npos ? std::string() : parsePort(text.substr(hostEnd + 1), url);
}

std::string parsePath(std::string_view text, BrokerUrl& url)
{
    if (text.find('#') != npos)
        return "there can be no # part (write # as %23)";
    if (isWebSocket(url.scheme)) {
        if (!percentDecoded(text))
            return "the path has a % that is not followed by two hex digits";
        url.path = text;
        return {};
    }
    if (text.find('?') != npos)
        return "there can be no ? part (write ? as %3F)";
    if (text.size() < 2)
        return {};
    url.vhost = percentDecoded(text.substr(1));
    if (!url.vhost)
        return "the virtual host has a % that is not followed by two hex digits of a printable "
               "character";
    return {};
}

Parsed parseNetwork(Scheme scheme, std::string_view rest)
{
    if (!rest.starts_with("//"))
        return failed("// is missing after the scheme");
    rest.remove_prefix(2);
    const auto authorityEnd = std::min(rest.find_first_of("/?#"), rest.size());
    std::string_view authority = rest.substr(0, authorityEnd);
    Parsed parsed;
    parsed.url.scheme = scheme;
    if (const auto at = authority.rfind('@'); at != npos) {
        parsed.error = parseUser(authority.substr(0, at), parsed.url);
        authority.remove_prefix(at + 1);
    }
    if (parsed.error.empty())
        parsed.error = parseHost(authority, parsed.url);
    if (parsed.error.empty())
        parsed.error = parsePath(rest.substr(authorityEnd), parsed.url);
    return parsed.error.empty() ? parsed : failed(std::move(parsed.error));
}

Parsed parseFailover(std::string_view rest)
{
    if (rest.starts_with("//"))
        rest.remove_prefix(2);
    const auto close = rest.rfind(')');
    if (!rest.starts_with('(') || close == npos)
        return failed(
            "failover: wants a list in parentheses, as in failover:(stomp://a,stomp://b)");
    Parsed parsed;
    parsed.url.scheme = Scheme::Failover;
    parsed.url.path = rest.substr(close + 1);
    if (!parsed.url.path.empty() && !parsed.url.path.starts_with('?'))
        return failed("only options, from a ?, can follow the failover list");
    std::string_view list = rest.substr(1, close - 1);
    while (true) {
        const auto comma = list.find(',');
        Parsed one = BrokerUrl::parse(list.substr(0, comma));
        const std::string number = std::to_string(parsed.url.alternatives.size() + 1);
        if (!one.error.empty())
            return failed("URL " + number + " of the failover list: " + one.error);
        if (one.url.scheme == Scheme::Failover)
            return failed("URL " + number + " of the failover list is itself a failover list");
        parsed.url.alternatives.push_back(std::move(one.url));
        if (comma == npos)
            return parsed;
        list.remove_prefix(comma + 1);
    }
}

} // namespace

Parsed BrokerUrl::parse(std::string_view text)
{
    if (text.empty())
        return failed("the URL is empty");
    const bool hasSpace = std::any_of(text.begin(), text.end(), [](char c) {
        const auto byte = static_cast<unsigned char>(c);
        return byte <= 0x20 || byte == 0x7f;
    });
    if (hasSpace)
        return failed("a URL cannot contain spaces or control characters (write a space as %20)");
    const auto colon = text.find(':');
    const auto scheme = colon == npos ? std::nullopt : schemeOf(text.substr(0, colon));
    if (!scheme)
        return failed(
            "a URL begins with stomp://, stomps://, ws://, wss://, failover: or practice:");
    const std::string_view rest = text.substr(colon + 1);
    if (*scheme == Scheme::Failover)
        return parseFailover(rest);
    if (*scheme != Scheme::Practice)
        return parseNetwork(*scheme, rest);
    if (!rest.empty())
        return failed("nothing can follow practice:");
    Parsed parsed;
    parsed.url.scheme = Scheme::Practice;
    return parsed;
}

std::string BrokerUrl::display() const
{
    std::string text(nameOf(scheme));
    text += ':';
    if (scheme == Scheme::Practice)
        return text;
    if (scheme == Scheme::Failover) {
        for (const BrokerUrl& url : alternatives)
            text += (&url == &alternatives.front() ? '(' : ',') + url.display();
        return text + ')' + withoutSecrets(path);
    }
    text += "//";
    if (!user.empty())
        text += percentEncoded(user) + '@';
    if (host.find(':') != std::string::npos)
        text += '[' + percentEncoded(host, ":") + ']';
    else
        text += host;
    text += ':' + std::to_string(port) + withoutSecrets(path);
    if (vhost)
        text += '/' + percentEncoded(*vhost);
    return text;
}

std::uint16_t BrokerUrl::defaultPort(Scheme scheme)
{
    switch (scheme) {
    case Scheme::Stomp:
        return 61613;
    case Scheme::Stomps:
        return 61614;
    case Scheme::Ws:
        return 80;
    case Scheme::Wss:
        return 443;
    case Scheme::Practice:
    case Scheme::Failover:
        break;
    }
    return 0;
}

} // namespace Stomp
