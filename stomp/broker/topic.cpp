#include "topic.h"

#include "consumer.h"

#include <algorithm>

namespace Stomp {

void Topic::publish(const MessagePtr& message, Millis now)
{
    ++state().counters.in;
    if (consumers().empty() && m_fed.empty()) {
        ++state().counters.noConsumer;
        return;
    }
    for (Consumer* consumer : consumers())
        consumer->offer(message, *this, now);
    for (Destination* queue : m_fed)
        queue->publish(message, now);
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
    for (const Destination* queue : m_fed)
        worst = std::max(worst, queue->load(now));
    return worst;
}

void Topic::feed(Destination& queue, const std::string&)
{
    m_fed.push_back(&queue);
    hold();
}

void Topic::stopFeeding(const Destination& queue)
{
    if (std::erase(m_fed, &queue) > 0)
        letGo();
}

} // namespace Stomp
