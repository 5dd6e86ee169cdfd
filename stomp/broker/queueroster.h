#pragma once

#include "waitingline.h"

#include <array>
#include <cstddef>
#include <set>
#include <vector>

namespace Stomp {

class Consumer;

/**
 * The consumers of a queue in the order in which they are served: those with a higher priority
 * first, those with the same one after another. While one is exclusive, it is the only one.
 * stomp-facts 4.3.
 */
class QueueRoster
{
public:
    /** What a consumer that is choosy (or one among choosy ones) has seen of the line. */
    struct Member
    {
        Consumer* consumer = nullptr;
        /** By rank: no fresh message before this place is for it. */
        std::array<WaitingLine::Place, WaitingLine::s_ranks> looked{};
        /** The messages that came back and are for it. */
        std::set<WaitingLine::Place> returned;
    };

    void add(Consumer& consumer);
    void remove(const Consumer& consumer);

    [[nodiscard]] std::vector<Member>& members() { return m_members; }
    [[nodiscard]] const std::vector<Member>& members() const { return m_members; }

    /** Whose turn it is among those that can take a message; null: none can. */
    [[nodiscard]] Consumer* nextReady();
    /** Asks each in its turn to take one message, until none does. */
    template <typename Take>
    void serve(const Take& take)
    {
        for (Class& group : m_classes) {
            for (std::size_t idle = 0; idle < group.count;)
                idle = take(advance(group)) ? 0 : idle + 1;
        }
    }

    /** False: an exclusive one gets everything. */
    [[nodiscard]] bool isServed(std::size_t member) const;
    /** Whether it gets nothing because of another that goes first: by index. */
    [[nodiscard]] bool isIdle(std::size_t member) const;
    /** The index of the member that nextReady() asks first; members are not empty. */
    [[nodiscard]] std::size_t turn() const;

private:
    /** Members that take turns. */
    struct Class
    {
        int priority = 0;
        std::size_t first = 0;
        std::size_t count = 0;
        std::size_t turn = 0;
    };

    [[nodiscard]] Member& advance(Class& group)
    {
        Member& member = m_members[group.first + group.turn];
        group.turn = group.turn + 1 == group.count ? 0 : group.turn + 1;
        return member;
    }
    void arrange();

    std::vector<Member> m_members; //!< by priority, then by their coming
    std::vector<Class> m_classes;
};

} // namespace Stomp
