#include "dialectways.h"

namespace Stomp {

namespace {

using enum ValueKind;
using enum Evidence;

constexpr HeaderFact connect[]{
    {"accept-version", "The STOMP versions that this client speaks.", Text, "1.0", {}, TriedLive},
    {"host", "The virtual host to connect to.", Text, {}, {}, TriedLive},
    {"login", "The user's name.", Text, {}, {}, TriedLive},
    {"passcode", "The user's password.", Text, {}, {}, TriedLive},
    {"heart-beat",
        "How often this client can send a sign of life, and how often it wants one (two numbers, "
        "milliseconds, 0 for never).",
        Text, "0,0", {}, TriedLive},
};

constexpr HeaderFact subscribe[]{
    {"destination", "What to subscribe to.", Destination, {}, {}, TriedLive},
    {"id", "This subscription's name on this connection; MESSAGE and UNSUBSCRIBE refer to it.",
        Text, {}, {}, TriedLive},
    {"ack", "Who says that a message is done, and for how many at a time.", Choice, "auto",
        "auto,client,client-individual", TriedLive},
    {"receipt", "Asks the broker to confirm this frame.", Text, {}, {}, TriedLive},
};

constexpr HeaderFact send[]{
    {"destination", "Where the message goes.", Destination, {}, {}, TriedLive},
    {"content-type", "What the body is, such as application/json; receivers read it.", Text, {}, {},
        TriedLive},
    {"content-length", "The size of the body; needed where it contains a NUL.", Bytes,
        "the body ends at the first NUL", {}, TriedLive},
    {"transaction", "The message belongs to this transaction and waits for its COMMIT.", Text, {},
        {}, TriedLive},
    {"receipt", "Asks the broker to confirm this frame.", Text, {}, {}, TriedLive},
};

constexpr HeaderFact message[]{
    {"destination", "Where the message was sent.", Destination, {}, {}, TriedLive},
    {"message-id", "The broker's name of this message (in STOMP 1.1 an ACK refers to it).", Text,
        {}, {}, TriedLive},
    {"subscription", "The id of the subscription that it came for.", Text, {}, {}, TriedLive},
    {"ack", "What an ACK or NACK of this delivery must name (STOMP 1.2).", Text, {}, {}, TriedLive},
    {"content-type", "What the body is, as the sender says.", Text, {}, {}, TriedLive},
    {"content-length", "The size of the body.", Bytes, {}, {}, TriedLive},
};

} // namespace

std::span<const HeaderFact> commonHeaders(HeaderUse use)
{
    switch (use) {
    case HeaderUse::Connect:
        return connect;
    case HeaderUse::Subscribe:
        return subscribe;
    case HeaderUse::Send:
        return send;
    case HeaderUse::Message:
        break;
    }
    return message;
}

} // namespace Stomp
