#pragma once

#include "brokerevent.h"
#include "brokeroptions.h"

#include <deque>
#include <optional>
#include <string_view>
#include <vector>

namespace Stomp {

class Broker;

/**
 * What the broker tells about itself on two topics of its own, as JSON, while somebody is
 * subscribed to them: its numbers (StatsWriter) at an interval, and each BrokerEvent. Also keeps
 * the last events for whoever looks from inside. Publishes from tick() only, never from within
 * what is being reported: nothing comes back while the broker is at work. Owns no destination.
 * stomp-facts 4.12.
 */
class Observatory final : public BrokerEventListener
{
public:
    static constexpr std::string_view statsTopic = "/topic/practice.stats";
    static constexpr std::string_view eventsTopic = "/topic/practice.events";
    /** Clients may not send to it. */
    [[nodiscard]] static bool isOwn(std::string_view destination);

    explicit Observatory(const BrokerOptions& options) : m_options(options) { }

    void report(BrokerEvent&& event) override;
    void tick(Broker& broker, Millis now);
    /** When tick() must be called at the latest. */
    [[nodiscard]] std::optional<Millis> nextDeadline() const
    {
        return m_untimed > 0 ? Millis{0} : m_statsDue;
    }

    /** Those after this number, as far as they are still kept, the oldest first. */
    [[nodiscard]] std::vector<BrokerEvent> eventsSince(std::uint64_t number) const;

private:
    void publishEvents(Broker& broker, Millis now);
    /** As ActiveMQ Classic does, in its skin. */
    void publishAdvisories(Broker& broker, Millis now) const;
    void publishStats(Broker& broker, Millis now);
    [[nodiscard]] static bool publish(
        Broker& broker, std::string_view topic, std::string json, Millis now);

    const BrokerOptions& m_options;
    std::deque<BrokerEvent> m_events; //!< the last ones, published or not
    std::size_t m_untimed = 0; //!< of them, since the last tick()
    std::uint64_t m_lastNumber = 0;
    std::uint64_t m_publishedNumber = 0; //!< up to here they are out, or nobody was there
    std::uint64_t m_missed = 0;
    std::optional<Millis> m_statsDue; //!< while somebody is subscribed
};

} // namespace Stomp
