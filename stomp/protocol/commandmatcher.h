#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>

namespace Stomp {

/** What the first line of a frame is, as far as its bytes have come. */
struct CommandMatch
{
    enum class Status : std::uint8_t
    {
        Known,
        Incomplete,
        Impossible
    };

    Status status = Status::Incomplete;
    /** Known: the command, as a literal that lives for ever. */
    std::string_view command;
    /** Known: bytes up to and with the line end. Impossible: up to the byte that rules it out. */
    std::size_t length = 0;
};

/** Matches the start of a frame with the commands of client and server; refuses as soon as no
 * command can come of it. One CR before the line end is taken for a part of it. */
[[nodiscard]] CommandMatch matchCommand(std::string_view bytes);

} // namespace Stomp
