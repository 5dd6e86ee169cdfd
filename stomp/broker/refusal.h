#pragma once

#include <cstdint>
#include <optional>
#include <string>

namespace Stomp {

/** What other brokers have words of their own for (skinwords.h), and may not end the connection
 * over. */
enum class Offence : std::uint8_t
{
    Other,
    NotConnected,
    AlreadyConnected,
    WrongVersion, //!< about Refusal::about: what the client accepts
    WrongHeartBeat,
    WrongLogin, //!< about: the login
    ClientIdInUse, //!< about: the client-id
    Malformed,
    UnknownCommand, //!< about: the command
    HeaderTooLong,
    TooManyHeaders,
    CommandTooLong,
    BodyTooLarge,
    NoDestination,
    UnknownDestination, //!< about: the destination
    InvalidDestination, //!< the same
    NotForThisCommand, //!< the same
    NoSuchQueue, //!< about: its bare name
    NoSuchExchange, //!< the same
    ForbiddenHeader, //!< about: the header's name
    WrongHeader, //!< about: the header's name
    WrongMessageType, //!< about: the value of amq-msg-type
    ReadRefused, //!< about: the destination
    WriteRefused, //!< the same
    NoSubscriptionId,
    SubscriptionIdTaken, //!< about: the id
    NoSubscription, //!< about: id or destination of an UNSUBSCRIBE
    WrongSelector,
    WrongAckMode,
    DurableInUse, //!< about: the subscription's name
    DurableQueue,
    DurableNeedsClientId,
    DurableNeedsId,
    NoTransactionHeader,
    TransactionBegun, //!< about: the transaction
    UnknownTransaction, //!< the same
    NackInTransaction,
    NackIn10,
    NackOfBrowser,
    BrowserIn10,
    NoAckHeader, //!< about: the header that is missing
    MalformedAck, //!< about: the reference
    UnknownAck, //!< about: the reference, which is no delivery of this connection
    SettledAck, //!< about: the reference, whose delivery has ended
    AckOfEndedSubscription, //!< about: the reference
};

/** Why a frame is not accepted: becomes an ERROR frame, after which the connection is closed,
 * unless the broker's skin keeps it open. */
struct Refusal
{
    std::string message; //!< one short line, the `message` header
    std::string detail; //!< what to do about it, in the body
    std::string versions; //!< not empty: the `version` header, for a failed negotiation
    Offence offence = Offence::Other;
    std::string about = {}; //!< what the offence says
};

/** Nothing: the frame is accepted. */
using Verdict = std::optional<Refusal>;

} // namespace Stomp
