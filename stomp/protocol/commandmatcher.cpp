#include "commandmatcher.h"

#include <algorithm>
#include <array>

namespace Stomp {

namespace {

// The most frequent first.
constexpr std::array<std::string_view, 15> commands{"MESSAGE", "SEND", "ACK", "RECEIPT", "NACK",
    "SUBSCRIBE", "UNSUBSCRIBE", "BEGIN", "COMMIT", "ABORT", "ERROR", "CONNECTED", "CONNECT",
    "STOMP", "DISCONNECT"};

CommandMatch matchOne(std::string_view command, std::string_view bytes)
{
    const auto differing =
        std::mismatch(command.begin(), command.end(), bytes.begin(), bytes.end());
    if (differing.second == bytes.end())
        return {};
    auto length = static_cast<std::size_t>(differing.first - command.begin());
    if (length < command.size())
        return {CommandMatch::Status::Impossible, {}, length};
    if (bytes[length] == '\r' && ++length == bytes.size())
        return {};
    if (bytes[length] == '\n')
        return {CommandMatch::Status::Known, command, length + 1};
    return {CommandMatch::Status::Impossible, {}, length};
}

} // namespace

CommandMatch matchCommand(std::string_view bytes)
{
    CommandMatch best{CommandMatch::Status::Impossible, {}, 0};
    for (const std::string_view command : commands) {
        const CommandMatch match = matchOne(command, bytes);
        if (match.status == CommandMatch::Status::Known)
            return match;
        if (match.status == CommandMatch::Status::Incomplete)
            best = match;
        else if (best.status == CommandMatch::Status::Impossible)
            best.length = std::max(best.length, match.length);
    }
    return best;
}

} // namespace Stomp
