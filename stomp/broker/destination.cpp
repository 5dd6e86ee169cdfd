#include "destination.h"

#include "brokerstore.h"
#include "consumer.h"

#include <algorithm>

namespace Stomp {

Destination::Destination(const DestinationPath& path, BrokerBooks& books)
    : m_books(books), m_path(path)
{
    m_state.name = path.text;
    m_state.isQueue = path.kind == DestinationPath::Kind::Queue;
}

bool Destination::isIdle() const
{
    return m_holds == 0 && m_consumers.empty() && m_state.waiting == 0 && m_state.inFlight == 0
        && m_state.scheduled == 0;
}

DestinationSnapshot Destination::snapshot() const
{
    DestinationSnapshot result = m_state;
    result.consumers = m_consumers.size();
    return result;
}

void Destination::attach(Consumer& consumer)
{
    m_consumers.push_back(&consumer);
    if (isQueue())
        consumer.addQueue(*this);
}

void Destination::detach(Consumer& consumer)
{
    std::erase(m_consumers, &consumer);
    if (isQueue())
        consumer.removeQueue(*this);
}

void Destination::noteDelivery(const QueuedMessage& queued) const
{
    if (queued.row != 0 && m_books.store)
        m_books.store->setDeliveries(queued.row, queued.deliveries);
}

} // namespace Stomp
