#include "dialectways.h"

namespace Stomp {

namespace {

using enum ValueKind;
using enum Evidence;
using Kind = DestinationKind;

// Nothing here was tried: there is no Spring application to try it on.
constexpr DestinationForm destinations[]{
    {"/topic/", "/topic/prices", Kind::Topic,
        "Copied to all who are subscribed, if the application enables this prefix."},
    {"/queue/", "/queue/orders", Kind::Topic,
        "The same as a topic here: every subscriber gets a copy."},
    {"/user/", "/user/queue/replies", Kind::Topic,
        "What the application sends to this user's session.", true, false},
    {"/app/", "/app/hello", Kind::Other, "Goes to a method of the application, not to subscribers.",
        true, true},
    {{}, "/topic/prices.*", Kind::Topic,
        "Wildcards when subscribing: ? one character, * within a part, ** across parts.", true,
        false},
};

constexpr HeaderFact subscribe[]{
    {"selector",
        "Only where the application has named it as its selector header; the language is Spring's "
        "own (SpEL), not SQL.",
        Text},
};

constexpr HeaderFact message[]{
    {"message-id", "The session's name and a number; nothing to acknowledge by."},
    {"ack", "Left over from another broker: Spring's own sends none."},
};

constexpr Behaviour behaviours[]{
    {Matter::Ack, {"ACK is ignored: every message is done once it is sent.", FromSource}},
    {Matter::Redelivery, {"Nothing comes again: what was not read is lost.", FromSource}},
    {Matter::AckTimeout, {"There is nothing to acknowledge.", FromSource}},
    {Matter::Transactions, {"BEGIN, COMMIT and ABORT are ignored.", FromSource}},
    {Matter::Receipts,
        {"Confirms nothing but DISCONNECT: whether a message arrived cannot be told.", FromSource}},
    {Matter::Unroutable,
        {"A message or subscription to a prefix that the application does not enable is ignored "
         "without a word.",
            FromSource}},
    {Matter::Errors, {"Every ERROR ends the connection.", FromSource}},
    {Matter::Unsubscribe, {"Nothing is held for a subscription.", FromSource}},
    {Matter::Browsing, {"Not offered: Spring keeps no messages.", FromSource}},
    {Matter::Peeking, {"Not offered: Spring keeps no messages.", FromSource}},
    {Matter::Durable, {"Not offered: Spring keeps no messages.", FromSource}},
    {Matter::HeartBeats,
        {"Only if the application has a scheduler for them; then it waits three times as long.",
            FromSource}},
    {Matter::Limits, {"A frame may have 64 KiB.", FromSource}},
};

} // namespace

const DialectWays springWays{destinations, {}, subscribe, {}, message, behaviours};

} // namespace Stomp
