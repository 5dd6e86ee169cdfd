#include "destination.h"
#include "linttools.h"

#include <algorithm>

namespace Stomp {

namespace {

/** As a moment this is March 1973, as a duration more than three years: neither is meant. */
constexpr long long momentsBeginAt = 100'000'000'000;
constexpr std::size_t springFrame = 64 * 1024;

void lintTimes(Dialect dialect, const Frame& send, std::vector<Warning>& warnings)
{
    const auto number = [&send](std::string_view name) {
        const auto value = send.header(name);
        return value ? numberIn(*value).value_or(0) : 0;
    };
    const long long expires = number("expires");
    if ((isClassicOrArtemis(dialect) || dialect == Dialect::Practice) && expires > 0
        && expires < momentsBeginAt) {
        warnings.push_back({"expires-duration", "expires looks like a duration.",
            std::string(nameOf(dialect))
                + " reads it as a moment, in milliseconds since 1970: the message is worthless "
                  "already.",
            "Give the moment: the time now in milliseconds, plus the duration."});
    }
    const long long expiration = number("expiration");
    if (dialect == Dialect::RabbitMq && expiration >= momentsBeginAt) {
        warnings.push_back({"expiration-moment", "expiration looks like a moment.",
            "RabbitMQ reads it as a duration in milliseconds: the message would live for "
            "decades.",
            "Give the duration from now, such as 60000 for a minute."});
    }
}

void lintValues(Dialect dialect, const Frame& send, std::vector<Warning>& warnings)
{
    const auto priority = send.header("priority");
    if (priority
        && (isClassicOrArtemis(dialect) || dialect == Dialect::RabbitMq
            || dialect == Dialect::Practice)) {
        const auto number = numberIn(*priority);
        const long long highest = dialect == Dialect::RabbitMq ? 255 : 9;
        if (!number) {
            warnings.push_back({"priority", "priority is not a number.",
                std::string(nameOf(dialect)) + " answers with an error.",
                "Give 0 to " + std::to_string(highest) + "."});
        } else if (*number < 0 || *number > highest) {
            warnings.push_back(
                {"priority", "priority is outside 0 to " + std::to_string(highest) + ".",
                    "The broker takes another one than you wrote, or refuses it.",
                    "Give 0 to " + std::to_string(highest) + "."});
        }
    }
    const auto type = send.header("amq-msg-type");
    if (dialect == Dialect::ActiveMq && type && *type != "text" && *type != "bytes") {
        warnings.push_back({"amq-msg-type", "amq-msg-type is neither text nor bytes.",
            "ActiveMQ Classic refuses other message types.", "Write text or bytes."});
    }
    const bool scheduled = std::any_of(send.headers.begin(), send.headers.end(),
        [](const Header& header) { return header.name.starts_with("AMQ_SCHEDULED_"); });
    if (scheduled && dialect == Dialect::ActiveMq) {
        warnings.push_back({"scheduler", "Delivery at a later time needs the broker's scheduler.",
            "Without schedulerSupport=\"true\" in its configuration the message is delivered at "
            "once.",
            "Ask whoever runs the broker.", Evidence::FromSource, true});
    } else if (scheduled && dialect == Dialect::RabbitMq) {
        warnings.push_back({"scheduler", "RabbitMQ does not deliver later by these headers.",
            "It passes them on and delivers at once.",
            "Use a queue with x-message-ttl and a dead letter exchange, or a plugin."});
    } else if (dialect == Dialect::Practice && send.header("AMQ_SCHEDULED_CRON")) {
        warnings.push_back(
            {"scheduler", "The practice broker knows no crontabs.", "It refuses the message.",
                "Schedule with AMQ_SCHEDULED_DELAY, AMQ_SCHEDULED_PERIOD and AMQ_SCHEDULED_REPEAT.",
                Evidence::TriedLive});
    }
}

void lintDelivery(Dialect dialect, const Frame& send, std::vector<Warning>& warnings)
{
    const std::string_view destination = send.value("destination");
    if (destination.empty())
        return;
    if (dialect == Dialect::Artemis && !send.header("destination-type")
        && destination.find("::") == std::string_view::npos) {
        warnings.push_back({"routing-type", "destination-type is missing.",
            "If the address is new and the broker does not know its prefix, Artemis makes it a "
            "topic without subscribers: the message is dropped.",
            "Add destination-type:ANYCAST for a queue, MULTICAST for a topic."});
    }
    const bool queue = kindOf(dialect, destination) == DestinationKind::Queue;
    const bool keeps = isClassicOrArtemis(dialect) || dialect == Dialect::RabbitMq;
    if (queue && keeps && send.value("persistent") != "true") {
        warnings.push_back({"not-persistent", "Not persistent.",
            "The message is gone if " + std::string(nameOf(dialect))
                + " restarts before it is consumed.",
            "Tick “Persistent” if it must survive.", Evidence::FromSource, true});
    }
}

} // namespace

std::vector<Warning> lintSend(Dialect dialect, const Frame& send, Version version)
{
    std::vector<Warning> warnings;
    lintDestination(dialect, send.value("destination"), false, warnings);
    if (dialect == Dialect::RabbitMq && send.header("message-id")) {
        warnings.push_back({"message-id", "RabbitMQ refuses a SEND with message-id.",
            "It gives the number itself.", "Name it amqp-message-id.", Evidence::TriedLive});
    }
    lintTimes(dialect, send, warnings);
    lintValues(dialect, send, warnings);
    if (dialect == Dialect::Spring && send.body.size() > springFrame) {
        warnings.push_back({"spring-size", "The frame is larger than 64 KiB.",
            "Spring refuses it and ends the connection, unless the application allows more.",
            "Send less, or raise the application's limit."});
    }
    lintDelivery(dialect, send, warnings);
    lintForeignHeaders(dialect, HeaderUse::Send, send.headers, warnings);
    lintHeaderBlock(dialect, send.headers, version, warnings);
    std::stable_sort(warnings.begin(), warnings.end(),
        [](const Warning& a, const Warning& b) { return a.isNote < b.isNote; });
    return warnings;
}

} // namespace Stomp
