#include "queue.h"

#include "consumer.h"

#include <algorithm>

namespace Stomp {

namespace {

constexpr Millis s_firstRest = 200;
constexpr Millis s_longestRest = 10'000;

Millis restAfter(std::uint32_t nacks)
{
    if (nacks < 2)
        return 0;
    const std::uint32_t doublings = std::min<std::uint32_t>(nacks - 2, 6);
    return std::min(s_longestRest, s_firstRest << doublings);
}

} // namespace

void Queue::publish(const MessagePtr& message, Millis now)
{
    ++state().counters.in;
    books().storedBytes += message->bytes();
    if (!hasNext()) {
        // The usual way: nobody waits, so the message need not stand in line.
        if (Consumer* consumer = nextReady()) {
            m_progressAt = now;
            consumer->deliver({message, ++m_lastPlace}, *this, now);
            return;
        }
        m_progressAt = now;
    }
    ++state().waiting;
    state().waitingBytes += message->bytes();
    m_fresh.push_back({message, ++m_lastPlace});
}

void Queue::detach(Consumer& consumer)
{
    Destination::detach(consumer);
    if (m_turn >= consumers().size())
        m_turn = 0;
}

void Queue::settle(Delivery&& delivery, Outcome outcome, Millis now)
{
    QueuedMessage& queued = delivery.queued;
    --state().inFlight;
    switch (outcome) {
    case Outcome::Ack:
        ++state().counters.acked;
        forget(queued.message);
        return;
    case Outcome::Drop:
        ++state().counters.nacked;
        ++state().counters.discarded;
        forget(queued.message);
        return;
    case Outcome::Nack:
        ++state().counters.nacked;
        ++queued.nacks;
        break;
    case Outcome::Return:
        break;
    }
    ++state().waiting;
    state().waitingBytes += queued.message->bytes();
    const Millis rest = outcome == Outcome::Nack ? restAfter(queued.nacks) : 0;
    if (rest > 0)
        m_resting.emplace(now + rest, std::move(queued));
    else
        m_returned.emplace(queued.place, std::move(queued));
}

void Queue::pump(Millis now)
{
    while (!m_resting.empty() && m_resting.begin()->first <= now) {
        QueuedMessage& queued = m_resting.begin()->second;
        m_returned.emplace(queued.place, std::move(queued));
        m_resting.erase(m_resting.begin());
    }
    while (hasNext()) {
        Consumer* consumer = nextReady();
        if (!consumer)
            break;
        QueuedMessage queued = takeNext();
        --state().waiting;
        state().waitingBytes -= queued.message->bytes();
        m_progressAt = now;
        consumer->deliver(std::move(queued), *this, now);
    }
    if (const auto due = nextDeadline())
        books().wake(*due);
}

unsigned Queue::load(Millis now) const
{
    if (consumers().empty() || now - m_progressAt > books().options.stallGrace)
        return 0;
    return static_cast<unsigned>(state().waitingBytes * 100 / books().options.queueBacklogBytes);
}

std::optional<Millis> Queue::nextDeadline() const
{
    if (m_resting.empty() || consumers().empty())
        return {};
    return m_resting.begin()->first;
}

QueuedMessage Queue::takeNext()
{
    QueuedMessage queued;
    if (m_fresh.empty()
        || (!m_returned.empty() && m_returned.begin()->first < m_fresh.front().place)) {
        queued = std::move(m_returned.begin()->second);
        m_returned.erase(m_returned.begin());
    } else {
        queued = std::move(m_fresh.front());
        m_fresh.pop_front();
    }
    return queued;
}

Consumer* Queue::nextReady()
{
    const std::size_t count = consumers().size();
    for (std::size_t i = 0; i < count; ++i) {
        Consumer* candidate = consumers()[m_turn];
        m_turn = m_turn + 1 == count ? 0 : m_turn + 1;
        if (candidate->isReady())
            return candidate;
    }
    return nullptr;
}

void Queue::forget(const MessagePtr& message)
{
    books().storedBytes -= message->bytes();
}

} // namespace Stomp
