#pragma once

#include <QtGlobal>

#include <cstdint>

namespace Bench {

enum class Receipts : std::uint8_t
{
    None,
    Pipelined, //!< one for each message, without waiting for them
    OneByOne, //!< the next message goes out when the receipt is there
};

/**
 * Publishes the orders of FrameSet::makeSends() through the client's public API, never holding more
 * than some bytes that the kernel has not taken; disconnects when all is sent and confirmed.
 * Seconds from the first message to the answer to DISCONNECT; 0 when something failed.
 */
[[nodiscard]] double publish(quint16 port, std::uint64_t messages, Receipts receipts);

/** The same bytes without a client, written 1 MiB at a time. False: the connection broke. */
[[nodiscard]] bool publishBare(quint16 port, std::uint64_t messages);

} // namespace Bench
