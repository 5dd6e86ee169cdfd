#pragma once

#include "destination.h"
#include "headerfact.h"

#include <span>
#include <string_view>

namespace Stomp {

/** A way to write a destination. */
struct DestinationForm
{
    std::string_view prefix; //!< empty: any name
    std::string_view example;
    DestinationKind kind = DestinationKind::Other;
    std::string_view meaning; //!< one plain sentence
    bool forSubscribe = true;
    bool forSend = true;
    Evidence evidence = Evidence::FromSource;
};

/** What a user may ask about a broker's behaviour. */
enum class Matter : std::uint8_t
{
    Ack, //!< what an ACK in client mode takes with it
    Nack,
    Redelivery, //!< what becomes of unacknowledged messages when the connection ends
    AckTimeout,
    Transactions,
    Receipts,
    Unroutable, //!< a SEND that nobody is there for
    Errors, //!< what an ERROR means for the connection
    Unsubscribe, //!< with messages unacknowledged
    Browsing,
    Peeking, //!< taking some messages without acknowledging them, and giving them back
    Durable,
    HeartBeats,
    Limits
};

struct Behaviour
{
    Matter matter;
    Fact<std::string_view> says; //!< one or two plain sentences
};

/** A family's own tables; the specification's headers stand in commonHeaders(). */
struct DialectWays
{
    std::span<const DestinationForm> destinations;
    std::span<const HeaderFact> connect;
    std::span<const HeaderFact> subscribe;
    std::span<const HeaderFact> send;
    std::span<const HeaderFact> message;
    std::span<const Behaviour> behaviours;
};

// One file each; stomp-facts 3.3 to 3.11, practice: our own broker.
extern const DialectWays activeMqWays;
extern const DialectWays artemisWays;
extern const DialectWays rabbitMqWays;
extern const DialectWays springWays;
extern const DialectWays practiceWays;
extern const DialectWays genericWays;

[[nodiscard]] const DialectWays& waysOf(Dialect dialect);

/** How a requester gets at the reply to what it sends (stomp-facts 3.11). */
enum class ReplyWay : std::uint8_t
{
    None, //!< the family has no temporary queues, or it is not known
    OwnSubscription, //!< it subscribes to its own /temp-queue/ and names it in reply-to
    ByBroker, //!< naming it in reply-to is enough; a SUBSCRIBE to it would be refused
};
/** As the family's destination forms have it. */
[[nodiscard]] ReplyWay replyWayOf(Dialect dialect);
[[nodiscard]] std::span<const HeaderFact> commonHeaders(HeaderUse use);
/** What the broker really does; every dialect answers every matter. */
[[nodiscard]] Fact<std::string_view> behaviourOf(Dialect dialect, Matter matter);

} // namespace Stomp
