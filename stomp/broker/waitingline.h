#pragma once

#include "delivery.h"

#include <stomp/protocol/heartbeat.h>

#include <cstddef>
#include <cstdint>
#include <deque>
#include <functional>
#include <map>
#include <optional>
#include <set>
#include <utility>
#include <vector>

namespace Stomp {

/**
 * The messages that wait in a queue, in the order in which they go out. A place is a number that
 * orders them: a message has it for good, so what comes back finds its old neighbours. With
 * priorities the rank stands above the order of coming. Messages can be taken from the middle, when
 * those before suit nobody; this costs no more than a search. stomp-facts 4.3.
 */
class WaitingLine
{
public:
    using Place = std::uint64_t;

    static constexpr unsigned s_ranks = 10;
    /** 0 goes first; without priorities all are 0. */
    [[nodiscard]] static unsigned rankOf(Place place) { return static_cast<unsigned>(place >> 56); }

    explicit WaitingLine(bool hasPriorities) : m_fresh(hasPriorities ? s_ranks : 1) { }

    [[nodiscard]] Place newPlace(const BrokerMessage& message)
    {
        const std::uint64_t rank = m_fresh.size() == 1 ? 0 : s_ranks - 1 - message.priority();
        return (rank << 56) + ++m_lastPlace;
    }
    [[nodiscard]] unsigned ranks() const { return static_cast<unsigned>(m_fresh.size()); }
    [[nodiscard]] bool isEmpty() const { return m_size == 0; }
    [[nodiscard]] std::size_t size() const { return m_size; }

    /** Its place is the last of its rank. */
    void push(QueuedMessage&& queued);
    void putBack(QueuedMessage&& queued);
    [[nodiscard]] QueuedMessage takeFirst();
    /** Null: it does not wait here. */
    [[nodiscard]] const QueuedMessage* find(Place place) const;
    [[nodiscard]] QueuedMessage take(Place place);

    /** The first that never went out, of this rank and at this place or after it; or null. */
    [[nodiscard]] const QueuedMessage* freshFrom(unsigned rank, Place place) const;
    /** Those that came back. */
    [[nodiscard]] const std::map<Place, QueuedMessage>& returned() const { return m_returned; }

    /** Epoch ms, and the message; nothing when none expires. */
    [[nodiscard]] std::optional<std::pair<Millis, Place>> nextExpiry() const;

    /** In their order, until visit returns false. */
    void forEach(const std::function<bool(const QueuedMessage&)>& visit) const;

private:
    struct Fresh
    {
        std::deque<QueuedMessage> line; //!< by place; those taken from the middle leave a null
        std::size_t holes = 0; //!< never the first
    };

    [[nodiscard]] const Fresh* firstFresh() const;
    [[nodiscard]] std::size_t indexFrom(const Fresh& fresh, Place place) const;
    [[nodiscard]] QueuedMessage takeFresh(Fresh& fresh, std::size_t index);
    void noteExpiry(const QueuedMessage& queued);
    void forgetExpiry(const QueuedMessage& queued);

    Place m_lastPlace = 0;
    std::size_t m_size = 0;
    std::vector<Fresh> m_fresh; //!< by rank
    std::map<Place, QueuedMessage> m_returned;
    std::set<std::pair<Millis, Place>> m_expiring;
};

} // namespace Stomp
