#include "observatory.h"

#include "advisory.h"
#include "broker.h"
#include "statswriter.h"

#include <algorithm>

namespace Stomp {

namespace {

constexpr std::size_t s_kept = 1000;

} // namespace

bool Observatory::isOwn(std::string_view destination)
{
    return destination == statsTopic || destination == eventsTopic;
}

void Observatory::report(BrokerEvent&& event)
{
    event.number = ++m_lastNumber;
    m_events.push_back(std::move(event));
    if (m_events.size() > s_kept) {
        if (m_events.front().number > m_publishedNumber)
            ++m_missed;
        m_events.pop_front();
    }
    m_untimed = std::min(m_untimed + 1, m_events.size());
}

void Observatory::tick(Broker& broker, Millis now)
{
    // An event is also how it learns of subscriptions to its topics.
    if (m_untimed > 0) {
        for (auto it = m_events.end() - static_cast<std::ptrdiff_t>(m_untimed);
             it != m_events.end(); ++it)
            it->at = now;
        m_untimed = 0;
        publishEvents(broker, now);
        publishStats(broker, now);
    } else if (m_statsDue && *m_statsDue <= now) {
        publishStats(broker, now);
    }
}

void Observatory::publishEvents(Broker& broker, Millis now)
{
    const std::uint64_t last = m_lastNumber;
    if (broker.hasReaders(eventsTopic)) {
        if (m_missed > 0) {
            BrokerEvent missed;
            missed.kind = BrokerEvent::Kind::Missed;
            missed.detail = std::to_string(m_missed);
            missed.at = now;
            missed.number = m_publishedNumber + m_missed;
            static_cast<void>(publish(broker, eventsTopic, toJson(missed), now));
        }
        for (const BrokerEvent& event : eventsSince(m_publishedNumber)) {
            if (!publish(broker, eventsTopic, toJson(event), now))
                break;
        }
    }
    if (m_options.skin == BrokerSkin::Kind::ActiveMq)
        publishAdvisories(broker, now);
    // Publishing makes the topic, the first time: that is an event, too, and left for next time.
    m_missed = 0;
    m_publishedNumber = last;
}

void Observatory::publishAdvisories(Broker& broker, Millis now) const
{
    for (const BrokerEvent& event : eventsSince(m_publishedNumber)) {
        std::optional<Frame> advisory = consumerAdvisory(event, 0);
        if (!advisory || !broker.hasReaders(advisory->value("destination")))
            continue;
        for (const DestinationSnapshot& place : broker.snapshot().destinations) {
            if (place.name == event.destination)
                advisory = consumerAdvisory(event, place.consumers);
        }
        static_cast<void>(broker.publish(*advisory, now));
    }
}

void Observatory::publishStats(Broker& broker, Millis now)
{
    if (!broker.hasReaders(statsTopic)) {
        m_statsDue.reset();
        return;
    }
    if (m_statsDue.value_or(now) > now)
        return;
    static_cast<void>(
        publish(broker, statsTopic, statsJson(broker, m_options.statsDestinations, now), now));
    m_statsDue = now + std::max<Millis>(m_options.statsInterval, 1);
}

/** False: the broker has no place for one more topic. */
bool Observatory::publish(Broker& broker, std::string_view topic, std::string json, Millis now)
{
    Frame frame;
    frame.command = "SEND";
    frame.add("destination", std::string(topic));
    frame.add("content-type", "application/json");
    frame.body = std::move(json);
    return !broker.publish(frame, now);
}

std::vector<BrokerEvent> Observatory::eventsSince(std::uint64_t number) const
{
    const auto first = std::upper_bound(m_events.begin(), m_events.end(), number,
        [](std::uint64_t wanted, const BrokerEvent& event) { return wanted < event.number; });
    return {first, m_events.end()};
}

} // namespace Stomp
