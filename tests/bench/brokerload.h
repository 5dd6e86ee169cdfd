#pragma once

#include <cstdint>
#include <optional>
#include <string>

namespace Bench {

/** A broker that listens on loopback. */
struct BrokerAt
{
    std::uint16_t port = 0;
    std::string login{};
    std::string passcode{};
};

/** What one producer sends and some consumers get, each on a connection of its own. */
struct BrokerLoad
{
    std::string destination;
    bool isTopic = false; //!< each consumer gets all messages; else each message goes to one
    std::size_t consumers = 1;
    std::uint64_t messages = 0;
    bool isPersistent = false; //!< and each is confirmed by a receipt
};

/**
 * Deliveries a second, from the first message to the last delivery and receipt; nothing when a
 * message was lost, changed, came twice, or out of order where there is one. The client costs
 * little: it writes frames made beforehand from one thread, and only looks for the ends of those
 * that come, and hashes their bodies, in another.
 */
[[nodiscard]] std::optional<double> run(const BrokerAt& broker, const BrokerLoad& load);

} // namespace Bench
