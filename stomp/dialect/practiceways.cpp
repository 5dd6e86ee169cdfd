#include "dialectways.h"

namespace Stomp {

namespace {

using enum ValueKind;
using enum Evidence;
using Kind = DestinationKind;

constexpr DestinationForm destinations[]{
    {"/queue/", "/queue/orders", Kind::Queue,
        "A queue: each message goes to one consumer. Made on first use.", true, true, TriedLive},
    {"/topic/", "/topic/prices", Kind::Topic,
        "A topic: each message is copied to all who are subscribed at that moment.", true, true,
        TriedLive},
    {"/topic/", "/topic/prices.>", Kind::Topic,
        "Wildcards when subscribing: dot and slash part levels, * is one level, > or # the rest.",
        true, false, TriedLive},
    {"/temp-queue/", "/temp-queue/replies", Kind::TempQueue,
        "A queue of this connection only, for replies; others see it as /remote-temp-queue/.", true,
        true, TriedLive},
    {"/temp-topic/", "/temp-topic/news", Kind::TempTopic,
        "A topic of this connection only; others see it as /remote-temp-topic/.", true, true,
        TriedLive},
};

constexpr HeaderFact connect[]{
    {"client-id",
        "The client's lasting name: durable subscriptions belong to it, and only one connection "
        "may have it at a time.",
        Text, {}, {}, TriedLive},
};

constexpr HeaderFact subscribe[]{
    {"prefetch-count",
        "How many messages the broker sends ahead before it waits for acknowledgements.", Messages,
        "1000", {}, TriedLive},
    {"activemq.prefetchSize", "The same as prefetch-count.", Messages, "1000", {}, TriedLive},
    {"durable-subscription-name",
        "Makes the subscription to a topic durable under this name: the broker collects while you "
        "are away. Needs client-id in CONNECT.",
        Text, {}, {}, TriedLive},
    {"durable-subscriber-name", "The same as durable-subscription-name.", Text, {}, {}, TriedLive},
    {"activemq.subscriptionName", "The same as durable-subscription-name.", Text, {}, {},
        TriedLive},
    {"durable", "Makes the subscription to a topic durable under the name that its id is.", Boolean,
        "false", {}, TriedLive},
    {"selector", "Only messages for which this condition is true are delivered.", Selector, {}, {},
        TriedLive},
    {"browser", "Reads copies of a queue's messages and takes nothing away (STOMP 1.1 and later).",
        Boolean, "false", {}, TriedLive},
    {"activemq.exclusive", "Only this consumer gets messages, as long as it is there.", Boolean,
        "false", {}, TriedLive},
    {"exclusive", "The same as activemq.exclusive.", Boolean, "false", {}, TriedLive},
    {"activemq.priority", "Consumers of a queue with a higher number are served first.", Number,
        "0", {}, TriedLive},
    {"x-priority", "The same as activemq.priority.", Number, "0", {}, TriedLive},
};

constexpr HeaderFact send[]{
    {"persistent", "Said to the receivers; the practice broker keeps everything in memory.",
        Boolean, "false", {}, TriedLive},
    {"priority",
        "Higher goes first in a broker that is set up for it; selectors know it as JMSPriority.",
        Priority, "4", {}, TriedLive},
    {"expires",
        "When the message becomes worthless, a moment: then it goes to the dead letter queue.",
        EpochMs, "0, never", {}, TriedLive},
    {"expiration", "The same, as the time from now on.", DurationMs, "0, never", {}, TriedLive},
    {"x-message-ttl", "The same as expiration.", DurationMs, "0, never", {}, TriedLive},
    {"JMSXGroupID", "All messages of a group go to the same consumer, as long as it is there.",
        Text, {}, {}, TriedLive},
    {"AMQ_SCHEDULED_DELAY", "Delivered so much later.", DurationMs, {}, {}, TriedLive},
    {"AMQ_SCHEDULED_TIME", "Delivered at this moment.", EpochMs, {}, {}, TriedLive},
    {"AMQ_SCHEDULED_PERIOD", "Time between repeated deliveries.", DurationMs, {}, {}, TriedLive},
    {"AMQ_SCHEDULED_REPEAT", "How often it is delivered again; -1 is for ever.", Number, "0", {},
        TriedLive},
    {"correlation-id", "Ties a reply to its request.", Text, {}, {}, TriedLive},
    {"reply-to", "Where an answer is expected; /temp-queue/<name> is a queue for it.", Destination,
        {}, {}, TriedLive},
};

constexpr HeaderFact message[]{
    {"redelivered", "It was delivered before and not acknowledged.", Boolean, {}, {}, TriedLive},
    {"delivery-count", "How often it has been delivered, this time included.", Number, {}, {},
        TriedLive},
    {"original-destination", "A dead letter: where it was sent.", Destination, {}, {}, TriedLive},
    {"dlq-reason",
        "A dead letter: it was refused (nack), delivered too often (max-redeliveries) or too old "
        "(expired).",
        Choice, {}, "nack,max-redeliveries,expired", TriedLive},
    {"dlq-delivery-count", "A dead letter: how often it had been delivered.", Number, {}, {},
        TriedLive},
    {"dlq-time", "A dead letter: since when it is one.", EpochMs, {}, {}, TriedLive},
    {"original-expires", "A dead letter: when it was to become worthless.", EpochMs, {}, {},
        TriedLive},
    {"scheduledJobId", "It was sent to be delivered later; the message-id that it had then.", Text,
        {}, {}, TriedLive},
    {"browser", "The value end marks the end of browsing: no message, the queue has no more.",
        Choice, {}, "end", TriedLive},
    {"persistent", "As the sender said; the practice broker keeps everything in memory.", Boolean,
        {}, {}, TriedLive},
    {"correlation-id", "Ties a reply to its request.", Text, {}, {}, TriedLive},
    {"reply-to", "Where the sender expects an answer.", Destination, {}, {}, TriedLive},
};

constexpr Behaviour behaviours[]{
    {Matter::Ack,
        {"In client mode an ACK takes with it every earlier message of the same subscription.",
            TriedLive}},
    {Matter::Redelivery,
        {"What is not acknowledged when the connection ends goes back to its place in the queue "
         "and comes again, marked redelivered. After six deliveries it goes to the dead letter "
         "queue "
         "/queue/DLQ.<name>.",
            TriedLive}},
    {Matter::AckTimeout, {"An acknowledgement may take as long as it likes.", TriedLive}},
    {Matter::Transactions,
        {"SEND, ACK and NACK count at COMMIT, all or nothing. After ABORT the messages stay "
         "unacknowledged with the same consumer.",
            TriedLive}},
    {Matter::Receipts,
        {"A RECEIPT comes once the broker has done what the frame says.", TriedLive}},
    {Matter::Unroutable,
        {"A queue that does not exist is made; a message to a topic without subscribers is gone.",
            TriedLive}},
    {Matter::Errors, {"Every ERROR ends the connection, as STOMP 1.2 says.", TriedLive}},
    {Matter::Unsubscribe,
        {"Messages that are not acknowledged go back to the queue at once, marked redelivered.",
            TriedLive}},
    {Matter::Browsing,
        {"Shows copies of what waits in the queue at that moment; nothing is taken, and the end is "
         "marked.",
            TriedLive}},
    {Matter::Peeking,
        {"Takes the messages for a moment and gives them back unacknowledged: other consumers get "
         "the rest meanwhile. They come back marked redelivered.",
            TriedLive}},
    {Matter::Durable,
        {"Name and client-id together are the subscription; the broker collects while you are "
         "away. One consumer at a time. Unsubscribing with the name deletes it.",
            TriedLive}},
    {Matter::HeartBeats, {"Agrees to whatever is asked, half a second at least.", TriedLive}},
    {Matter::Limits,
        {"A header line may have 10240 bytes, a frame 1000 headers, the body 64 MiB.", TriedLive}},
};

} // namespace

const DialectWays practiceWays{destinations, connect, subscribe, send, message, behaviours};

} // namespace Stomp
