#include "queuebrowse.h"

#include "consumer.h"

namespace Stomp {

QueueBrowse::QueueBrowse(const DestinationPath& path, BrokerBooks& books, Consumer& consumer,
    std::deque<QueuedMessage> copies)
    : Destination(path, books), m_consumer(consumer), m_copies(std::move(copies))
{ }

void QueueBrowse::settle(Delivery&&, Outcome, Millis)
{
    --state().inFlight;
}

void QueueBrowse::pump(Millis now)
{
    while (!m_copies.empty() && m_consumer.isReady()) {
        QueuedMessage copy = std::move(m_copies.front());
        m_copies.pop_front();
        m_consumer.deliver(std::move(copy), *this, now);
    }
    if (m_copies.empty() && !m_isEnded && m_consumer.hasRoom()) {
        m_isEnded = true;
        m_consumer.endBrowse(now);
    }
}

} // namespace Stomp
