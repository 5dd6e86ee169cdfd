#include "topicbacklog.h"

#include "destination.h"

#include <algorithm>

namespace Stomp {

namespace {

constexpr std::size_t s_hardBound = 16;

} // namespace

bool TopicBacklog::isAbove(std::size_t times) const
{
    return m_copies.size() > times * m_options.topicBacklogMessages
        || m_bytes > times * m_options.topicBacklogBytes;
}

bool TopicBacklog::isStalled(Millis now) const
{
    return now - m_progressAt > m_options.stallGrace;
}

unsigned TopicBacklog::load(Millis now) const
{
    if (isEmpty() || isStalled(now))
        return 0;
    return static_cast<unsigned>(std::max(m_copies.size() * 100 / m_options.topicBacklogMessages,
        m_bytes * 100 / m_options.topicBacklogBytes));
}

void TopicBacklog::push(const MessagePtr& message, Destination& source, Millis now)
{
    if (isEmpty())
        m_progressAt = now;
    m_copies.push_back({message, &source});
    m_bytes += message->bytes();
    ++source.state().waiting;
    source.state().waitingBytes += message->bytes();
    const std::size_t bound = isStalled(now) ? 1 : s_hardBound;
    // The newest copy stays, even one that is larger than the bound by itself.
    while (m_copies.size() > 1 && isAbove(bound))
        discardOldest();
}

void TopicBacklog::discardOldest()
{
    ++m_discarded;
    ++pop().source->state().counters.discarded;
}

TopicBacklog::Copy TopicBacklog::take(Millis now)
{
    m_progressAt = now;
    while (!isEmpty() && m_copies.front().source->isTooOld(*m_copies.front().message, now))
        discardOldest();
    return isEmpty() ? Copy() : pop();
}

void TopicBacklog::abandon()
{
    while (!isEmpty())
        ++pop().source->state().counters.abandoned;
}

TopicBacklog::Copy TopicBacklog::pop()
{
    Copy copy = std::move(m_copies.front());
    m_copies.pop_front();
    m_bytes -= copy.message->bytes();
    --copy.source->state().waiting;
    copy.source->state().waitingBytes -= copy.message->bytes();
    return copy;
}

} // namespace Stomp
