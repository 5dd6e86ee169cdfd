#pragma once

#include <stomp/protocol/frame.h>
#include <stomp/protocol/heartbeat.h>
#include <stomp/protocol/parserlimits.h>
#include <stomp/protocol/version.h>

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace Stomp {

/** A point of a steady clock, and the time between two; always an argument, never read here. */
using SessionTime = std::chrono::microseconds;

/** What CONNECT says, and the session's deadlines (ms). */
struct SessionOptions
{
    std::vector<Version> versions{Version::V10, Version::V11, Version::V12};
    /** The host header: the virtual host. Never the TCP host unless the caller wants that. */
    std::string host;
    std::optional<std::string> login;
    std::optional<std::string> passcode;
    /** For brokers that decode CONNECT though STOMP forbids it (stomp-facts 1.3): login and
     * passcode go out escaped as in 1.1. The others would take the escapes for letters. */
    bool escapeCredentials = false;
    HeartBeat heartBeat{10'000, 10'000};
    /** Further headers of CONNECT (client-id, ...), in order. */
    std::vector<Header> headers;

    ParserLimits limits;
    Millis connectTimeout = 10'000; //!< CONNECT to CONNECTED
    Millis receiptTimeout = 15'000;
    Millis disconnectTimeout = 5'000; //!< DISCONNECT to its RECEIPT
    Millis errorLinger = 2'000; //!< after ERROR the broker may close by itself this long
};

/** What CONNECTED said. */
struct SessionInfo
{
    Version version = Version::V10;
    std::string server;
    std::string session;
    HeartBeatTimes heartBeat;
    Frame connected;
};

enum class AckMode : std::uint8_t
{
    Auto,
    Client,
    ClientIndividual
};
[[nodiscard]] std::string_view toString(AckMode mode);
[[nodiscard]] std::optional<AckMode> ackModeFromString(std::string_view text);

/** Our number of a subscription, unique in the process and never reused; not the id header. */
using SubscriptionKey = std::uint32_t;
/** Our number of a request that a RECEIPT (or ERROR) answers; unique in its session, never 0. */
using RequestId = std::uint64_t;

struct SubscribeRequest
{
    std::string destination = {};
    AckMode ack = AckMode::Auto;
    /** In a client mode: the session acknowledges each message once the sink has taken it (in
     * client mode the last one of a chunk for all before it). Else it is the user's to do. */
    bool ackOnArrival = false;
    /** Selector, prefetch, durable name, ...: as the broker wants them, in order. An id header
     * here (RabbitMQ's durable subscriptions need a fixed one) replaces the session's own. */
    std::vector<Header> headers = {};
};

enum class SubscriptionState : std::uint8_t
{
    Requested, //!< SUBSCRIBE is sent; nothing has answered
    Confirmed, //!< its RECEIPT came
    Assumed, //!< no RECEIPT within its time, though the broker lives: it confirms nothing
    Refused, //!< ERROR answered, or the broker cancelled it, or it could not be sent
    Ended, //!< unsubscribed, or the session is over
};

/** Why a request has no RECEIPT. */
enum class RequestFailure : std::uint8_t
{
    NotSent, //!< it cannot be written, or there is no session; nothing went out
    Error, //!< the broker answered ERROR
    NoReceipt, //!< no answer in time: whether it was done is unknown
    SessionEnded, //!< the session ended before the answer: unknown too
};

enum class CloseReason : std::uint8_t
{
    Requested, //!< we disconnected, and the broker let us go
    BadOptions, //!< CONNECT cannot be written with these values; nothing was sent
    Refused, //!< ERROR instead of CONNECTED
    VersionNotOffered, //!< CONNECTED with a version that we did not offer
    ConnectTimeout, //!< no CONNECTED in time
    ErrorFrame, //!< ERROR, and the broker closed
    PeerClosed, //!< the connection ended without a word
    HeartBeatLost, //!< the peer was silent for too long
    ProtocolError, //!< the parser refused the bytes, or a frame came out of turn
    TransportFailed, //!< the socket said so
};

[[nodiscard]] std::string_view toString(SubscriptionState state);
[[nodiscard]] std::string_view toString(RequestFailure failure);
[[nodiscard]] std::string_view toString(CloseReason reason);

} // namespace Stomp
