#include "dialectways.h"

namespace Stomp {

namespace {

using enum ValueKind;
using enum Evidence;
using Kind = DestinationKind;

// Nothing here was tried: there is no Artemis to try it on.
constexpr DestinationForm destinations[]{
    {{}, "orders", Kind::Other,
        "An address: a topic, unless destination-type (SEND) or subscription-type (SUBSCRIBE) says "
        "ANYCAST, which makes it a queue."},
    {"/queue/", "/queue/orders", Kind::Queue,
        "A queue only where the broker's acceptor has anycastPrefix=/queue/; else an address of "
        "exactly this name."},
    {"/topic/", "/topic/prices", Kind::Topic,
        "A topic only where the acceptor has multicastPrefix=/topic/; else an address of exactly "
        "this name."},
    {{}, "prices.#", Kind::Other,
        "Wildcards when subscribing: the dot parts words, * is one word, # any number.", true,
        false},
    {{}, "orders::audit", Kind::Queue, "One queue of an address, by its full name."},
};

constexpr HeaderFact connect[]{
    {"client-id", "The client's lasting name: durable subscriptions belong to it."},
};

constexpr HeaderFact subscribe[]{
    {"selector", "Only messages for which this condition is true are delivered.", Selector},
    {"consumer-window-size",
        "How much the broker sends ahead, in bytes and not in messages; 0 is one message at a "
        "time, -1 without limit.",
        Bytes, "10240 in the client modes, no limit in auto"},
    {"activemq.prefetchSize",
        "Read as bytes here, unlike on ActiveMQ Classic; consumer-window-size says what is meant.",
        Bytes},
    {"subscription-type",
        "ANYCAST shares the messages with other consumers (a queue), MULTICAST copies them (a "
        "topic).",
        Choice, "as the address is, else MULTICAST", "ANYCAST,MULTICAST"},
    {"durable-subscription-name",
        "Makes the subscription to a topic durable under this name. Needs client-id in CONNECT."},
    {"durable-subscriber-name", "The same as durable-subscription-name."},
    {"activemq.subscriptionName", "The same as durable-subscription-name."},
    {"no-local", "Leaves out what this connection itself publishes.", Boolean, "false"},
    {"activemq.noLocal", "The same as no-local.", Boolean, "false"},
};

constexpr HeaderFact send[]{
    {"destination-type",
        "ANYCAST sends to a queue, MULTICAST to a topic. A new address without it is a topic "
        "without subscribers: the message is dropped.",
        Choice, "as the address is, else MULTICAST", "ANYCAST,MULTICAST"},
    {"persistent", "Kept on disk, so that it survives a restart of the broker.", Boolean, "false"},
    {"priority", "Higher goes first.", Priority, "4"},
    {"expires", "When the message becomes worthless: a moment, not a duration.", EpochMs,
        "0, never"},
    {"correlation-id", "Ties a reply to its request."},
    {"type", "A name for the kind of message (JMSType)."},
    {"reply-to", "Where an answer is expected.", Destination},
    {"JMSXGroupID", "All messages of a group go to the same consumer."},
    {"AMQ_SCHEDULED_DELAY", "Delivered so much later.", DurationMs},
    {"AMQ_SCHEDULED_TIME", "Delivered at this moment.", EpochMs},
};

constexpr HeaderFact message[]{
    {"message-id", "Consumer and message number; an ACK names it in every version."},
    {"expires", "When it becomes worthless; 0 is never.", EpochMs},
    {"priority", "Higher goes first.", Priority},
    {"timestamp", "When the broker took it.", EpochMs},
    {"ingress-timestamp", "When the broker took it.", EpochMs},
    {"redelivered", "Whether it was delivered before and not acknowledged.", Boolean},
    {"persistent", "Whether it is kept on disk.", Boolean},
    {"correlation-id", "Ties a reply to its request."},
    {"reply-to", "Where the sender expects an answer; use it as it is.", Destination},
    {"type", "The kind of message (JMSType)."},
    {"destination-type", "Whether it came by a queue (ANYCAST) or a topic (MULTICAST).", Choice, {},
        "ANYCAST,MULTICAST"},
    {"JMSXUserID", "Who sent it, as the broker knows."},
    {"JMSXGroupID", "All messages of a group go to the same consumer."},
};

constexpr Behaviour behaviours[]{
    {Matter::Ack,
        {"In client mode an ACK takes with it every earlier message of the same subscription.",
            FromSource}},
    {Matter::Redelivery,
        {"What is not acknowledged when the connection ends goes back and counts as a delivery; "
         "after 10 of them the message moves to the dead letter address.",
            FromSource}},
    {Matter::AckTimeout, {"An acknowledgement may take as long as it likes.", FromSource}},
    {Matter::Transactions,
        {"Only SEND waits for COMMIT. An ACK in a transaction counts at once.", FromSource}},
    {Matter::Receipts, {"A RECEIPT comes once the broker has written the message.", FromSource}},
    {Matter::Unroutable,
        {"A message to an address without a queue or subscriber is dropped without a word.",
            FromSource}},
    {Matter::Errors,
        {"The connection mostly stays open; a refused login, an unknown version and broken frames "
         "end it.",
            FromSource}},
    {Matter::Unsubscribe,
        {"Messages that are not acknowledged go back to the queue at once.", FromSource}},
    {Matter::Browsing,
        {"Not offered: Artemis cannot browse over STOMP. Its web console can.", FromSource}},
    {Matter::Peeking,
        {"Takes the messages for a moment and gives them back unacknowledged. Each time counts as "
         "a delivery: after 10 of them the message moves to the dead letter address.",
            FromSource}},
    {Matter::Durable,
        {"Name and client-id together are the subscription; the broker collects while you are "
         "away. Unsubscribing with the name deletes it.",
            FromSource}},
    {Matter::HeartBeats,
        {"Waits twice as long as agreed. A client without heart-beats is thrown out after 60 s of "
         "silence.",
            FromSource}},
    {Matter::Limits,
        {"All headers together must stay below 100 KiB; over WebSocket a frame may have 64 KiB.",
            FromSource}},
};

} // namespace

const DialectWays artemisWays{destinations, connect, subscribe, send, message, behaviours};

} // namespace Stomp
