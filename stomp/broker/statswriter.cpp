#include "statswriter.h"

#include "broker.h"
#include "jsonwriter.h"

#include <algorithm>
#include <vector>

namespace Stomp {

namespace {

constexpr std::size_t s_nextMessages = 5;

using Listed = std::vector<const DestinationSnapshot*>;

/** How much there is to say about it: what is in it now counts before what went through. */
bool isBusier(const DestinationSnapshot* a, const DestinationSnapshot* b)
{
    const auto content = [](const DestinationSnapshot& one) {
        return one.waiting + one.inFlight + one.scheduled;
    };
    const std::size_t left = content(*a);
    const std::size_t right = content(*b);
    return left != right ? left > right : a->counters.in > b->counters.in;
}

void writeConsumer(JsonWriter& json, const InspectedConsumer& consumer, bool isNext)
{
    json.beginObject();
    json.member("session", consumer.session);
    json.member("subscription", consumer.subscription);
    json.member("prefetch", std::uint64_t{consumer.prefetch});
    json.member("unacked", std::uint64_t{consumer.unacked});
    json.member("credit", std::uint64_t{consumer.credit()});
    json.member("isNext", isNext);
    json.endObject();
}

void writeQueue(JsonWriter& json, const QueueInspection& inside)
{
    const DestinationSnapshot& queue = inside.state;
    const DestinationCounters& counters = queue.counters;
    json.beginObject();
    json.member("destination", queue.name);
    json.member("in", counters.in);
    json.member("acked", counters.acked);
    json.member("waiting", std::uint64_t{queue.waiting});
    json.member("inFlight", std::uint64_t{queue.inFlight});
    json.member("scheduled", std::uint64_t{queue.scheduled});
    json.beginObject("dead");
    json.member("nack", counters.deadNacked);
    json.member("max-redeliveries", counters.deadRedelivered);
    json.member("expired", counters.deadExpired);
    json.endObject();
    json.member("expired", counters.expired);
    json.beginObject("dropped");
    json.member("discarded", counters.discarded);
    json.member("undeliverable", counters.undeliverable);
    json.member("movedBack", counters.movedBack);
    json.endObject();
    json.member("addsUp", queue.addsUp());
    json.member("waitingBytes", std::uint64_t{queue.waitingBytes});
    json.member("deliveries", counters.out);
    json.member("redelivered", counters.redelivered);
    json.member("nacked", counters.nacked);
    json.beginArray("consumers");
    for (std::size_t i = 0; i < inside.consumers.size(); ++i)
        writeConsumer(json, inside.consumers[i], inside.turn == i);
    json.endArray();
    json.beginArray("next");
    for (const InspectedMessage& message : inside.next) {
        json.beginObject();
        json.member("message-id", message.id);
        json.member("bytes", std::uint64_t{message.bytes});
        json.member("deliveries", std::uint64_t{message.deliveries});
        json.endObject();
    }
    json.endArray();
    json.endObject();
}

void writeSubscriber(JsonWriter& json, const InspectedSubscriber& one)
{
    json.beginObject();
    json.member("session", one.session);
    json.member("subscription", one.subscription);
    json.member("copies", one.copies);
    json.member("delivered", one.delivered);
    json.member("waiting", std::uint64_t{one.waiting});
    json.member("discarded", one.discarded);
    json.member("addsUp", one.copies == one.delivered + one.waiting + one.discarded);
    json.member("unacked", std::uint64_t{one.unacked});
    json.endObject();
}

void writeDurable(JsonWriter& json, const InspectedDurable& one)
{
    json.beginObject();
    json.member("client-id", one.clientId);
    json.member("name", one.name);
    json.member("isOnline", one.isOnline());
    json.member("in", one.queue.counters.in);
    json.member("waiting", std::uint64_t{one.queue.waiting});
    json.member("inFlight", std::uint64_t{one.queue.inFlight});
    json.endObject();
}

void writeTopic(JsonWriter& json, const TopicInspection& inside)
{
    const DestinationSnapshot& topic = inside.state;
    const DestinationCounters& counters = topic.counters;
    json.beginObject();
    json.member("destination", topic.name);
    json.member("in", counters.in);
    json.member("noSubscriber", counters.noConsumer);
    json.member("delivered", counters.out);
    json.member("waiting", std::uint64_t{topic.waiting});
    json.member("discarded", counters.discarded);
    json.member("abandoned", counters.abandoned);
    json.member("acked", counters.acked);
    json.member("inFlight", std::uint64_t{topic.inFlight});
    json.beginArray("subscriptions");
    for (const InspectedSubscriber& one : inside.subscribers)
        writeSubscriber(json, one);
    json.endArray();
    json.beginArray("durable");
    for (const InspectedDurable& one : inside.durables)
        writeDurable(json, one);
    json.endArray();
    json.endObject();
}

void writeFaults(JsonWriter& json, const FaultReport& report)
{
    json.beginObject("faults");
    json.member("plan", report.plan);
    json.member("framesLost", report.totals.framesLost);
    json.member("messagesLost", report.totals.messagesLost);
    json.member("framesAdded", report.totals.framesAdded);
    json.member("messagesAdded", report.totals.messagesAdded);
    json.member("clientFramesLost", report.totals.clientFramesLost);
    json.member("sendsLost", report.totals.sendsLost);
    json.member("connectionsCut", report.totals.connectionsCut);
    json.beginArray("each");
    for (const FaultHits& one : report.faults) {
        json.beginObject();
        json.member("fault", one.fault);
        json.member("seen", one.seen);
        json.member("hits", one.hits);
        json.endObject();
    }
    json.endArray();
    json.endObject();
}

} // namespace

std::string statsJson(const Broker& broker, std::size_t mostDestinations, Millis now)
{
    const BrokerSnapshot snapshot = broker.snapshot();
    Listed listed;
    listed.reserve(snapshot.destinations.size());
    for (const DestinationSnapshot& destination : snapshot.destinations)
        listed.push_back(&destination);
    const std::size_t leftOut =
        listed.size() > mostDestinations ? listed.size() - mostDestinations : 0;
    if (leftOut > 0) {
        std::stable_sort(listed.begin(), listed.end(), isBusier);
        listed.resize(mostDestinations);
        std::sort(listed.begin(), listed.end(),
            [](const auto* a, const auto* b) { return a->name < b->name; });
    }
    JsonWriter json;
    json.beginObject();
    json.member("at", static_cast<std::uint64_t>(now));
    json.member("sessions", std::uint64_t{snapshot.sessions});
    json.member("heldBackProducers", std::uint64_t{snapshot.heldBackProducers});
    json.member("messages", snapshot.messagesIn);
    json.member("storedBytes", snapshot.storedBytes);
    json.member("destinations", std::uint64_t{snapshot.destinations.size()});
    json.member("destinationsLeftOut", std::uint64_t{leftOut});
    writeFaults(json, snapshot.faults);
    json.beginArray("queues");
    for (const DestinationSnapshot* one : listed) {
        if (const auto inside = broker.inspectQueue(one->name, s_nextMessages, now))
            writeQueue(json, *inside);
    }
    json.endArray();
    json.beginArray("topics");
    for (const DestinationSnapshot* one : listed) {
        if (const auto inside = broker.inspectTopic(one->name))
            writeTopic(json, *inside);
    }
    json.endArray();
    json.endObject();
    return json.take();
}

} // namespace Stomp
