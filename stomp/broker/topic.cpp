#include "topic.h"

#include "consumer.h"
#include "selectedmessage.h"

#include <algorithm>

namespace Stomp {

void Topic::publish(const MessagePtr& message, Millis now)
{
    ++state().counters.in;
    if (isTooOld(*message, now)) {
        ++state().counters.expired;
        return;
    }
    if (consumers().empty() && m_fed.empty()) {
        ++state().counters.noConsumer;
        return;
    }
    for (Consumer* consumer : consumers())
        consumer->offer(message, *this, now);
    for (const Fed& fed : m_fed) {
        SelectedMessage source(*message, 0, books().options);
        if (fed.selector.matches(source))
            fed.queue->publish(message, now);
    }
}

void Topic::settle(Delivery&&, Outcome outcome, Millis)
{
    --state().inFlight;
    switch (outcome) {
    case Outcome::Ack:
        ++state().counters.acked;
        break;
    case Outcome::Bury:
    case Outcome::Drop:
    case Outcome::Nack:
        ++state().counters.nacked;
        ++state().counters.discarded;
        break;
    case Outcome::Return:
        ++state().counters.abandoned;
        break;
    }
}

void Topic::pump(Millis now)
{
    for (Consumer* consumer : consumers())
        consumer->takeBacklog(now);
}

unsigned Topic::load(Millis now) const
{
    unsigned worst = 0;
    for (const Consumer* consumer : consumers())
        worst = std::max(worst, consumer->backlog().load(now));
    for (const Fed& fed : m_fed)
        worst = std::max(worst, fed.queue->load(now));
    return worst;
}

void Topic::feed(Destination& queue, const std::string& selector)
{
    // It was parsed before, when its consumer came.
    m_fed.push_back({&queue, Selector::parse(selector).selector});
    hold();
}

void Topic::stopFeeding(const Destination& queue)
{
    if (std::erase_if(m_fed, [&](const Fed& fed) { return fed.queue == &queue; }) > 0)
        letGo();
}

bool Topic::feeds(const Destination& queue) const
{
    return std::ranges::any_of(m_fed, [&](const Fed& fed) { return fed.queue == &queue; });
}

TopicInspection Topic::inspect() const
{
    TopicInspection result;
    result.state = snapshot();
    result.subscribers.reserve(consumers().size());
    for (const Consumer* consumer : consumers()) {
        const ConsumerRequest& request = consumer->request();
        InspectedSubscriber& one = result.subscribers.emplace_back();
        one.session = consumer->session();
        one.subscription = request.id;
        one.destination = request.path().shownName();
        one.selector = request.selectorText;
        one.prefetch = request.prefetch;
        one.unacked = consumer->inFlight();
        one.copies = consumer->copies();
        one.delivered = consumer->copiesDelivered();
        one.waiting = consumer->backlog().size();
        one.waitingBytes = consumer->backlog().bytes();
        one.discarded = consumer->backlog().discarded();
        one.hasRoom = consumer->hasRoom();
    }
    return result;
}

} // namespace Stomp
