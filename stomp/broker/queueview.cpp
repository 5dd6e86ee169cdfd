#include "queue.h"

#include "consumer.h"

#include <algorithm>

// How a queue is looked into, and what is taken out of it by hand.

namespace Stomp {

std::deque<QueuedMessage> Queue::copiesFor(const Consumer& browser) const
{
    std::vector<QueuedMessage> copies;
    const auto consider = [&](const QueuedMessage& queued) {
        if (browser.selects(*queued.message, queued.deliveries))
            copies.emplace_back(queued).row = 0;
        return true;
    };
    m_line.forEach(consider);
    if (!m_resting.empty()) {
        for (const auto& [due, queued] : m_resting)
            consider(queued);
        std::sort(copies.begin(), copies.end(),
            [](const QueuedMessage& a, const QueuedMessage& b) { return a.place < b.place; });
    }
    return {std::make_move_iterator(copies.begin()), std::make_move_iterator(copies.end())};
}

std::vector<MessagePtr> Queue::takeDeadLetters(
    const std::function<bool(const BrokerMessage&)>& accept)
{
    return takeWaiting(accept, state().counters.movedBack);
}

std::vector<MessagePtr> Queue::takeWaiting(
    const std::function<bool(const BrokerMessage&)>& accept, std::uint64_t& counter)
{
    std::vector<WaitingLine::Place> places;
    m_line.forEach([&](const QueuedMessage& queued) {
        if (accept(*queued.message))
            places.push_back(queued.place);
        return true;
    });
    std::vector<MessagePtr> taken;
    const auto take = [&](const QueuedMessage& queued) {
        leaveLine(queued);
        ++counter;
        forget(queued);
        taken.push_back(queued.message);
    };
    for (const WaitingLine::Place place : places) {
        take(m_line.take(place));
        unlist(place);
    }
    std::erase_if(m_resting, [&](const auto& resting) {
        if (!accept(*resting.second.message))
            return false;
        take(resting.second);
        return true;
    });
    return taken;
}

QueueInspection Queue::inspect(std::size_t most, std::string_view idPrefix) const
{
    QueueInspection result;
    result.state = snapshot();
    const auto add = [&](const QueuedMessage& queued, bool isResting) {
        const BrokerMessage& message = *queued.message;
        result.next.push_back({std::string(idPrefix) + std::to_string(message.id()),
            message.bytes(), queued.deliveries, message.priority(), std::string(message.group()),
            message.expires(), message.isPersistent(), isResting});
    };
    m_line.forEach([&](const QueuedMessage& queued) {
        if (result.next.size() >= most)
            return false;
        add(queued, false);
        return true;
    });
    for (const auto& [due, queued] : m_resting) {
        if (result.next.size() >= most)
            break;
        add(queued, true);
    }
    const auto& members = m_roster.members();
    for (std::size_t i = 0; i < members.size(); ++i) {
        const Consumer& consumer = *members[i].consumer;
        const ConsumerRequest& request = consumer.request();
        result.consumers.push_back({consumer.session(), request.id, request.prefetch,
            consumer.inFlight(), request.priority, request.selectorText, request.isExclusive,
            m_roster.isIdle(i), consumer.hasRoom()});
    }
    if (!members.empty())
        result.turn = m_roster.turn();
    m_groups.forEach([&](const std::string& group, const Consumer* owner, std::size_t messages) {
        if (!owner)
            return;
        const auto found = std::find_if(members.begin(), members.end(),
            [&](const QueueRoster::Member& member) { return member.consumer == owner; });
        result.groups.push_back(
            {group, static_cast<std::size_t>(found - members.begin()), messages});
    });
    std::sort(result.groups.begin(), result.groups.end(),
        [](const InspectedGroup& a, const InspectedGroup& b) {
            return a.messages != b.messages ? a.messages > b.messages : a.group < b.group;
        });
    return result;
}

} // namespace Stomp
