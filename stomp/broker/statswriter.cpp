#include "statswriter.h"

#include "jsonwriter.h"

#include <algorithm>
#include <vector>

namespace Stomp {

namespace {

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

void writeQueue(JsonWriter& json, const DestinationSnapshot& queue)
{
    const DestinationCounters& counters = queue.counters;
    json.beginObject();
    json.member("destination", queue.name);
    json.member("consumers", std::uint64_t{queue.consumers});
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
    json.endObject();
}

void writeTopic(JsonWriter& json, const DestinationSnapshot& topic)
{
    const DestinationCounters& counters = topic.counters;
    json.beginObject();
    json.member("destination", topic.name);
    json.member("subscriptions", std::uint64_t{topic.consumers});
    json.member("in", counters.in);
    json.member("noSubscriber", counters.noConsumer);
    json.member("delivered", counters.out);
    json.member("waiting", std::uint64_t{topic.waiting});
    json.member("discarded", counters.discarded);
    json.member("abandoned", counters.abandoned);
    json.member("acked", counters.acked);
    json.member("inFlight", std::uint64_t{topic.inFlight});
    json.endObject();
}

void writeList(JsonWriter& json, std::string_view name, const Listed& all, bool queues)
{
    json.beginArray(name);
    for (const DestinationSnapshot* one : all) {
        if (one->isQueue != queues)
            continue;
        if (queues)
            writeQueue(json, *one);
        else
            writeTopic(json, *one);
    }
    json.endArray();
}

} // namespace

std::string statsJson(const BrokerSnapshot& snapshot, std::size_t mostDestinations, Millis now)
{
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
    writeList(json, "queues", listed, true);
    writeList(json, "topics", listed, false);
    json.endObject();
    return json.take();
}

} // namespace Stomp
