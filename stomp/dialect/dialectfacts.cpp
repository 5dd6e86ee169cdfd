#include "dialectfacts.h"

namespace Stomp {

namespace {

using enum Evidence;
using Unit = Prefetch::Unit;

constexpr DurableHeader practiceDurable[]{{"durable-subscription-name", {}}};
constexpr DurableHeader activeMqDurable[]{{"activemq.subscriptionName", {}}};
constexpr DurableHeader artemisDurable[]{{"durable-subscription-name", {}}};
constexpr DurableHeader rabbitDurable[]{{"id", {}}, {"durable", "true"}, {"auto-delete", "false"}};

// In the order of Dialect. stomp-facts 3.1, 3.3 to 3.7, 3.9, 5.1; practice: ours.
constexpr std::array facts{
    DialectFacts{
        .dialect = Dialect::Generic,
        .displayName = "STOMP broker",
        .nack = {"What a NACK does is up to the broker: redeliver, drop, or move to a dead letter "
                 "queue.",
            FromSource},
        .selectors = {true, FromSource},
    },
    DialectFacts{
        .dialect = Dialect::Practice,
        .displayName = "Practice broker",
        .prefetch = {{"prefetch-count", Unit::Messages}, TriedLive},
        .receipts = {Receipts::EveryFrame, TriedLive},
        .nack = {"A NACK puts the message back to its place in the queue, and it is delivered "
                 "again, until it has been delivered six times: then it goes to the dead letter "
                 "queue. With the header requeue:false it is dropped.",
            TriedLive},
        .requeueHeader = {"requeue", TriedLive},
        .selectors = {true, TriedLive},
        .browseHeader = {"browser", TriedLive},
        .durable = {{practiceDurable, true}, TriedLive},
    },
    DialectFacts{
        .dialect = Dialect::ActiveMq,
        .displayName = "ActiveMQ Classic",
        .webSocketPort = 61614,
        .webSocketPath = "/",
        .contentLength = {ContentLengthMeaning::TextOrBytes, TriedLive},
        .prefetch = {{"activemq.prefetchSize", Unit::Messages}, TriedLive},
        .receipts = {Receipts::EveryFrame, TriedLive},
        .nack = {"A NACK moves this one message to the dead letter queue ActiveMQ.DLQ if it is "
                 "persistent, and drops it if it is not. It is not delivered again.",
            TriedLive},
        .selectors = {true, TriedLive},
        .browseHeader = {"browser", TriedLive},
        .durable = {{activeMqDurable, true, true}, TriedLive},
    },
    DialectFacts{
        .dialect = Dialect::Artemis,
        .displayName = "ActiveMQ Artemis",
        .webSocketPort = 61613,
        .webSocketPath = "/",
        .contentLength = {ContentLengthMeaning::TextOrBytes, FromSource},
        .prefetch = {{"consumer-window-size", Unit::Bytes}, FromSource},
        .nack = {"A NACK is the same as an ACK here: the message is gone.", FromSource},
        .selectors = {true, FromSource},
        .durable = {{artemisDurable, true}, FromSource},
    },
    DialectFacts{
        .dialect = Dialect::RabbitMq,
        .displayName = "RabbitMQ",
        .webSocketPort = 15674,
        .webSocketPath = "/ws",
        .login = "guest",
        .defaultHost = {DefaultHost::Slash, TriedLive},
        .prefetch = {{"prefetch-count", Unit::Messages}, TriedLive},
        .receipts = {Receipts::EveryFrame, TriedLive},
        .nack = {"A NACK puts the message back into its queue, and it is delivered again; with the "
                 "header requeue:false it is dropped or dead-lettered.",
            TriedLive},
        .requeueHeader = {"requeue", TriedLive},
        .durable = {{rabbitDurable, false}, TriedLive},
    },
    DialectFacts{
        .dialect = Dialect::Spring,
        .displayName = "Spring",
        .tcpPort = 0,
        .webSocketPort = 8080,
        .webSocketPath = "/ws",
        .receipts = {Receipts::OnlyDisconnect, FromSource},
        .nack = {"ACK and NACK are ignored here: messages are copied to whoever listens, and "
                 "forgotten.",
            FromSource},
    },
};

} // namespace

const DialectFacts& factsOf(Dialect dialect)
{
    return facts[static_cast<std::size_t>(dialect)];
}

std::span<const DialectFacts> allDialects()
{
    return facts;
}

} // namespace Stomp
