#pragma once

#include "brokeroptions.h"
#include "delivery.h"

#include <cstddef>
#include <cstdint>
#include <deque>

namespace Stomp {

/**
 * The copies that wait for one slow topic subscriber. Up to the bound nothing happens; above it the
 * producers are held back (load() >= 100) as long as the subscriber takes anything at all. When it
 * took nothing for the grace, it holds nobody back any more and its oldest copies are discarded
 * down to the bound, and counted; so are they, whatever it does, above 16 times the bound (a
 * transaction of a producer that may not be held back). Nothing is dropped uncounted.
 */
class TopicBacklog
{
public:
    struct Copy
    {
        MessagePtr message;
        Destination* source = nullptr;
    };

    explicit TopicBacklog(const BrokerOptions& options) : m_options(options) { }

    [[nodiscard]] bool isEmpty() const { return m_copies.empty(); }
    [[nodiscard]] std::size_t size() const { return m_copies.size(); }
    [[nodiscard]] std::size_t bytes() const { return m_bytes; }
    [[nodiscard]] std::uint64_t discarded() const { return m_discarded; }
    [[nodiscard]] unsigned load(Millis now) const;

    void push(const MessagePtr& message, Destination& source, Millis now);
    /** The oldest one whose time is not over; those before it are discarded. Its message is null
     * when there is none. */
    [[nodiscard]] Copy take(Millis now);
    /** The subscriber is gone. */
    void abandon();

private:
    void discardOldest();
    [[nodiscard]] bool isAbove(std::size_t times) const;
    [[nodiscard]] bool isStalled(Millis now) const;
    [[nodiscard]] Copy pop();

    const BrokerOptions& m_options;
    std::deque<Copy> m_copies;
    std::size_t m_bytes = 0;
    std::uint64_t m_discarded = 0;
    Millis m_progressAt = 0; //!< when the last copy was taken, or the first one came
};

} // namespace Stomp
