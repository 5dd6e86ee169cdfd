#pragma once

#include "messagestore.h"

#include <cstddef>
#include <cstdint>

namespace Stomp {

/** Rows that are looked at, at most, for the message before another one: some 10 ms. */
constexpr std::size_t previousRows = 20'000;

struct PreviousMessage
{
    StoredMessage message; //!< none found: false
    bool isGivenUp = false; //!< there are older rows that were not looked at
};

/** The last message before this one that came on the same subscription of the same connection, with
 * the same destination. None when the message itself is no longer kept. */
[[nodiscard]] PreviousMessage findPrevious(
    const MessageStore& store, std::uint64_t serial, std::size_t maxRows = previousRows);

} // namespace Stomp
