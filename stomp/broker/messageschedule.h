#pragma once

#include "brokermessage.h"

#include <cstddef>
#include <cstdint>
#include <functional>
#include <map>
#include <optional>
#include <string>

namespace Stomp {

class Destination;
struct BrokerBooks;

/**
 * The messages that are to be put into their destination later (AMQ_SCHEDULED_DELAY and the like),
 * counted there as `scheduled`. stomp-facts 4.11.
 */
class MessageSchedule
{
public:
    struct Entry
    {
        MessagePtr message; //!< as it will be put in: without schedule
        Destination* destination = nullptr;
        Millis period = 0;
        std::uint64_t repeats = 0; //!< after the next time
        std::uint64_t row = 0; //!< in the broker's store; 0: not stored
    };

    explicit MessageSchedule(BrokerBooks& books) : m_books(books) { }

    /** idText: its message-id, which the receivers get as scheduledJobId. */
    void add(Destination& destination, const BrokerMessage& message, std::string_view idText,
        Millis now);
    /** What a store has kept. */
    void restore(Entry&& entry, Millis due);
    /** The next message that is due; newId is asked for the id of a repetition. */
    [[nodiscard]] std::optional<Entry> takeDue(
        Millis now, const std::function<std::uint64_t()>& newId);
    [[nodiscard]] std::optional<Millis> nextDeadline() const;
    /** The destination ends. Its scheduled messages are gone with it. */
    void forget(const Destination& destination);

    [[nodiscard]] const std::multimap<Millis, Entry>& entries() const { return m_entries; }

private:
    void insert(Entry&& entry, Millis due);
    void keep(Entry& entry, Millis due) const;
    void drop(const Entry& entry) const;

    BrokerBooks& m_books;
    std::multimap<Millis, Entry> m_entries; //!< by due time
};

} // namespace Stomp
