#pragma once

#include <stomp/protocol/heartbeat.h>

#include <cstdint>
#include <string>
#include <string_view>

namespace Stomp {

/** Something that happened in the broker and is worth a line; not each message. A value. */
struct BrokerEvent
{
    enum class Kind : std::uint8_t
    {
        Connected,
        Disconnected,
        Subscribed,
        Unsubscribed,
        DestinationMade,
        DestinationRemoved,
        DeadLettered,
        Expired,
        FaultHit,
        ErrorSent,
        Missed, //!< so many events were not kept: nobody read them in time
    };

    Kind kind = Kind::Connected;
    std::uint64_t session = 0; //!< whose doing it was; 0: nobody's
    std::string destination; //!< empty: it concerns none
    std::string subscription; //!< the id of SUBSCRIBE
    std::string messageId;
    std::string detail; //!< the reason, the ERROR's message, the fault, the STOMP version ...
    Millis at = 0; //!< on the broker's clock, when it next ticked; written by who keeps it
    std::uint64_t number = 0; //!< ascending; written by who keeps it
};

/** As it stands in JSON: "connect", "dead-letter". */
[[nodiscard]] std::string_view nameOf(BrokerEvent::Kind kind);

/** The event as a JSON object on one line; members that would be empty are left out. */
[[nodiscard]] std::string toJson(const BrokerEvent& event);

/** Whoever keeps events. May not call back into the broker. */
class BrokerEventListener
{
public:
    virtual ~BrokerEventListener() = default;
    virtual void report(BrokerEvent&& event) = 0;
};

} // namespace Stomp
