#pragma once

#include <stomp/protocol/frame.h>
#include <stomp/protocol/heartbeat.h>
#include <stomp/protocol/parserlimits.h>
#include <stomp/protocol/version.h>

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace Stomp {

/** What CONNECT says, and the session's deadlines (ms). */
struct SessionOptions
{
    std::vector<Version> versions {Version::V10, Version::V11, Version::V12};
    /** The host header: the virtual host. Never the TCP host unless the caller wants that. */
    std::string host;
    std::optional<std::string> login;
    std::optional<std::string> passcode;
    HeartBeat heartBeat {10'000, 10'000};
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

enum class AckMode : std::uint8_t { Auto, Client, ClientIndividual };
[[nodiscard]] std::string_view toString(AckMode mode);
[[nodiscard]] std::optional<AckMode> ackModeFromString(std::string_view text);

/** Our number of a subscription, unique in the process and never reused; not the id header. */
using SubscriptionKey = std::uint32_t;
/** Our number of a request that a RECEIPT (or ERROR) answers; unique in its session. */
using RequestId = std::uint64_t;

struct SubscribeRequest
{
    std::string destination;
    AckMode ack = AckMode::Auto;
    /** Selector, prefetch, durable name, ...: as the broker wants them, in order. */
    std::vector<Header> headers;
};

enum class SubscriptionState : std::uint8_t {
    Requested, //!< SUBSCRIBE is sent; nothing has answered
    Confirmed, //!< its RECEIPT came
    Assumed, //!< no RECEIPT within its time, though the broker lives: it confirms nothing
    Refused, //!< ERROR answered, or the broker cancelled it
    Ended, //!< unsubscribed, or the session is over
};

enum class CloseReason : std::uint8_t {
    Requested, //!< we disconnected, and the broker let us go
    Refused, //!< ERROR instead of CONNECTED
    VersionNotOffered, //!< CONNECTED with a version that we did not offer
    ConnectTimeout, //!< no CONNECTED in time
    ErrorFrame, //!< ERROR, and the session is over
    PeerClosed, //!< the connection ended without a word
    HeartBeatLost, //!< the peer was silent for too long
    ProtocolError, //!< the parser refused the bytes
    TransportFailed, //!< the socket said so
};

} // namespace Stomp
