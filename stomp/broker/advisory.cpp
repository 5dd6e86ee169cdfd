#include "advisory.h"

#include "jsonwriter.h"
#include "observatory.h"

namespace Stomp {

namespace {

constexpr std::string_view s_queues = "/queue/";
constexpr std::string_view s_topics = "/topic/";
constexpr std::string_view s_own = "ActiveMQ.";

std::string bodyOf(const BrokerEvent& event, bool isQueue, std::string_view name)
{
    const std::string consumer =
        "ID:practice-" + std::to_string(event.session) + ':' + event.subscription;
    JsonWriter json;
    json.beginObject();
    if (event.kind == BrokerEvent::Kind::Subscribed) {
        json.beginObject("ConsumerInfo");
        json.member("consumerId", std::string_view(consumer));
        json.beginObject("destination");
        json.member("@class",
            std::string_view(isQueue ? "org.apache.activemq.command.ActiveMQQueue"
                                     : "org.apache.activemq.command.ActiveMQTopic"));
        json.member("string", name);
        json.endObject();
    } else {
        json.beginObject("RemoveInfo");
        json.member("objectId", std::string_view(consumer));
    }
    json.endObject();
    json.endObject();
    return json.take();
}

} // namespace

std::optional<Frame> consumerAdvisory(const BrokerEvent& event, std::size_t consumers)
{
    const std::string_view destination = event.destination;
    const bool isQueue = destination.starts_with(s_queues);
    const bool isConsumer = event.kind == BrokerEvent::Kind::Subscribed
        || event.kind == BrokerEvent::Kind::Unsubscribed;
    if (!isConsumer || (!isQueue && !destination.starts_with(s_topics))
        || Observatory::isOwn(destination))
        return {};
    const std::string_view name = destination.substr(s_queues.size());
    if (name.starts_with(s_own) || name.find_first_of("*>,") != std::string_view::npos)
        return {};
    Frame frame;
    frame.command = "SEND";
    frame.add("destination",
        std::string("/topic/ActiveMQ.Advisory.Consumer.") + (isQueue ? "Queue." : "Topic.")
            + std::string(name));
    frame.add("type", "Advisory");
    frame.add("consumerCount", std::to_string(consumers));
    frame.add("transformation", "jms-advisory-json");
    frame.body = bodyOf(event, isQueue, name);
    return frame;
}

} // namespace Stomp
