#include "broker.h"

#include "queue.h"

#include <algorithm>

// What the broker does for its queues beside routing: dead letters, schedules, looks inside.

namespace Stomp {

namespace {

/** Where a dead letter is to go back to, by the name under which the registry had it: that is not
 * in every skin the name that clients use. */
Verdict readHome(const std::string& original, const BrokerSkin& skin,
    const DestinationRegistry& known, DestinationPath& path)
{
    constexpr std::string_view prefix = "/queue/";
    if (const Destination* there = known.lookup(original)) {
        path = there->path();
        return {};
    }
    if (isDurableQueue(original))
        return Refusal{"The durable subscription of [" + original + "] is not there any more",
            "It was deleted, and dead letters of it have no place to go back to.", {}};
    const std::string_view view = original;
    if (skin.kind == BrokerSkin::Kind::Plain || !view.starts_with(prefix)
        || view.size() == prefix.size())
        return DestinationPath::parse(original, DestinationPath::Wildcards::Refused, path);
    path.text = original;
    if (skin.kind == BrokerSkin::Kind::Artemis)
        path.shown = view.substr(prefix.size());
    return {};
}

} // namespace

void Broker::deliverDeadLetters(Millis now)
{
    // One after the other: giving one out may make another.
    while (!m_books.deadLetters.empty()) {
        const auto letters = std::exchange(m_books.deadLetters, {});
        for (const BrokerBooks::DeadLetter& letter : letters)
            queueNamed(letter.queue).publish(letter.message, now);
    }
}

Destination& Broker::queueNamed(const std::string& name)
{
    DestinationPath path;
    path.text = name;
    return *m_destinations.obtain(path);
}

void Broker::deliverScheduled(Millis now)
{
    while (const auto due = m_schedule.takeDue(now, [this] { return ++m_lastMessage; })) {
        // One that comes again and again must not fill the broker: nobody is refused who would slow
        // down. What comes once has had its room all the time.
        if (due->repeats > 0 && due->destination->keeps() && checkRoom(due->message->bytes())) {
            ++due->destination->state().counters.in;
            ++due->destination->state().counters.discarded;
        } else {
            due->destination->publish(due->message, now);
        }
    }
    if (const auto next = m_schedule.nextDeadline())
        m_books.wake(*next);
}

std::optional<QueueInspection> Broker::inspectQueue(
    std::string_view name, std::size_t messages, Millis now) const
{
    Destination* found = m_destinations.lookup(name);
    Queue* queue = found ? found->asQueue() : nullptr;
    if (!queue)
        return {};
    const std::string prefix = messageIdPrefix();
    QueueInspection result = queue->inspect(messages, prefix);
    for (const auto& [due, entry] : m_schedule.entries()) {
        if (result.scheduled.size() >= messages)
            break;
        if (entry.destination == queue)
            result.scheduled.push_back({prefix + std::to_string(entry.message->id()),
                entry.message->bytes(), std::max<Millis>(0, due - now), entry.repeats});
    }
    return result;
}

Verdict Broker::moveBack(
    std::string_view deadLetterQueue, std::string_view messageId, Millis now, std::size_t& moved)
{
    moved = 0;
    Destination* found = m_destinations.lookup(deadLetterQueue);
    Queue* queue = found ? found->asQueue() : nullptr;
    if (!queue)
        return Refusal{"There is no queue [" + std::string(deadLetterQueue) + "]",
            "Dead letters are moved back from the queue in which they wait.", {}};
    const std::string prefix = messageIdPrefix();
    Verdict refused;
    const std::vector<MessagePtr> letters =
        queue->takeDeadLetters([&](const BrokerMessage& message) {
            if (!messageId.empty() && messageId != prefix + std::to_string(message.id()))
                return false;
            const auto original = originalDestination(message);
            if (!original)
                return false;
            DestinationPath path;
            Destination* destination = nullptr;
            Verdict verdict = readHome(*original, m_skin, m_destinations, path);
            if (!verdict)
                verdict = m_destinations.find(path, destination);
            if (verdict)
                refused = std::move(verdict);
            return destination != nullptr;
        });
    for (const MessagePtr& letter : letters) {
        DestinationPath path;
        static_cast<void>(readHome(*originalDestination(*letter), m_skin, m_destinations, path));
        Destination& home = *m_destinations.obtain(path);
        deliver(home, revived(*letter, originalTopic(*letter).value_or(home.shownName())), now);
    }
    moved = letters.size();
    if (!refused && moved == 0 && !messageId.empty())
        return Refusal{"No dead letter [" + std::string(messageId) + "] waits in ["
                + std::string(deadLetterQueue) + "]",
            "It may have been consumed or moved before, be in flight to a consumer, or lack the "
            "header original-destination.",
            {}};
    return refused;
}

} // namespace Stomp
