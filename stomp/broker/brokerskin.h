#pragma once

#include "queuepolicy.h"

#include <stomp/dialect/dialect.h>

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string_view>

namespace Stomp {

/**
 * Which broker the practice broker looks like, as data: what stomp-facts 3 says of it wherever that
 * can be seen in frames. Plain is this broker's own way, stomp-facts 4. The words of its ERRORs are
 * in skinwords.h, the names of its destinations in destinationpath.h.
 */
struct BrokerSkin
{
    enum class Kind : std::uint8_t
    {
        Plain,
        ActiveMq, //!< Classic
        Artemis,
        RabbitMq,
        Spring
    };
    /** How far an ACK in client mode reaches back (a NACK too, if QueuePolicy lets it). */
    enum class Reach : std::uint8_t
    {
        Subscription,
        Connection
    };
    enum class Redelivered : std::uint8_t
    {
        WhenTrue, //!< the header is absent when it is not
        Always,
        Never
    };
    enum class Transactions : std::uint8_t
    {
        Atomic,
        Replayed, //!< frames are kept and done one by one at COMMIT
        SendsOnly, //!< an ACK counts at once
        Ignored
    };
    /** When MESSAGE has content-length. */
    enum class Length : std::uint8_t
    {
        Always,
        AsSent, //!< SEND had one
        NotEmpty
    };

    Kind kind = Kind::Plain;
    std::string_view name = {}; //!< for command lines and settings
    Dialect dialect = Dialect::Practice; //!< as the client should know it
    std::string_view server = {}; //!< of CONNECTED; empty: none, of Plain: its own
    std::size_t prefetch = 0; //!< of a consumer that names no number; 0: as the options say
    bool acknowledges = true; //!< false: ACK and NACK mean nothing
    bool confirmsAll = true; //!< false: only DISCONNECT gets its RECEIPT
    Reach ackReach = Reach::Subscription;
    Redelivered redelivered = Redelivered::WhenTrue;
    bool countsDeliveries = false; //!< MESSAGE has delivery-count
    Transactions transactions = Transactions::Atomic;
    Length length = Length::Always;
    bool keepsUnackedAfterUnsubscribe = false; //!< until the connection ends
    /** What single ACKs in an open transaction have, until that ends. */
    bool keepsMarkedAfterUnsubscribe = false;
    bool commitsWithoutReturned = false; //!< COMMIT does not miss what went with its subscription
    bool errorsHaveReceiptId = true;
    bool mirrorsHeartBeat = false; //!< grants exactly what is asked
    bool uniqueClientIds = true;
    bool hasSelectors = true;
    bool hasTemporary = true; //!< /temp-queue/x and /temp-topic/x
    bool sharesTemporary = false; //!< anybody reads them who knows the name
    bool makesReplyQueues = false; //!< for a reply-to, and subscribes to them by itself
    bool needsSubscriptionId = true; //!< from STOMP 1.1 on
    bool replacesSubscriptions = false; //!< a second one may take the id of another

    [[nodiscard]] bool isPlain() const { return kind == Kind::Plain; }
};

[[nodiscard]] const BrokerSkin& skinOf(BrokerSkin::Kind kind);
[[nodiscard]] QueuePolicy queuePolicyOf(BrokerSkin::Kind kind);
/** All of them, Plain first. */
[[nodiscard]] std::span<const BrokerSkin> allSkins();
/** "plain", "activemq", "artemis", "rabbitmq" or "spring". */
[[nodiscard]] std::optional<BrokerSkin::Kind> skinFromString(std::string_view text);

} // namespace Stomp
