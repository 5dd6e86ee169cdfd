#pragma once

#include <stomp/protocol/heartbeat.h>

#include <cstdint>
#include <string>

namespace Stomp {

/**
 * How the queues of a practice broker treat what is refused, what is too old and what is urgent.
 * The defaults are the plain broker's; a skin fills in the ways of the broker that it imitates
 * (stomp-facts 3.7, 4.3 to 4.5, 4.11).
 */
struct QueuePolicy
{
    /** What a NACK without a requeue header does. */
    enum class Nack : std::uint8_t
    {
        Requeue, //!< back to its place, as RabbitMQ
        DeadLetter, //!< as Classic
        Discard, //!< taken for consumed, as Artemis
    };
    enum class DeadLetters : std::uint8_t
    {
        Individual, //!< each queue has its own: individualPrefix and the queue's name
        Shared, //!< all go to sharedQueue
        None, //!< there is no such queue: what would go there is dropped, and counted
    };

    Nack nack = Nack::Requeue;
    /** In mode client a NACK takes every earlier message with it, as STOMP says. Classic: false. */
    bool cumulativeNack = true;
    /** A message that comes back after so many deliveries is a dead letter; 0: never. */
    std::uint32_t maxDeliveries = 6;

    DeadLetters deadLetters = DeadLetters::Individual;
    std::string individualPrefix = "/queue/DLQ.";
    std::string sharedQueue = "/queue/ActiveMQ.DLQ";
    /** Expired messages become dead letters, too; else they are dropped, and counted. */
    bool expiredAreDeadLetters = true;
    /** Dead letters that are not persistent are dropped instead, and counted, as Classic does. */
    bool dropNonPersistent = false;

    /** Waiting messages in the order of their priority header, and only then of their coming. */
    bool priorityOrder = false;

    /** What a consumer did not acknowledge for so long goes back to the queue; 0: never. */
    Millis ackTimeout = 0;
    /** Its connection is ended as well, as RabbitMQ does. */
    bool ackTimeoutCloses = false;
};

} // namespace Stomp
