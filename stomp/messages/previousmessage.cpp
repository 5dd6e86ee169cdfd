#include "previousmessage.h"

#include <stomp/protocol/framedecoder.h>

#include <string>

namespace Stomp {

namespace {

std::string destinationOf(FrameDecoder& decoder, const StoredMessage& message)
{
    return std::string(
        decoder.decode(message.bytes(), message.row->bodyOffset, message.row->version)
            .value("destination"));
}

} // namespace

PreviousMessage findPrevious(const MessageStore& store, std::uint64_t serial, std::size_t maxRows)
{
    PreviousMessage previous;
    const std::optional<std::size_t> row = store.rowOf(serial);
    if (!row)
        return previous;
    FrameDecoder decoder;
    const MessageRow& own = store.rowAt(*row);
    const std::string destination = destinationOf(decoder, store.messageAt(*row));
    for (std::size_t i = 1; i <= *row; ++i) {
        if (i > maxRows) {
            previous.isGivenUp = true;
            return previous;
        }
        const MessageRow& candidate = store.rowAt(*row - i);
        if (candidate.subscription != own.subscription || candidate.connection != own.connection)
            continue;
        StoredMessage message = store.messageAt(*row - i);
        if (destinationOf(decoder, message) != destination)
            continue;
        previous.message = std::move(message);
        return previous;
    }
    return previous;
}

} // namespace Stomp
