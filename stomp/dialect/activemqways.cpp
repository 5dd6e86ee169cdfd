#include "dialectways.h"

namespace Stomp {

namespace {

using enum ValueKind;
using enum Evidence;
using Kind = DestinationKind;

constexpr DestinationForm destinations[]{
    {"/queue/", "/queue/orders", Kind::Queue,
        "A queue: each message goes to one consumer. Made on first use; the name may contain "
        "slashes.",
        true, true, TriedLive},
    {"/topic/", "/topic/prices", Kind::Topic,
        "A topic: each message is copied to all who are subscribed at that moment.", true, true,
        TriedLive},
    {"/topic/", "/topic/prices.>", Kind::Topic,
        "Wildcards when subscribing: the dot parts levels, * is one level, > is the rest (with "
        "prices itself).",
        true, false, TriedLive},
    {"/queue/", "/queue/a,/topic/b", Kind::Other,
        "A list: sent to all of them, or subscribed to all of them.", true, true, FromSource},
    {"/topic/VirtualTopic.", "/topic/VirtualTopic.prices", Kind::Topic,
        "A virtual topic: every queue named /queue/Consumer.<application>.VirtualTopic.prices gets "
        "a copy.",
        false, true, FromSource},
    {"/queue/Consumer.", "/queue/Consumer.billing.VirtualTopic.prices", Kind::Queue,
        "An application's own queue of the virtual topic prices.", true, false, FromSource},
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
        Text, "the connection's own number", {}, TriedLive},
    {"activemq.*", "Sets a property of this connection in the broker."},
};

constexpr HeaderFact subscribe[]{
    {"selector", "Only messages for which this condition is true are delivered.", Selector, {}, {},
        TriedLive},
    {"activemq.prefetchSize",
        "How many messages the broker sends ahead before it waits for acknowledgements; 0 does not "
        "work over STOMP.",
        Messages, "1000 for a queue, 32767 for a topic, 100 for a durable topic, 500 for browsing",
        {}, TriedLive},
    {"activemq.subscriptionName",
        "Makes the subscription to a topic durable under this name: the broker collects while you "
        "are away. Needs client-id in CONNECT.",
        Text, {}, {}, TriedLive},
    {"activemq.exclusive", "Only this consumer gets messages, as long as it is there.", Boolean,
        "false"},
    {"activemq.noLocal", "Leaves out what this connection itself publishes.", Boolean, "false"},
    {"activemq.retroactive",
        "A topic begins with older messages, if the broker is set up to keep them.", Boolean,
        "false"},
    {"activemq.priority", "Consumers with a higher number are served first (0 to 127).", Number,
        "0"},
    {"activemq.maximumPendingMessageLimit",
        "For a topic: how many messages may wait for a slow consumer before the oldest are "
        "dropped.",
        Messages},
    {"activemq.dispatchAsync", "Without effect over STOMP: always true.", Boolean, "true"},
    {"browser", "Reads copies of a queue's messages and takes nothing away (STOMP 1.1 and later).",
        Boolean, "false", {}, TriedLive},
    {"transformation", "Has map, object and advisory messages converted into this form.", Choice,
        {},
        "jms-json,jms-xml,jms-map-json,jms-map-xml,jms-object-json,jms-object-xml,jms-byte,"
        "jms-advisory-json,jms-advisory-xml",
        TriedLive},
};

constexpr HeaderFact send[]{
    {"persistent", "Kept on disk, so that it survives a restart of the broker.", Boolean, "false",
        {}, TriedLive},
    {"priority", "Higher goes first, only on queues that are set up for it.", Priority, "4"},
    {"expires", "When the message becomes worthless: a moment, not a duration.", EpochMs,
        "0, never", {}, TriedLive},
    {"timestamp", "When the message was sent.", EpochMs, "the broker's time"},
    {"correlation-id", "Ties a reply to its request (JMSCorrelationID).", Text, {}, {}, TriedLive},
    {"type", "A name for the kind of message (JMSType).", Text, {}, {}, TriedLive},
    {"reply-to", "Where an answer is expected (JMSReplyTo).", Destination, {}, {}, TriedLive},
    {"JMSXGroupID", "All messages of a group go to the same consumer.", Text, {}, {}, TriedLive},
    {"JMSXGroupSeq", "The message's number in its group; -1 ends the group.", Number},
    {"amq-msg-type", "What a JMS consumer sees, whatever content-length says.", Choice,
        "bytes with content-length, text without", "text,bytes", TriedLive},
    {"transformation", "Turns the body into a JMS map or object message.", Choice, {},
        "jms-object-xml,jms-object-json,jms-map-xml,jms-map-json,jms-xml,jms-json,jms-byte",
        TriedLive},
    {"AMQ_SCHEDULED_DELAY", "Delivered so much later, if the broker's scheduler is on.",
        DurationMs},
    {"AMQ_SCHEDULED_PERIOD", "Time between repeated deliveries.", DurationMs},
    {"AMQ_SCHEDULED_REPEAT", "How often it is delivered again.", Number},
    {"AMQ_SCHEDULED_CRON", "When it is delivered, as a crontab line."},
};

constexpr HeaderFact message[]{
    {"message-id", "The broker's name of this message; STOMP 1.1 acknowledges by it.", Text, {}, {},
        TriedLive},
    {"expires", "When it becomes worthless; 0 is never.", EpochMs},
    {"priority", "Higher goes first, only on queues that are set up for it.", Priority},
    {"timestamp", "When it was sent, by the sender's clock or the broker's.", EpochMs},
    {"redelivered",
        "It was delivered before and not acknowledged; the header is absent when it was not.",
        Boolean, {}, {}, TriedLive},
    {"persistent", "Kept on disk; the header is absent when it is not.", Boolean, {}, {},
        TriedLive},
    {"correlation-id", "Ties a reply to its request (JMSCorrelationID).", Text, {}, {}, TriedLive},
    {"reply-to", "Where the sender expects an answer; use it as it is.", Destination, {}, {},
        TriedLive},
    {"type", "The kind of message (JMSType)."},
    {"JMSXUserID", "Who sent it, as the broker knows."},
    {"JMSXGroupID", "All messages of a group go to the same consumer."},
    {"original-destination", "Where it was sent before the broker moved it.", Destination},
    {"browser", "The value end marks the end of browsing: no message, the queue has no more.",
        Choice, {}, "end", TriedLive},
    {"content-length", "The size of the body; here it also says that this is a BytesMessage.",
        Bytes, {}, {}, TriedLive},
    {"transformation", "What the broker converted the body into."},
    {"transformation-error", "Why the broker could not convert the body."},
    {"scheduledJobId", "The number of the schedule that delivered it."},
    {"dlqDeliveryFailureCause", "Why it was moved to the dead letter queue."},
};

constexpr Behaviour behaviours[]{
    {Matter::Ack,
        {"In client mode an ACK takes with it every earlier message of the same subscription.",
            TriedLive}},
    {Matter::Redelivery,
        {"What is not acknowledged when the connection ends goes back to its place in the queue "
         "and comes again, marked redelivered, as often as it takes.",
            TriedLive}},
    {Matter::AckTimeout, {"An acknowledgement may take as long as it likes.", FromSource}},
    {Matter::Transactions,
        {"SEND and ACK count at COMMIT. After ABORT the acknowledged messages are not delivered "
         "again: they wait for a new ACK from the same consumer. A NACK cannot be part of it.",
            TriedLive}},
    {Matter::Receipts, {"A RECEIPT comes once the broker has stored the message.", TriedLive}},
    {Matter::Unroutable,
        {"A queue that does not exist is made; a message to a topic without subscribers is gone.",
            TriedLive}},
    {Matter::Errors,
        {"Only broken frames, unknown commands and a refused login end the connection; after other "
         "errors it stays open.",
            TriedLive}},
    {Matter::Unsubscribe,
        {"Messages that are not acknowledged go back to the queue at once, marked redelivered.",
            TriedLive}},
    {Matter::Browsing,
        {"Shows a copy of what the queue holds now, and takes nothing away. A marker says where "
         "it ends.",
            TriedLive}},
    {Matter::Peeking,
        {"Takes the messages for a moment and gives them back unacknowledged: other consumers get "
         "the rest meanwhile. They come back marked redelivered, with a higher redelivery count; "
         "nothing is dead-lettered by that.",
            TriedLive}},
    {Matter::Durable,
        {"Name and client-id together are the subscription; the broker collects while you are "
         "away. One consumer at a time. Unsubscribing with the name deletes it.",
            TriedLive}},
    {Matter::HeartBeats,
        {"Agrees to whatever is asked, and is strict: a client that is silent for longer is thrown "
         "out without a word. Its own may come twice as late.",
            FromSource}},
    {Matter::Limits,
        {"A header line may have 10240 bytes and a frame 1001 headers; the body 100 MiB.",
            FromSource}},
};

} // namespace

const DialectWays activeMqWays{destinations, connect, subscribe, send, message, behaviours};

} // namespace Stomp
