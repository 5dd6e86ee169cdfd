#include "linttools.h"

#include "dialectways.h"

#include <stomp/protocol/escaping.h>

#include <algorithm>
#include <array>
#include <charconv>

namespace Stomp {

namespace {

constexpr std::size_t longestLine = 10'240;
constexpr std::size_t mostHeaders = 100;

bool isPrefixed(std::string_view name)
{
    constexpr std::array prefixes{"/queue/", "/topic/", "/temp-queue/", "/temp-topic/",
        "/remote-temp-queue/", "/remote-temp-topic/"};
    return std::any_of(prefixes.begin(), prefixes.end(),
        [name](std::string_view prefix) { return name.starts_with(prefix); });
}

void lintUnprefixed(Dialect dialect, std::string_view name, std::vector<Warning>& warnings)
{
    const std::string quoted = "“" + std::string(name.substr(0, 60)) + "”";
    const bool slash = name.starts_with('/');
    switch (dialect) {
    case Dialect::ActiveMq:
        warnings.push_back({"unprefixed", quoted + " does not begin with /queue/ or /topic/.",
            "ActiveMQ Classic makes a queue of exactly this name of it.",
            "Begin with /queue/ or /topic/.", Evidence::TriedLive});
        break;
    case Dialect::RabbitMq:
        if (slash) {
            warnings.push_back(
                {"unknown-destination", "RabbitMQ does not know destinations like " + quoted + ".",
                    "They begin with /queue/, /topic/, /exchange/, /amq/queue/ or /reply-queue/.",
                    "Begin with one of these."});
        } else {
            warnings.push_back({"unprefixed", quoted + " does not begin with /queue/ or /topic/.",
                "RabbitMQ reads it as the queue of this name.", "Begin with /queue/ or /topic/."});
        }
        break;
    case Dialect::Practice:
        warnings.push_back(
            {"unknown-destination", "The practice broker does not know " + quoted + ".",
                "It has /queue/<name>, /topic/<name> and their temporary forms.",
                "Begin with /queue/ or /topic/.", Evidence::TriedLive});
        break;
    case Dialect::Spring:
        if (!slash) {
            warnings.push_back({"unprefixed", quoted + " has no prefix.",
                "Spring ignores, without a word, what is outside the prefixes that the "
                "application enables.",
                "Begin with /topic/, /queue/, /app/ or whatever the application uses."});
        }
        break;
    case Dialect::Generic:
        warnings.push_back({"unprefixed", quoted + " does not begin with /queue/ or /topic/.",
            "Brokers differ in what they make of such a name.", "Begin with /queue/ or /topic/."});
        break;
    case Dialect::Artemis:
        break; // addresses have no prefix there
    }
}

struct SpokenFor
{
    std::string_view header; //!< how its name begins
    std::string_view id; //!< the warning that says more of it
};

constexpr std::array spokenFor{
    SpokenFor{"selector", "selector"},
    SpokenFor{"browser", "browser"},
    SpokenFor{"AMQ_SCHEDULED_", "scheduler"},
    SpokenFor{"expires", "no-expiry"},
    SpokenFor{"expiration", "no-expiry"},
    SpokenFor{"x-message-ttl", "no-expiry"},
};

bool isSpokenFor(std::string_view header, const std::vector<Warning>& warnings)
{
    return std::any_of(spokenFor.begin(), spokenFor.end(), [&](const SpokenFor& more) {
        return header.starts_with(more.header)
            && std::any_of(warnings.begin(), warnings.end(),
                [&](const Warning& warning) { return warning.id == more.id; });
    });
}

} // namespace

std::string_view nameOf(Dialect dialect)
{
    return dialect == Dialect::Generic ? "this broker" : factsOf(dialect).displayName;
}

std::optional<long long> numberIn(std::string_view text)
{
    long long number = 0;
    const auto end = text.data() + text.size();
    const auto result = std::from_chars(text.data(), end, number);
    if (text.empty() || result.ec != std::errc() || result.ptr != end)
        return {};
    return number;
}

bool isClassicOrArtemis(Dialect dialect)
{
    return dialect == Dialect::ActiveMq || dialect == Dialect::Artemis;
}

void lintDestination(
    Dialect dialect, std::string_view destination, bool subscribing, std::vector<Warning>& warnings)
{
    if (destination.empty())
        return;
    if (destination.front() == ' ' || destination.back() == ' ') {
        warnings.push_back({"space", "The destination begins or ends with a space.",
            "From STOMP 1.1 on a space belongs to the name: this is another destination.",
            "Take the space away.", Evidence::TriedLive});
    }
    const bool rabbit = dialect == Dialect::RabbitMq;
    constexpr std::string_view queue = "/queue/";
    if (rabbit && destination.starts_with(queue)
        && destination.substr(queue.size()).find('/') != std::string_view::npos) {
        warnings.push_back({"slash-in-queue", "The name of the queue contains a slash.",
            "RabbitMQ answers: not a valid queue destination.",
            "Write %2F for the slash, or use a dot.", Evidence::TriedLive});
    } else if (rabbit && destination.starts_with("/temp-queue/")) {
        warnings.push_back({"temp-queue", "RabbitMQ has /temp-queue/ only in the header reply-to.",
            "There it makes the queue and subscribes this connection by itself.",
            subscribing ? "Send with reply-to:/temp-queue/<name>; the answers come by themselves."
                        : "Send to the reply-to of the message that you answer."});
    } else if (rabbit
        && (destination.starts_with("/exchange/") || destination.starts_with("/amq/queue/")
            || destination.starts_with("/reply-queue/"))) {
        return;
    } else if (!isPrefixed(destination)) {
        lintUnprefixed(dialect, destination, warnings);
    }
    if (!subscribing)
        return;
    const bool hash = destination.ends_with("#");
    const bool greater = destination.ends_with(">");
    if ((dialect == Dialect::ActiveMq && hash)
        || ((rabbit || dialect == Dialect::Artemis) && greater)) {
        const std::string right = hash ? ">" : "#";
        warnings.push_back({"wildcard",
            std::string("“") + (hash ? "#" : ">") + "” is no wildcard on "
                + std::string(nameOf(dialect)) + ".",
            "It is taken as a letter of the name.", "Write “" + right + "” for all below."});
    }
}

void lintHeaderBlock(Dialect dialect, const std::vector<Header>& headers, Version version,
    std::vector<Warning>& warnings)
{
    if (headers.size() > mostHeaders) {
        warnings.push_back({"many-headers", "The frame has more than 100 headers.",
            dialect == Dialect::RabbitMq
                ? "RabbitMQ from 4.2.6 on closes the connection without a word."
                : "Not every broker takes that many; RabbitMQ from 4.2.6 on closes the "
                  "connection without a word.",
            "Put what belongs together into the body."});
    }
    for (const Header& header : headers) {
        const std::size_t line =
            escaped(header.name, version).size() + 1 + escaped(header.value, version).size();
        if (line > longestLine) {
            warnings.push_back({"long-header",
                "The header " + header.name.substr(0, 60) + " is longer than 10240 bytes.",
                "ActiveMQ Classic refuses it and closes the connection; others may too.",
                "Put it into the body.", Evidence::TriedLive});
        }
        if (header.name.starts_with(' ') || header.name.ends_with(' ')) {
            warnings.push_back({"space-in-name",
                "The header name “" + header.name.substr(0, 60) + "” begins or ends with a space.",
                "From STOMP 1.1 on the space belongs to the name: the broker does not know it.",
                "Take the space away.", Evidence::TriedLive});
        }
    }
}

void lintForeignHeaders(Dialect dialect, HeaderUse use, const std::vector<Header>& headers,
    std::vector<Warning>& warnings)
{
    if (dialect == Dialect::Generic)
        return;
    for (const Header& header : headers) {
        if (headerOf(dialect, use, header.name) || isSpokenFor(header.name, warnings))
            continue;
        for (const DialectFacts& other : allDialects()) {
            const bool isFamily =
                other.dialect != Dialect::Generic && other.dialect != Dialect::Practice;
            const HeaderFact* const fact =
                isFamily ? headerOf(other.dialect, use, header.name) : nullptr;
            // "activemq.*" names no header in particular.
            if (!fact || fact->name.ends_with('*'))
                continue;
            warnings.push_back({"foreign-header",
                "The header " + header.name + " is one of " + std::string(other.displayName) + ".",
                std::string(nameOf(dialect))
                    + (use == HeaderUse::Send ? " passes it on as a header of yours."
                                              : " does not know it."),
                use == HeaderUse::Send ? "Leave it out, unless the receivers want it."
                                       : "Leave it out.",
                fact->evidence, true});
            break;
        }
    }
}

} // namespace Stomp
