#pragma once

#include "brokermessage.h"

#include <stomp/protocol/heartbeat.h>

#include <cstdint>

namespace Stomp {

class Destination;

/** A message with its place in a queue and its history there. */
struct QueuedMessage
{
    MessagePtr message;
    std::uint64_t place = 0;
    std::uint32_t deliveries = 0; //!< begun so far
    std::uint32_t nacks = 0;
    std::uint64_t row = 0; //!< in the broker's store; 0: not stored
};

/** What became of a delivery. */
enum class Outcome : std::uint8_t
{
    Ack,
    Nack, //!< refused: back to its place
    Bury, //!< refused: to the dead letters
    Drop, //!< refused for good
    Return, //!< its consumer left without a word
};

/** A message that a consumer has and did not acknowledge yet. */
struct Delivery
{
    std::uint64_t number = 0; //!< ascending in its consumer
    QueuedMessage queued;
    Destination* source = nullptr;
    std::uint32_t transaction = 0; //!< not 0: acknowledged in this open transaction
    Outcome outcome = Outcome::Return; //!< what that transaction will do with it
    Millis since = 0; //!< when it was delivered
};

/** Deliveries that an open transaction has, when their subscription ends. */
enum class Marked : std::uint8_t
{
    Return,
    Keep
};

} // namespace Stomp
