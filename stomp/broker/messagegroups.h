#pragma once

#include <cstddef>
#include <functional>
#include <list>
#include <string>
#include <string_view>
#include <unordered_map>

namespace Stomp {

class Consumer;

/**
 * Which consumer of a queue has which message group (JMSXGroupID): the first to get one of its
 * messages, until it leaves or the group is closed. A group without messages stays with its
 * consumer as long as it is among the last 10,000 such. stomp-facts 4.3.
 */
class MessageGroups
{
public:
    [[nodiscard]] bool isEmpty() const { return m_groups.empty(); }
    /** Null: nobody's. */
    [[nodiscard]] Consumer* ownerOf(std::string_view group) const;

    /** A message of it has come into the queue, or left it for good. */
    void enter(std::string_view group);
    void leave(std::string_view group);
    void give(std::string_view group, Consumer& owner);
    /** It is nobody's again. It still has messages. */
    void close(std::string_view group);
    /** The consumer is gone. Returns whether it had any. */
    bool release(const Consumer& owner);

    void forEach(const std::function<void(
            const std::string& group, const Consumer* owner, std::size_t messages)>& visit) const;

private:
    struct Hash
    {
        using is_transparent = void;
        std::size_t operator()(std::string_view text) const
        {
            return std::hash<std::string_view>()(text);
        }
    };
    struct Group
    {
        Consumer* owner = nullptr;
        std::size_t messages = 0;
        std::list<std::string>::iterator idle; //!< its entry in m_idle, without messages
    };

    std::unordered_map<std::string, Group, Hash, std::equal_to<>> m_groups;
    std::list<std::string> m_idle; //!< owned and without messages, the longest idle first
};

} // namespace Stomp
