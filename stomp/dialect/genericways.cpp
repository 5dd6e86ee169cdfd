#include "dialectways.h"

namespace Stomp {

namespace {

using enum ValueKind;
using enum Evidence;
using Kind = DestinationKind;

// What brokers have in common by custom; STOMP itself leaves it open.
constexpr DestinationForm destinations[]{
    {"/queue/", "/queue/orders", Kind::Queue,
        "On most brokers a queue: each message goes to one consumer."},
    {"/topic/", "/topic/prices", Kind::Topic,
        "On most brokers a topic: each message is copied to all who are subscribed."},
};

constexpr HeaderFact subscribe[]{
    {"selector", "On some brokers: only messages for which this condition is true are delivered.",
        Selector},
};

constexpr HeaderFact send[]{
    {"persistent", "On most brokers: kept on disk.", Boolean, "false"},
    {"priority", "On most brokers: higher goes first.", Priority, "4"},
    {"correlation-id", "Ties a reply to its request."},
    {"reply-to", "Where an answer is expected.", Destination},
};

constexpr HeaderFact message[]{
    {"redelivered", "It was delivered before and not acknowledged.", Boolean},
    {"persistent", "On most brokers: kept on disk.", Boolean},
    {"priority", "On most brokers: higher goes first.", Priority},
    {"correlation-id", "Ties a reply to its request."},
    {"reply-to", "Where the sender expects an answer.", Destination},
};

constexpr Behaviour behaviours[]{
    {Matter::Ack,
        {"In client mode an ACK takes with it every earlier message of the same subscription.",
            FromSource}},
    {Matter::Redelivery,
        {"What is not acknowledged when the connection ends may be delivered again, to anybody.",
            FromSource}},
    {Matter::AckTimeout, {"How long an acknowledgement may take is up to the broker.", FromSource}},
    {Matter::Transactions,
        {"SEND, ACK and NACK count at COMMIT. What becomes of messages after ABORT is up to the "
         "broker.",
            FromSource}},
    {Matter::Receipts,
        {"A RECEIPT comes once the broker has done what the frame says.", FromSource}},
    {Matter::Unroutable,
        {"What becomes of a message that nobody is there for is up to the broker.", FromSource}},
    {Matter::Errors, {"After an ERROR the connection ends, says STOMP 1.2.", FromSource}},
    {Matter::Unsubscribe,
        {"What becomes of messages that are not acknowledged is up to the broker.", FromSource}},
    {Matter::Browsing, {"Not offered: STOMP itself has no browsing.", FromSource}},
    {Matter::Peeking,
        {"Takes the messages for a moment and gives them back unacknowledged. How many it takes at "
         "once, and how often that may be done before a message is dead-lettered, is up to the "
         "broker.",
            FromSource}},
    {Matter::Durable, {"Not offered: STOMP itself has no durable subscriptions.", FromSource}},
    {Matter::HeartBeats, {"As agreed in CONNECT and CONNECTED.", FromSource}},
    {Matter::Limits, {"The broker may limit headers and body; it need not say how.", FromSource}},
};

} // namespace

const DialectWays genericWays{destinations, {}, subscribe, send, message, behaviours};

} // namespace Stomp
