#include "dialectways.h"

#include <algorithm>
#include <array>
#include <iterator>

namespace Stomp {

namespace {

using enum ValueKind;
using enum Evidence;
using Kind = DestinationKind;

constexpr DestinationForm destinations[]{
    {"/queue/", "/queue/orders", Kind::Queue,
        "A queue, made durable on first use. The name must not contain a slash; %2F stands for it.",
        true, true, TriedLive},
    {"/amq/queue/", "/amq/queue/orders", Kind::Queue,
        "A queue that exists already; it is never made.", true, true, TriedLive},
    {"/topic/", "/topic/prices.eu", Kind::Topic,
        "A routing key on the exchange amq.topic: copied to all who are subscribed.", true, true,
        TriedLive},
    {"/topic/", "/topic/prices.#", Kind::Topic,
        "Wildcards when subscribing: the dot parts words, * is one word, # any number.", true,
        false, TriedLive},
    {"/exchange/", "/exchange/amq.fanout/key", Kind::Other,
        "Any exchange, with a routing key; the exchange must exist.", true, true, TriedLive},
    {"/temp-queue/", "/temp-queue/replies", Kind::TempQueue,
        "Only in reply-to: the broker makes the queue and subscribes this connection to it.", false,
        false, TriedLive},
    {"/reply-queue/", "/reply-queue/amq.gen-…", Kind::TempQueue,
        "Somebody's reply queue, as it came in reply-to.", false, true, TriedLive},
};

constexpr HeaderFact queueArguments[]{
    {"durable", "The queue survives a restart of the broker.", Boolean, "true for /queue/"},
    {"auto-delete", "The queue goes with its last consumer.", Boolean, "false for /queue/"},
    {"exclusive", "The queue belongs to this connection and goes with it.", Boolean, "false"},
    {"x-message-ttl", "Messages of the queue expire after this time.", DurationMs},
    {"x-expires", "The queue itself goes when it was not used for this time.", DurationMs},
    {"x-max-length", "The queue holds no more than this many.", Messages},
    {"x-max-length-bytes", "The queue holds no more than this.", Bytes},
    {"x-max-priority", "The queue knows priorities up to this.", Number, {}, {}, TriedLive},
    {"x-dead-letter-exchange", "Where expired and rejected messages go.", Text, {}, {}, TriedLive},
    {"x-dead-letter-routing-key", "With which routing key they go there.", Text, {}, {}, TriedLive},
    {"x-queue-type", "What kind of queue is made.", Choice, "classic", "classic,quorum,stream"},
};

template <std::size_t Own>
consteval auto withQueueArguments(const HeaderFact (&own)[Own])
{
    std::array<HeaderFact, Own + std::size(queueArguments)> all{};
    std::copy(std::begin(own), std::end(own), all.begin());
    std::copy(std::begin(queueArguments), std::end(queueArguments), all.begin() + Own);
    return all;
}

constexpr HeaderFact ownSubscribe[]{
    {"prefetch-count",
        "How many messages the broker sends ahead before it waits for acknowledgements. It stays "
        "for the later subscriptions of the connection.",
        Messages, "no limit", {}, TriedLive},
    {"x-queue-name", "The name of the queue behind a topic or exchange subscription."},
    {"x-priority", "Consumers with a higher number are served first (RabbitMQ 4).", Number, "0"},
    {"x-stream-offset",
        "Where to begin in a stream: first, last, next, offset=<n> or timestamp=<seconds>.", Text,
        "next"},
};

constexpr HeaderFact ownSend[]{
    {"persistent", "Kept on disk, so that it survives a restart of the broker.", Boolean, "false",
        {}, TriedLive},
    {"priority", "Higher goes first, only on queues made with x-max-priority.", Number, "0", {},
        TriedLive},
    {"expiration", "The message expires after this time: a duration, not a moment.", DurationMs, {},
        {}, TriedLive},
    {"timestamp", "When the message was sent.", EpochSeconds},
    {"correlation-id", "Ties a reply to its request.", Text, {}, {}, TriedLive},
    {"type", "A name for the kind of message.", Text, {}, {}, TriedLive},
    {"reply-to", "Where an answer is expected; /temp-queue/<name> makes a queue for it.",
        Destination, {}, {}, TriedLive},
    {"content-encoding", "How the body is encoded, such as gzip."},
    {"app-id", "The application that sent it."},
    {"user-id", "Who sent it: must be the login, or the broker refuses it."},
    {"amqp-message-id", "The message's name for AMQP consumers; message-id is not allowed."},
};

constexpr auto subscribe = withQueueArguments(ownSubscribe);
constexpr auto send = withQueueArguments(ownSend);

constexpr HeaderFact message[]{
    {"message-id", "The broker's name of this delivery.", Text, {}, {}, TriedLive},
    {"destination",
        "Where it was sent, as the broker writes it: may differ from what was subscribed to.",
        Destination},
    {"redelivered", "Whether it was delivered before and not acknowledged.", Boolean, {}, {},
        TriedLive},
    {"persistent", "Kept on disk.", Boolean, {}, {}, TriedLive},
    {"priority", "Higher goes first, only on queues made with x-max-priority.", Number},
    {"expiration", "It expires after this time in the queue.", DurationMs},
    {"timestamp", "When it was sent, as the sender says.", EpochSeconds},
    {"correlation-id", "Ties a reply to its request.", Text, {}, {}, TriedLive},
    {"reply-to", "Where the sender expects an answer; use it as it is.", Destination, {}, {},
        TriedLive},
    {"content-encoding", "How the body is encoded."},
    {"amqp-message-id", "The message's name, as an AMQP sender gave it."},
    {"type", "The kind of message, as the sender says."},
    {"app-id", "The application that sent it."},
    {"user-id", "Who sent it: the broker has checked it."},
    {"receipt", "Left over from the sender's frame; means nothing here."},
    {"transaction", "Left over from the sender's frame; means nothing here."},
};

constexpr Behaviour behaviours[]{
    {Matter::Ack,
        {"In client mode an ACK takes with it every earlier message of all subscriptions of this "
         "connection, not only of its own.",
            TriedLive}},
    {Matter::Redelivery,
        {"What is not acknowledged when the connection ends goes back and comes again, marked "
         "redelivered. Quorum queues of RabbitMQ 4 give a message up after 20 deliveries.",
            FromSource}},
    {Matter::AckTimeout,
        {"A message that is not acknowledged within 30 minutes ends the connection with an error.",
            FromSource}},
    {Matter::Transactions,
        {"Frames are kept and done at COMMIT, one after the other; not all or nothing. ABORT "
         "forgets them: the messages stay unacknowledged.",
            TriedLive}},
    {Matter::Receipts,
        {"A RECEIPT comes when the broker confirms the message; for persistent ones once it is on "
         "disk.",
            TriedLive}},
    {Matter::Unroutable,
        {"A message that no queue takes is dropped without a word, and confirmed; an exchange that "
         "does not exist ends the connection.",
            TriedLive}},
    {Matter::Errors,
        {"After most errors the connection stays open; broken frames end it without a word.",
            TriedLive}},
    {Matter::Unsubscribe,
        {"Messages that are not acknowledged are held until the connection ends: nobody else gets "
         "them before.",
            TriedLive}},
    {Matter::Browsing,
        {"Not offered: RabbitMQ cannot browse over STOMP. Its management page can, and marks the "
         "messages redelivered.",
            FromSource}},
    {Matter::Peeking,
        {"Takes the messages for a moment and gives them back unacknowledged: other consumers get "
         "the rest meanwhile. They come back marked redelivered. Each time counts as a delivery: "
         "quorum queues of RabbitMQ 4 dead-letter a message after 20.",
            FromSource}},
    {Matter::Durable,
        {"Topic and subscription id together are the subscription, whoever connects; several "
         "connections share it. Unsubscribing with the same headers deletes it.",
            FromSource}},
    {Matter::HeartBeats,
        {"Counts in whole seconds and waits two to three times as long, then closes without a "
         "word.",
            FromSource}},
    {Matter::Limits,
        {"From 4.2.6 on a frame may have 100 headers, and from 3.12.2 on 4 MiB; more closes the "
         "connection without a word.",
            FromSource}},
};

} // namespace

const DialectWays rabbitMqWays{destinations, {}, subscribe, send, message, behaviours};

} // namespace Stomp
