#include "messageschedule.h"

#include "brokerstore.h"
#include "destination.h"

#include <array>

namespace Stomp {

namespace {

constexpr std::array<std::string_view, 6> s_scheduling{"AMQ_SCHEDULED_DELAY", "AMQ_SCHEDULED_TIME",
    "AMQ_SCHEDULED_PERIOD", "AMQ_SCHEDULED_REPEAT", "AMQ_SCHEDULED_CRON", "scheduledJobId"};

} // namespace

void MessageSchedule::add(
    Destination& destination, const BrokerMessage& message, std::string_view idText, Millis now)
{
    const SendTerms::Schedule& schedule = *message.schedule();
    const std::array<HeaderView, 1> job{{{"scheduledJobId", idText}}};
    BrokerMessage::Changes changes;
    changes.id = message.id();
    changes.destination = destination.name();
    changes.expires = message.expires();
    changes.without = s_scheduling;
    changes.with = job;
    Entry entry{
        BrokerMessage::make(message, changes), &destination, schedule.period, schedule.repeats};
    const Millis due = now + schedule.delay;
    keep(entry, due);
    insert(std::move(entry), due);
    m_books.wake(due);
}

void MessageSchedule::restore(Entry&& entry, Millis due)
{
    insert(std::move(entry), due);
    m_books.wake(due);
}

void MessageSchedule::insert(Entry&& entry, Millis due)
{
    ++entry.destination->state().counters.in;
    ++entry.destination->state().scheduled;
    m_books.storedBytes += entry.message->bytes();
    m_entries.emplace(due, std::move(entry));
}

void MessageSchedule::keep(Entry& entry, Millis due) const
{
    const Destination& destination = *entry.destination;
    entry.row = 0;
    if (!m_books.store || !entry.message->isPersistent() || destination.path().isTemporary)
        return;
    BrokerStore::Place place{destination.name(), destination.path().shown};
    place.due = m_books.wall(due);
    place.period = entry.period;
    place.repeats = entry.repeats;
    place.isTopic = !destination.isQueue();
    entry.row = m_books.store->add(place, entry.message);
}

void MessageSchedule::drop(const Entry& entry) const
{
    m_books.storedBytes -= entry.message->bytes();
    if (entry.row != 0 && m_books.store)
        m_books.store->remove(entry.row);
}

std::optional<MessageSchedule::Entry> MessageSchedule::takeDue(
    Millis now, const std::function<std::uint64_t()>& newId)
{
    if (m_entries.empty() || m_entries.begin()->first > now)
        return {};
    const auto first = m_entries.begin();
    const Millis due = first->first;
    Entry entry = std::move(first->second);
    m_entries.erase(first);
    DestinationSnapshot& state = entry.destination->state();
    drop(entry);
    --state.scheduled;
    // It is counted again when it is put in.
    --state.counters.in;
    if (entry.repeats > 0) {
        BrokerMessage::Changes changes;
        changes.id = newId();
        changes.destination = entry.destination->name();
        changes.expires = entry.message->expires();
        Entry again = entry;
        again.message = BrokerMessage::make(*entry.message, changes);
        if (again.repeats != SendTerms::Schedule::forever)
            --again.repeats;
        // What was missed (the computer slept) is not caught up with.
        const Millis next = due + again.period > now ? due + again.period : now + again.period;
        keep(again, next);
        insert(std::move(again), next);
    }
    return entry;
}

std::optional<Millis> MessageSchedule::nextDeadline() const
{
    if (m_entries.empty())
        return {};
    return m_entries.begin()->first;
}

void MessageSchedule::forget(const Destination& destination)
{
    std::erase_if(m_entries, [&](const auto& entry) {
        if (entry.second.destination != &destination)
            return false;
        drop(entry.second);
        return true;
    });
}

} // namespace Stomp
