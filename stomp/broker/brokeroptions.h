#pragma once

#include "brokerskin.h"
#include "queuepolicy.h"

#include <stomp/protocol/heartbeat.h>
#include <stomp/protocol/parserlimits.h>

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

namespace Stomp {

/** Patterns are those of a topic subscription, for queues too: "/queue/orders.>", ">" is all. */
struct BrokerUser
{
    std::string login;
    std::string passcode;
    std::optional<std::vector<std::string>> mayRead = {}; //!< absent: everything
    std::optional<std::vector<std::string>> mayWrite = {};
};

/** What a practice broker grants, and its bounds (stomp-facts 1.8 and 4). Bytes and ms. */
struct BrokerOptions
{
    /** Sets the skin, and what its queues do with it. */
    void wear(BrokerSkin::Kind kind)
    {
        skin = kind;
        queues = queuePolicyOf(kind);
    }

    /** Part of session and message ids, which are otherwise counted: two brokers differ by it.
     * Empty: "1"; PracticeServer takes the time. */
    std::string bootId;
    BrokerSkin::Kind skin = BrokerSkin::Kind::Plain;
    /** Empty: everybody may connect, with or without login. */
    std::vector<BrokerUser> users;
    /** The shortest heart-beats it sends and wants: the client's wish decides above that. */
    HeartBeat heartBeat{500, 500};

    ParserLimits parser = ParserLimits::forServer();
    std::size_t headerBlock = 128 * 1024; //!< all header lines of a frame together
    std::size_t beforeConnect = 64 * 1024; //!< the frame that is to be CONNECT
    Millis connectTimeout = 30'000; //!< connection to CONNECT
    Millis failedLoginDelay = 1'000;

    QueuePolicy queues;
    std::size_t prefetch = 1000; //!< unacknowledged messages of a consumer that names no number
    std::size_t outboxForMessages = 1024 * 1024; //!< beyond it a client gets no further messages
    std::size_t outboxCap = 8 * 1024 * 1024; //!< beyond it nothing more is read from the client
    Millis outboxStall = 30'000; //!< beyond the cap and without a byte taken for this long: closed

    /** Copies that wait for one slow topic subscriber, before its producers are held back. */
    std::size_t topicBacklogMessages = 1000;
    std::size_t topicBacklogBytes = 8 * 1024 * 1024;
    /** A subscriber that took nothing for so long holds nobody back: its oldest are discarded. */
    Millis stallGrace = 2'000;
    /** Waiting bytes of a queue that is being read, before its producers are held back. */
    std::size_t queueBacklogBytes = 64 * 1024 * 1024;
    std::size_t storedBytes = 512 * 1024 * 1024; //!< all queues together; beyond it SEND is refused

    std::size_t consumersPerSession = 1000;
    std::size_t transactionsPerSession = 100;
    std::size_t transactionOperations = 10'000;
    std::size_t transactionBytes = 16 * 1024 * 1024;
    std::size_t destinations = 10'000;

    Millis statsInterval = 1'000; //!< on /topic/practice.stats, while somebody is subscribed
    std::size_t statsDestinations = 1'000; //!< named there at most
};

} // namespace Stomp
