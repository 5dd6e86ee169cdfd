#pragma once

#include "sessiontypes.h"

#include <stomp/dialect/dialect.h>

#include <cstddef>
#include <cstdint>
#include <deque>
#include <map>
#include <vector>

namespace Stomp {

/** How far one ACK or NACK reaches back. */
enum class AckReach : std::uint8_t
{
    Nothing, //!< the broker ignores it, or nothing is to be acknowledged
    One, //!< this message
    Subscription, //!< and all earlier ones of its subscription
    Connection, //!< and all earlier ones of the connection, whatever their subscription
};
/** stomp-facts 2.4 and 3.7. */
[[nodiscard]] AckReach ackReach(Dialect dialect, AckMode mode, Version version, bool accept);

/**
 * What was delivered and is not acknowledged yet, in order: which messages would an ACK of this one
 * take with it? Messages go by a tag that is their owner's: a serial, a hash of the ack id.
 * Bounded: beyond the limit it forgets the oldest, and counts them on; every ACK that reaches back
 * takes those too.
 */
class AckBook
{
public:
    using Tag = std::uint64_t;
    static constexpr std::size_t defaultLimit = 4'000'000;

    struct Entry
    {
        SubscriptionKey subscription = 0;
        Tag tag = 0;
        std::uint64_t order = 0; //!< of the delivery, in this book
        std::uint32_t bytes = 0; //!< as it was told to add()

        bool operator==(const Entry&) const = default;
    };

    explicit AckBook(std::size_t limit = defaultLimit) : m_limit(limit) { }

    /** bytes: the message's size, for outstandingBytes(). */
    void add(SubscriptionKey subscription, Tag tag, std::uint32_t bytes = 0);

    [[nodiscard]] bool contains(SubscriptionKey subscription, Tag tag) const;
    /** How many would go with it, itself included; 0 when it is not outstanding. */
    [[nodiscard]] std::size_t countUpTo(
        SubscriptionKey subscription, Tag tag, AckReach reach) const;
    /** What settle() would take out now. */
    [[nodiscard]] std::vector<Entry> reachedFrom(
        SubscriptionKey subscription, Tag tag, AckReach reach) const;
    /** Takes out what goes with it, itself included, in the order of delivery. */
    std::vector<Entry> settle(SubscriptionKey subscription, Tag tag, AckReach reach);
    /** Puts back what settle() took out: it was not acknowledged after all. */
    void restore(const std::vector<Entry>& entries);

    /** The broker has taken back what this subscription held: which is returned. */
    std::vector<Entry> end(SubscriptionKey subscription);
    void clear();

    [[nodiscard]] std::uint64_t outstanding() const;
    [[nodiscard]] std::uint64_t outstanding(SubscriptionKey subscription) const;
    /** Of these messages, the forgotten ones included. */
    [[nodiscard]] std::uint64_t outstandingBytes(SubscriptionKey subscription) const;
    /** Outstanding, but not known one by one any more. */
    [[nodiscard]] std::uint64_t forgotten() const;

private:
    struct Note
    {
        Tag tag = 0;
        std::uint64_t order = 0;
        std::uint32_t bytes = 0;
    };
    struct Page
    {
        std::deque<Note> notes; //!< by order
        std::uint64_t forgotten = 0; //!< older than all of them
        std::uint64_t bytes = 0; //!< of the notes and the forgotten
        std::uint64_t forgottenBytes = 0;
        bool ascends = true; //!< the tags, as serials do: then they are quickly found
    };
    using Notes = std::deque<Note>;

    [[nodiscard]] static Notes::const_iterator find(const Page& page, Tag tag);
    [[nodiscard]] static std::size_t countUpTo(const Page& page, std::uint64_t order);
    void forgetOldest();

    std::map<SubscriptionKey, Page> m_pages;
    std::size_t m_limit;
    std::size_t m_noted = 0;
    std::uint64_t m_lastOrder = 0;
};

} // namespace Stomp
