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
};

constexpr HeaderFact subscribe[]{
    {"prefetch-count",
        "How many messages the broker sends ahead before it waits for acknowledgements.", Messages,
        "1000", {}, TriedLive},
    {"activemq.prefetchSize", "The same as prefetch-count.", Messages, "1000", {}, TriedLive},
};

constexpr HeaderFact send[]{
    {"persistent", "Said to the receivers; the practice broker keeps everything in memory.",
        Boolean, "false", {}, TriedLive},
    {"correlation-id", "Ties a reply to its request.", Text, {}, {}, TriedLive},
    {"reply-to", "Where an answer is expected; temporary destinations are refused.", Destination,
        {}, {}, TriedLive},
};

constexpr HeaderFact message[]{
    {"redelivered", "It was delivered before and not acknowledged.", Boolean, {}, {}, TriedLive},
    {"delivery-count", "How often it has been delivered, this time included.", Number, {}, {},
        TriedLive},
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
         "and comes again, marked redelivered.",
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
    {Matter::Browsing, {"Not offered: the practice broker cannot browse yet.", TriedLive}},
    {Matter::Peeking,
        {"Takes the messages for a moment and gives them back unacknowledged: other consumers get "
         "the rest meanwhile. They come back marked redelivered.",
            TriedLive}},
    {Matter::Durable,
        {"Not offered: the practice broker has no durable subscriptions yet.", TriedLive}},
    {Matter::HeartBeats, {"Agrees to whatever is asked, half a second at least.", TriedLive}},
    {Matter::Limits,
        {"A header line may have 10240 bytes, a frame 1000 headers, the body 64 MiB.", TriedLive}},
};

} // namespace

const DialectWays practiceWays{destinations, {}, subscribe, send, message, behaviours};

} // namespace Stomp
