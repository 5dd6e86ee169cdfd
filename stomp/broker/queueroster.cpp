#include "queueroster.h"

#include "consumer.h"

#include <algorithm>
#include <utility>

namespace Stomp {

void QueueRoster::add(Consumer& consumer)
{
    const auto behind = std::find_if(m_members.begin(), m_members.end(), [&](const Member& member) {
        return member.consumer->request().priority < consumer.request().priority;
    });
    Member member;
    member.consumer = &consumer;
    m_members.insert(behind, std::move(member));
    arrange();
}

void QueueRoster::remove(const Consumer& consumer)
{
    std::erase_if(m_members, [&](const Member& member) { return member.consumer == &consumer; });
    arrange();
}

void QueueRoster::arrange()
{
    const std::vector<Class> before = std::exchange(m_classes, {});
    const auto exclusive = std::find_if(m_members.begin(), m_members.end(),
        [](const Member& member) { return member.consumer->request().isExclusive; });
    const auto isExclusive = exclusive != m_members.end();
    const auto begin = isExclusive ? exclusive : m_members.begin();
    const auto end = isExclusive ? exclusive + 1 : m_members.end();
    for (auto it = begin; it != end; ++it) {
        const int priority = it->consumer->request().priority;
        if (m_classes.empty() || m_classes.back().priority != priority)
            m_classes.push_back({priority, static_cast<std::size_t>(it - m_members.begin()), 0, 0});
        ++m_classes.back().count;
    }
    for (Class& group : m_classes) {
        for (const Class& old : before) {
            if (old.priority == group.priority && old.turn < group.count)
                group.turn = old.turn;
        }
    }
}

Consumer* QueueRoster::nextReady()
{
    for (Class& group : m_classes) {
        for (std::size_t i = 0; i < group.count; ++i) {
            Consumer* candidate = advance(group).consumer;
            if (candidate->isReady())
                return candidate;
        }
    }
    return nullptr;
}

bool QueueRoster::isServed(std::size_t member) const
{
    return std::any_of(m_classes.begin(), m_classes.end(), [member](const Class& group) {
        return member >= group.first && member < group.first + group.count;
    });
}

bool QueueRoster::isIdle(std::size_t member) const
{
    // A lower class is served while nobody above can take anything.
    for (const Class& group : m_classes) {
        if (member >= group.first && member < group.first + group.count)
            return false;
        for (std::size_t i = group.first; i < group.first + group.count; ++i) {
            if (m_members[i].consumer->isReady())
                return true;
        }
    }
    return true;
}

std::size_t QueueRoster::turn() const
{
    for (const Class& group : m_classes) {
        for (std::size_t i = 0; i < group.count; ++i) {
            const std::size_t member = group.first + (group.turn + i) % group.count;
            if (m_members[member].consumer->isReady())
                return member;
        }
    }
    return m_classes.front().first + m_classes.front().turn;
}

} // namespace Stomp
