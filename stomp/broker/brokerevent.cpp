#include "brokerevent.h"

#include "jsonwriter.h"

namespace Stomp {

std::string_view nameOf(BrokerEvent::Kind kind)
{
    switch (kind) {
    case BrokerEvent::Kind::Connected:
        return "connect";
    case BrokerEvent::Kind::Disconnected:
        return "disconnect";
    case BrokerEvent::Kind::Subscribed:
        return "subscribe";
    case BrokerEvent::Kind::Unsubscribed:
        return "unsubscribe";
    case BrokerEvent::Kind::DestinationMade:
        return "destination-made";
    case BrokerEvent::Kind::DestinationRemoved:
        return "destination-removed";
    case BrokerEvent::Kind::DeadLettered:
        return "dead-letter";
    case BrokerEvent::Kind::Expired:
        return "expired";
    case BrokerEvent::Kind::FaultHit:
        return "fault";
    case BrokerEvent::Kind::ErrorSent:
        return "error";
    case BrokerEvent::Kind::Missed:
        return "missed";
    }
    return {};
}

std::string toJson(const BrokerEvent& event)
{
    JsonWriter json;
    json.beginObject();
    json.member("event", nameOf(event.kind));
    json.member("number", event.number);
    json.member("at", static_cast<std::uint64_t>(event.at));
    if (event.session != 0)
        json.member("session", event.session);
    const auto text = [&json](std::string_view name, const std::string& value) {
        if (!value.empty())
            json.member(name, value);
    };
    text("destination", event.destination);
    text("subscription", event.subscription);
    text("message-id", event.messageId);
    text("detail", event.detail);
    json.endObject();
    return json.take();
}

} // namespace Stomp
