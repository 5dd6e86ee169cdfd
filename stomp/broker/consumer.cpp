#include "consumer.h"

#include "destination.h"
#include "queuebrowse.h"
#include "selectedmessage.h"

#include <algorithm>

namespace Stomp {

namespace {

struct ByNumber
{
    bool operator()(const Delivery& delivery, std::uint64_t number) const
    {
        return delivery.number < number;
    }
    bool operator()(std::uint64_t number, const Delivery& delivery) const
    {
        return number < delivery.number;
    }
};

} // namespace

Consumer::Consumer(MessageReceiver& receiver, std::uint32_t key, ConsumerRequest request,
    const BrokerOptions& options, std::uint64_t& numbers)
    : m_receiver(receiver), m_key(key), m_request(std::move(request)), m_numbers(numbers),
      m_backlog(options), m_options(options)
{ }

Consumer::~Consumer() = default;

void Consumer::setBrowse(std::unique_ptr<QueueBrowse> browse)
{
    m_browse = std::move(browse);
}

void Consumer::deliver(QueuedMessage&& queued, Destination& source, Millis now)
{
    DestinationCounters& counters = source.state().counters;
    ++counters.out;
    if (queued.deliveries > 0)
        ++counters.redelivered;
    ++source.state().inFlight;
    const std::uint32_t before = queued.deliveries++;
    if (m_request.ack == ConsumerRequest::Ack::Auto) {
        m_receiver.deliver(*this, *queued.message, before, ++m_numbers, now);
        Delivery done;
        done.queued = std::move(queued);
        source.settle(std::move(done), Outcome::Ack, now);
        return;
    }
    const std::uint64_t number = ++m_numbers;
    source.noteDelivery(queued);
    m_receiver.deliver(*this, *queued.message, before, number, now);
    if (m_request.hasWindow())
        m_unackedBytes += queued.message->bytes();
    Delivery& delivery = m_unacked.emplace_back();
    delivery.number = number;
    delivery.queued = std::move(queued);
    delivery.source = &source;
    delivery.since = now;
}

void Consumer::offer(const MessagePtr& message, Destination& source, Millis now)
{
    if (!selects(*message, 0))
        return;
    ++m_copies;
    if (m_backlog.isEmpty() && isReady()) {
        ++m_copiesDelivered;
        deliver({message}, source, now);
    } else {
        m_backlog.push(message, source, now);
    }
}

bool Consumer::asksSelector(const BrokerMessage& message, std::uint32_t deliveries) const
{
    SelectedMessage source(message, deliveries, m_options);
    return m_request.selector.matches(source);
}

void Consumer::takeBacklog(Millis now)
{
    while (!m_backlog.isEmpty() && isReady()) {
        const TopicBacklog::Copy copy = m_backlog.take(now);
        if (!copy.message)
            break;
        ++m_copiesDelivered;
        deliver({copy.message}, *copy.source, now);
    }
}

std::optional<std::uint64_t> Consumer::numberOf(std::uint64_t messageId) const
{
    for (const Delivery& delivery : m_unacked) {
        if (delivery.queued.message->id() == messageId)
            return delivery.number;
    }
    return {};
}

std::size_t Consumer::acknowledge(
    std::uint64_t number, Outcome outcome, std::uint32_t transaction, Millis now)
{
    const auto last = find(number);
    if (last == m_unacked.end() || last->transaction != 0)
        return 0;
    const bool cumulative = m_request.ack == ConsumerRequest::Ack::Client
        && (outcome == Outcome::Ack || m_options.queues.cumulativeNack);
    const auto first = cumulative ? m_unacked.begin() : last;
    std::size_t count = 0;
    if (transaction != 0) {
        for (auto it = first; it != last + 1; ++it) {
            if (it->transaction != 0)
                continue;
            it->transaction = transaction;
            it->outcome = outcome;
            ++count;
        }
        return count;
    }
    // Those that an open transaction has stay, in their order.
    const auto isHeld = [](const Delivery& delivery) {
        return delivery.transaction != 0;
    };
    const auto kept =
        std::any_of(first, last, isHeld) ? std::stable_partition(first, last + 1, isHeld) : first;
    for (auto it = kept; it != last + 1; ++it, ++count) {
        settle(std::move(*it), outcome, now);
    }
    m_unacked.erase(kept, last + 1);
    return count;
}

std::size_t Consumer::acknowledgeUpTo(std::uint64_t number, Outcome outcome, Millis now)
{
    std::size_t count = 0;
    while (!m_unacked.empty() && m_unacked.front().number <= number) {
        Delivery delivery = std::move(m_unacked.front());
        m_unacked.pop_front();
        settle(std::move(delivery), outcome, now);
        ++count;
    }
    return count;
}

bool Consumer::holds(std::uint64_t number) const
{
    return std::binary_search(m_unacked.begin(), m_unacked.end(), number, ByNumber{});
}

void Consumer::settle(Delivery&& delivery, Outcome outcome, Millis now)
{
    if (m_request.hasWindow())
        m_unackedBytes -= delivery.queued.message->bytes();
    Destination& source = *delivery.source;
    source.settle(std::move(delivery), outcome, now);
}

void Consumer::settle(std::uint32_t transaction, Millis now)
{
    const auto marked = std::stable_partition(m_unacked.begin(), m_unacked.end(),
        [=](const Delivery& delivery) { return delivery.transaction != transaction; });
    for (auto it = marked; it != m_unacked.end(); ++it) {
        const Outcome outcome = it->outcome;
        settle(std::move(*it), outcome, now);
    }
    m_unacked.erase(marked, m_unacked.end());
}

void Consumer::release(std::uint32_t transaction)
{
    for (Delivery& delivery : m_unacked) {
        if (delivery.transaction == transaction)
            delivery.transaction = 0;
    }
}

std::optional<Millis> Consumer::oldestDelivery() const
{
    for (const Delivery& delivery : m_unacked) {
        if (delivery.transaction == 0)
            return delivery.since;
    }
    return {};
}

std::size_t Consumer::returnOlder(Millis then, Millis now)
{
    const auto overdue =
        std::stable_partition(m_unacked.begin(), m_unacked.end(), [=](const Delivery& delivery) {
            return delivery.transaction != 0 || delivery.since > then;
        });
    const auto count = static_cast<std::size_t>(m_unacked.end() - overdue);
    for (auto it = overdue; it != m_unacked.end(); ++it)
        settle(std::move(*it), Outcome::Return, now);
    m_unacked.erase(overdue, m_unacked.end());
    return count;
}

bool Consumer::hasMarked() const
{
    return std::any_of(m_unacked.begin(), m_unacked.end(),
        [](const Delivery& delivery) { return delivery.transaction != 0; });
}

std::vector<Destination*> Consumer::leave(Marked marked, Millis now)
{
    std::vector<Destination*> queues;
    m_backlog.abandon();
    const auto first =
        std::stable_partition(m_unacked.begin(), m_unacked.end(), [=](const Delivery& delivery) {
            return marked == Marked::Keep && delivery.transaction != 0;
        });
    for (auto it = first; it != m_unacked.end(); ++it) {
        Destination& source = *it->source;
        settle(std::move(*it), Outcome::Return, now);
        if (source.isQueue() && !m_browse && (queues.empty() || queues.back() != &source))
            queues.push_back(&source);
    }
    m_unacked.erase(first, m_unacked.end());
    return queues;
}

std::deque<Delivery>::iterator Consumer::find(std::uint64_t number)
{
    const auto it = std::lower_bound(m_unacked.begin(), m_unacked.end(), number, ByNumber{});
    return it != m_unacked.end() && it->number == number ? it : m_unacked.end();
}

} // namespace Stomp
