#pragma once

#include "sessiontypes.h"

#include <cstddef>
#include <deque>
#include <optional>

namespace Stomp {

/** A frame that was sent with a receipt header and is not answered yet. */
struct Request
{
    enum class Kind : std::uint8_t
    {
        Subscribe,
        Unsubscribe,
        Other
    };

    RequestId id = 0;
    Kind kind = Kind::Other;
    SubscriptionKey subscription = 0; //!< Subscribe, Unsubscribe
    SessionTime sent{0};
    SessionTime deadline{0}; //!< of the listening time
    std::uint64_t errorsBefore = 0; //!< ERROR frames that named no receipt, before this was sent
};

/**
 * The requests that wait for a RECEIPT, in the order in which they were sent, and thereby of their
 * deadlines. Bounded by what the owner sends.
 */
class RequestTable
{
public:
    /** Ids and deadlines must ascend. */
    void add(const Request& request);
    /** The request just added is about this subscription. */
    void setSubscription(Request::Kind kind, SubscriptionKey subscription);
    /** A frame went out that asks for no receipt; newest is the last request's id. */
    void noteUnconfirmable(RequestId newest) { m_lastUnconfirmable = newest; }

    /** Nobody's time is over before this: what was asked has not reached the peer all the while. */
    void holdUntil(SessionTime listened) { m_earliest = listened; }

    /** Removes the request that this RECEIPT or ERROR answers. */
    [[nodiscard]] std::optional<Request> take(RequestId id, bool confirmed);
    /** Removes one whose time is over. */
    [[nodiscard]] std::optional<Request> takeExpired(SessionTime listened);
    /** Removes the oldest. */
    [[nodiscard]] std::optional<Request> takeFirst();
    /**
     * Removes the request that an ERROR without receipt-id must mean: the only one that waits, when
     * nothing else went out since the last RECEIPT. In any other case nobody is blamed.
     */
    [[nodiscard]] std::optional<Request> takeOnlySuspect();

    [[nodiscard]] std::size_t waiting() const { return m_waiting; }
    [[nodiscard]] std::optional<SessionTime> nextDeadline() const;

private:
    struct Entry
    {
        Request request;
        bool answered = false;
    };
    Request remove(std::deque<Entry>::iterator entry);

    std::deque<Entry> m_entries; //!< the first is never answered
    std::size_t m_waiting = 0;
    RequestId m_lastUnconfirmable = 0;
    RequestId m_lastConfirmed = 0;
    SessionTime m_earliest = SessionTime::min();
};

} // namespace Stomp
