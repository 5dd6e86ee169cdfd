#include "queue.h"

#include "brokerstore.h"
#include "consumer.h"

#include <algorithm>

namespace Stomp {

namespace {

constexpr Millis s_firstRest = 200;
constexpr Millis s_longestRest = 10'000;
constexpr Millis s_sweepEvery = 1'000;

Millis restAfter(std::uint32_t nacks)
{
    if (nacks < 2)
        return 0;
    const std::uint32_t doublings = std::min<std::uint32_t>(nacks - 2, 6);
    return std::min(s_longestRest, s_firstRest << doublings);
}

} // namespace

Queue::Queue(const DestinationPath& path, BrokerBooks& books)
    : Destination(path, books), m_line(books.options.queues.priorityOrder),
      m_isDeadLetterQueue(isDeadLetterQueue(books.options.queues, path.text))
{ }

void Queue::publish(const MessagePtr& message, Millis now)
{
    // RabbitMQ declares a queue at its first use, with the arguments that come with it.
    std::string scratch;
    if (state().counters.in == 0 && books().options.skin == BrokerSkin::Kind::RabbitMq
        && message->header("x-max-priority", scratch))
        m_line = WaitingLine(true);
    ++state().counters.in;
    books().storedBytes += message->bytes();
    QueuedMessage queued{message, m_line.newPlace(*message)};
    if (message->isExpired(books().wall(now))) {
        if (message->isGrouped())
            m_groups.enter(message->group());
        bury(std::move(queued), DeadLetterReason::Expired, now);
        return;
    }
    if (books().store && message->isPersistent() && !path().isTemporary)
        queued.row = books().store->add({name(), path().shown}, message);
    if (message->isGrouped()) {
        const bool wasChoosy = isChoosy();
        m_groups.enter(message->group());
        if (!wasChoosy)
            lookAgain();
    }
    if (m_line.isEmpty()) {
        // The usual way: nobody waits, so the message need not stand in line.
        if (!isChoosy()) {
            if (Consumer* consumer = m_roster.nextReady()) {
                m_progressAt = now;
                consumer->deliver(std::move(queued), *this, now);
                return;
            }
        }
        m_progressAt = now;
    }
    stand(queued);
    m_line.push(std::move(queued));
    if (isChoosy())
        pumpChoosy(now);
    if (message->expires() != 0 && m_line.nextExpiry())
        books().wake(sweepDue());
}

void Queue::restore(QueuedMessage&& queued)
{
    ++state().counters.in;
    books().storedBytes += queued.message->bytes();
    queued.place = m_line.newPlace(*queued.message);
    if (queued.message->isGrouped())
        m_groups.enter(queued.message->group());
    stand(queued);
    const bool expires = queued.message->expires() != 0;
    m_line.push(std::move(queued));
    if (expires)
        books().wake(sweepDue());
}

void Queue::attach(Consumer& consumer)
{
    Destination::attach(consumer);
    m_roster.add(consumer);
    if (consumer.hasSelector())
        ++m_selectors;
    // Groups of those that get nothing any more would wait for them.
    for (std::size_t i = 0; consumer.request().isExclusive && i < m_roster.members().size(); ++i) {
        if (!m_roster.isServed(i))
            m_groups.release(*m_roster.members()[i].consumer);
    }
    lookAgain();
}

void Queue::detach(Consumer& consumer)
{
    Destination::detach(consumer);
    m_roster.remove(consumer);
    if (consumer.hasSelector())
        --m_selectors;
    if (m_groups.release(consumer))
        lookAgain();
}

void Queue::settle(Delivery&& delivery, Outcome outcome, Millis now)
{
    QueuedMessage& queued = delivery.queued;
    --state().inFlight;
    if (outcome == Outcome::Ack) {
        ++state().counters.acked;
        forget(queued);
        return;
    }
    if (outcome != Outcome::Return)
        ++state().counters.nacked;
    if (outcome == Outcome::Drop) {
        ++state().counters.discarded;
        forget(queued);
        return;
    }
    // A dead letter that is refused again stays where it is.
    if (outcome == Outcome::Bury && !m_isDeadLetterQueue) {
        bury(std::move(queued), DeadLetterReason::Nack, now);
        return;
    }
    const std::uint32_t most = books().options.queues.maxDeliveries;
    if (most > 0 && queued.deliveries >= most && !m_isDeadLetterQueue) {
        bury(std::move(queued), DeadLetterReason::MaxRedeliveries, now);
        return;
    }
    stand(queued);
    Millis rest = 0;
    if (outcome != Outcome::Return)
        rest = restAfter(++queued.nacks);
    if (rest == 0) {
        putBack(std::move(queued));
        return;
    }
    Millis end = now + rest;
    if (const Millis expires = queued.message->expires())
        end = std::min(end, books().steady(expires));
    m_resting.emplace(end, std::move(queued));
}

void Queue::pump(Millis now)
{
    endRests(now);
    sweep(now);
    if (isChoosy())
        pumpChoosy(now);
    else
        pumpInOrder(now);
    if (const auto due = nextDeadline())
        books().wake(*due);
}

void Queue::pumpInOrder(Millis now)
{
    while (!m_line.isEmpty()) {
        Consumer* consumer = m_roster.nextReady();
        if (!consumer)
            break;
        giveOut(*consumer, m_line.takeFirst(), now);
    }
}

void Queue::pumpChoosy(Millis now)
{
    m_roster.serve([&](QueueRoster::Member& member) {
        if (m_line.isEmpty() || !member.consumer->isReady())
            return false;
        const QueuedMessage* first = firstFor(member);
        if (!first)
            return false;
        const WaitingLine::Place place = first->place;
        QueuedMessage queued = m_line.take(place);
        unlist(place);
        if (queued.message->isGrouped())
            giveGroup(*queued.message, *member.consumer);
        giveOut(*member.consumer, std::move(queued), now);
        return true;
    });
}

/** The group goes to the consumer; with its last message, which says so as Classic has it, nobody
 * has it any more. */
void Queue::giveGroup(const BrokerMessage& message, Consumer& consumer)
{
    std::string scratch;
    const auto sequence = message.header("JMSXGroupSeq", scratch);
    if (!sequence || !sequence->starts_with('-')) {
        m_groups.give(message.group(), consumer);
    } else if (m_groups.ownerOf(message.group())) {
        m_groups.close(message.group());
        lookAgain();
    }
}

void Queue::giveOut(Consumer& consumer, QueuedMessage&& queued, Millis now)
{
    leaveLine(queued);
    if (queued.message->isExpired(books().wall(now))) {
        bury(std::move(queued), DeadLetterReason::Expired, now);
        return;
    }
    m_progressAt = now;
    consumer.deliver(std::move(queued), *this, now);
}

void Queue::endRests(Millis now)
{
    while (!m_resting.empty() && m_resting.begin()->first <= now) {
        putBack(std::move(m_resting.begin()->second));
        m_resting.erase(m_resting.begin());
    }
}

void Queue::sweep(Millis now)
{
    const Millis wall = books().wall(now);
    auto next = m_line.nextExpiry();
    if (!next || next->first > wall || now < m_sweptAt + s_sweepEvery)
        return;
    m_sweptAt = now;
    for (; next && next->first <= wall; next = m_line.nextExpiry()) {
        QueuedMessage queued = m_line.take(next->second);
        unlist(queued.place);
        leaveLine(queued);
        bury(std::move(queued), DeadLetterReason::Expired, now);
    }
}

Millis Queue::sweepDue() const
{
    return std::max(books().steady(m_line.nextExpiry()->first), m_sweptAt + s_sweepEvery);
}

void Queue::discardWaiting()
{
    static_cast<void>(
        takeWaiting([](const BrokerMessage&) { return true; }, state().counters.discarded));
}

unsigned Queue::load(Millis now) const
{
    if (consumers().empty() || now - m_progressAt > books().options.stallGrace)
        return 0;
    return static_cast<unsigned>(state().waitingBytes * 100 / books().options.queueBacklogBytes);
}

std::optional<Millis> Queue::nextDeadline() const
{
    std::optional<Millis> due;
    if (!m_resting.empty())
        due = m_resting.begin()->first;
    if (m_line.nextExpiry())
        due = std::min(due.value_or(sweepDue()), sweepDue());
    return due;
}

bool Queue::suits(const Consumer& consumer, const QueuedMessage& queued) const
{
    if (queued.message->isGrouped()) {
        const Consumer* owner = m_groups.ownerOf(queued.message->group());
        if (owner && owner != &consumer)
            return false;
    }
    return consumer.selects(*queued.message, queued.deliveries);
}

const QueuedMessage* Queue::firstFor(QueueRoster::Member& member)
{
    // Its group may have gone to another one meanwhile.
    while (!member.returned.empty()
        && !suits(*member.consumer, *m_line.find(*member.returned.begin())))
        member.returned.erase(member.returned.begin());
    const WaitingLine::Place returned =
        member.returned.empty() ? ~WaitingLine::Place{0} : *member.returned.begin();
    for (unsigned rank = 0; rank < m_line.ranks() && rank <= WaitingLine::rankOf(returned);
         ++rank) {
        WaitingLine::Place& looked = member.looked[rank];
        while (const QueuedMessage* fresh = m_line.freshFrom(rank, looked)) {
            if (fresh->place > returned)
                break;
            if (suits(*member.consumer, *fresh))
                return fresh;
            looked = fresh->place + 1;
        }
    }
    return member.returned.empty() ? nullptr : m_line.find(returned);
}

/** What suits whom has changed. */
void Queue::lookAgain()
{
    if (!isChoosy())
        return;
    for (QueueRoster::Member& member : m_roster.members()) {
        member.looked.fill(0);
        member.returned.clear();
        for (const auto& [place, queued] : m_line.returned()) {
            if (suits(*member.consumer, queued))
                member.returned.insert(place);
        }
    }
}

void Queue::lookAtReturned(const QueuedMessage& queued)
{
    if (!isChoosy())
        return;
    for (QueueRoster::Member& member : m_roster.members()) {
        if (suits(*member.consumer, queued))
            member.returned.insert(queued.place);
    }
}

void Queue::unlist(WaitingLine::Place place)
{
    for (QueueRoster::Member& member : m_roster.members())
        member.returned.erase(place);
}

void Queue::stand(const QueuedMessage& queued)
{
    ++state().waiting;
    state().waitingBytes += queued.message->bytes();
}

void Queue::leaveLine(const QueuedMessage& queued)
{
    --state().waiting;
    state().waitingBytes -= queued.message->bytes();
}

void Queue::putBack(QueuedMessage&& queued)
{
    lookAtReturned(queued);
    m_line.putBack(std::move(queued));
}

void Queue::bury(QueuedMessage&& queued, DeadLetterReason reason, Millis now)
{
    DestinationCounters& counters = state().counters;
    const bool isExpired = reason == DeadLetterReason::Expired;
    const QueuePolicy& policy = books().options.queues;
    std::optional<std::string> target;
    if (!m_isDeadLetterQueue && (!isExpired || policy.expiredAreDeadLetters))
        target = deadLetterQueueOf(policy, name(), *queued.message);
    if (!target)
        ++(isExpired ? counters.expired : counters.undeliverable);
    else if (isExpired)
        ++counters.deadExpired;
    else
        ++(reason == DeadLetterReason::Nack ? counters.deadNacked : counters.deadRedelivered);
    BrokerEvent event;
    event.kind = target ? BrokerEvent::Kind::DeadLettered : BrokerEvent::Kind::Expired;
    event.destination = name();
    event.messageId = books().messageIdPrefix + std::to_string(queued.message->id());
    event.detail = nameOf(reason);
    if (target || isExpired)
        books().events.report(std::move(event));
    if (target) {
        books().deadLetters.push_back({deadLetter(*queued.message, name(), *target, reason,
                                           queued.deliveries, books().wall(now)),
            *target});
    }
    forget(queued);
}

void Queue::forget(const QueuedMessage& queued)
{
    if (queued.row != 0 && books().store)
        books().store->remove(queued.row);
    books().storedBytes -= queued.message->bytes();
    if (queued.message->isGrouped())
        m_groups.leave(queued.message->group());
}

} // namespace Stomp
