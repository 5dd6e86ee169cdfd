#include "destination.h"
#include "linttools.h"

#include <algorithm>
#include <initializer_list>

namespace Stomp {

namespace {

/** A window below this was meant as a number of messages. */
constexpr long long smallWindow = 1'024;

bool hasAny(const Frame& frame, std::initializer_list<std::string_view> names)
{
    return std::any_of(names.begin(), names.end(),
        [&frame](std::string_view name) { return frame.header(name).has_value(); });
}

bool isZero(const Frame& frame, std::string_view name)
{
    const auto value = frame.header(name);
    return value && numberIn(*value) == 0;
}

void lintPrefetch(Dialect dialect, const Frame& subscribe, std::vector<Warning>& warnings)
{
    const bool zero = isZero(subscribe, "activemq.prefetchSize")
        || (dialect == Dialect::Practice && isZero(subscribe, "prefetch-count"));
    if (zero && (dialect == Dialect::ActiveMq || dialect == Dialect::Practice)) {
        warnings.push_back({"prefetch-zero", "A prefetch of 0 does not work over STOMP.",
            "The consumer would have to ask for each message, which STOMP cannot.",
            "Take 1 for one message at a time."});
    }
    if (dialect != Dialect::Artemis)
        return;
    if (subscribe.header("activemq.prefetchSize")) {
        warnings.push_back(
            {"prefetch-bytes", "Artemis reads activemq.prefetchSize as bytes, not as messages.",
                "A number that is right for ActiveMQ Classic lets one or two messages through.",
                "Use consumer-window-size, in bytes; 0 is one message at a time."});
    }
    const auto window = subscribe.header("consumer-window-size");
    const auto bytes = window ? numberIn(*window) : std::nullopt;
    if (bytes && *bytes > 0 && *bytes < smallWindow) {
        warnings.push_back({"window-small", "consumer-window-size is in bytes, not in messages.",
            "So few bytes are no more than a message or two.",
            "Take 0 for one message at a time, 10240 for the usual window."});
    }
}

void lintDurable(
    Dialect dialect, const Frame& subscribe, bool hasClientId, std::vector<Warning>& warnings)
{
    const bool named = isClassicOrArtemis(dialect)
        && (subscribe.header("activemq.subscriptionName")
            || (dialect == Dialect::Artemis
                && hasAny(subscribe, {"durable-subscription-name", "durable-subscriber-name"})));
    const DestinationKind kind = kindOf(dialect, subscribe.value("destination"));
    if (named && !hasClientId) {
        warnings.push_back({"no-client-id", "This connection has no client-id.",
            dialect == Dialect::Artemis
                ? "Artemis refuses a durable subscription without one."
                : "ActiveMQ Classic then takes the connection's own number: the subscription "
                  "cannot be found again.",
            "Connect again with a header client-id of CONNECT."});
    }
    if (named && consumesMessages(kind)) {
        warnings.push_back({"durable-queue", "Only a topic can be subscribed to durably.",
            "A queue keeps its messages anyway.", "Leave the durable name out."});
    }
    if (dialect == Dialect::RabbitMq && kind == DestinationKind::Topic
        && subscribe.value("durable") == "true" && subscribe.value("auto-delete") != "false") {
        warnings.push_back({"auto-delete", "auto-delete:false is missing.",
            "RabbitMQ deletes the durable queue as soon as its last consumer goes.",
            "Add the header auto-delete:false."});
    }
}

void lintBrowser(
    Dialect dialect, const Frame& subscribe, Version version, std::vector<Warning>& warnings)
{
    if (subscribe.value("browser") != "true")
        return;
    if (dialect != Dialect::ActiveMq && dialect != Dialect::Practice
        && dialect != Dialect::Generic) {
        warnings.push_back({"browser", std::string(nameOf(dialect)) + " cannot browse over STOMP.",
            "It ignores the header: the messages are consumed.",
            "Use a peek, which gives the messages back."});
    } else if (version == Version::V10) {
        warnings.push_back({"browser-version", "Browsing needs STOMP 1.1 or later.",
            std::string(nameOf(dialect)) + " refuses it on this connection.",
            "Connect with a later version."});
    } else if (kindOf(dialect, subscribe.value("destination")) == DestinationKind::Topic) {
        warnings.push_back({"browser-topic", "Only a queue can be browsed.",
            "A topic keeps no messages to look at.", "Subscribe to it without browser."});
    }
}

} // namespace

std::vector<Warning> lintSubscribe(
    Dialect dialect, const Frame& subscribe, Version version, bool hasClientId)
{
    std::vector<Warning> warnings;
    const std::string_view destination = subscribe.value("destination");
    lintDestination(dialect, destination, true, warnings);
    lintPrefetch(dialect, subscribe, warnings);
    const std::string_view ack = subscribe.header("ack").value_or("auto");
    if (ack != "auto" && ack != "client" && ack != "client-individual") {
        warnings.push_back(
            {"ack-unknown", "“" + std::string(ack.substr(0, 40)) + "” is no acknowledgement mode.",
                dialect == Dialect::ActiveMq       ? "ActiveMQ Classic silently takes it as auto."
                    : dialect == Dialect::RabbitMq ? "RabbitMQ answers with a processing error."
                    : dialect == Dialect::Artemis  ? "Artemis takes it as client."
                                                   : "What the broker makes of it is not known.",
                "Choose auto, client or client-individual."});
    }
    const auto selector = subscribe.header("selector");
    if (selector && dialect == Dialect::RabbitMq) {
        warnings.push_back(
            {"selector", "RabbitMQ has no selectors.", "The header is ignored: all messages come.",
                "Bind the queue to what you want, or filter the table."});
    } else if (selector && selector->empty() && dialect == Dialect::Artemis) {
        warnings.push_back({"selector", "The selector is empty.", "Artemis refuses that.",
            "Leave the header out."});
    }
    lintDurable(dialect, subscribe, hasClientId, warnings);
    lintBrowser(dialect, subscribe, version, warnings);
    if (dialect == Dialect::RabbitMq && subscribe.value("id").starts_with("/temp-queue/")) {
        warnings.push_back({"id-reserved", "The id begins with /temp-queue/.",
            "RabbitMQ keeps such ids for reply queues.", "Take another id."});
    }
    if (dialect == Dialect::Artemis && !destination.empty()
        && !subscribe.header("subscription-type")
        && destination.find("::") == std::string_view::npos) {
        warnings.push_back({"routing-type", "subscription-type is missing.",
            "Unless the address exists or the broker knows its prefix, Artemis makes it a topic: "
            "the messages of a queue do not come.",
            "Add subscription-type:ANYCAST for a queue, MULTICAST for a topic.",
            Evidence::FromSource, true});
    }
    lintForeignHeaders(dialect, HeaderUse::Subscribe, subscribe.headers, warnings);
    lintHeaderBlock(dialect, subscribe.headers, version, warnings);
    std::stable_sort(warnings.begin(), warnings.end(),
        [](const Warning& a, const Warning& b) { return a.isNote < b.isNote; });
    return warnings;
}

} // namespace Stomp
