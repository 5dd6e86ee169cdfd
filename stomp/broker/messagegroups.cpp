#include "messagegroups.h"

namespace Stomp {

namespace {

constexpr std::size_t s_mostIdle = 10'000;

} // namespace

Consumer* MessageGroups::ownerOf(std::string_view group) const
{
    const auto found = m_groups.find(group);
    return found == m_groups.end() ? nullptr : found->second.owner;
}

void MessageGroups::enter(std::string_view group)
{
    auto found = m_groups.find(group);
    if (found == m_groups.end())
        found = m_groups.emplace(group, Group()).first;
    else if (found->second.messages == 0)
        m_idle.erase(found->second.idle);
    ++found->second.messages;
}

void MessageGroups::leave(std::string_view group)
{
    const auto found = m_groups.find(group);
    if (--found->second.messages > 0)
        return;
    if (!found->second.owner) {
        m_groups.erase(found);
        return;
    }
    found->second.idle = m_idle.emplace(m_idle.end(), group);
    if (m_idle.size() > s_mostIdle) {
        m_groups.erase(m_idle.front());
        m_idle.pop_front();
    }
}

void MessageGroups::give(std::string_view group, Consumer& owner)
{
    m_groups.find(group)->second.owner = &owner;
}

void MessageGroups::close(std::string_view group)
{
    m_groups.find(group)->second.owner = nullptr;
}

bool MessageGroups::release(const Consumer& owner)
{
    bool hadAny = false;
    for (auto it = m_groups.begin(); it != m_groups.end();) {
        Group& group = it->second;
        if (group.owner != &owner) {
            ++it;
            continue;
        }
        hadAny = true;
        group.owner = nullptr;
        if (group.messages > 0) {
            ++it;
        } else {
            m_idle.erase(group.idle);
            it = m_groups.erase(it);
        }
    }
    return hadAny;
}

void MessageGroups::forEach(
    const std::function<void(const std::string&, const Consumer*, std::size_t)>& visit) const
{
    for (const auto& [name, group] : m_groups)
        visit(name, group.owner, group.messages);
}

} // namespace Stomp
