#include "fault.h"

#include "faultcatalogue.h"

#include <algorithm>

namespace Stomp {

Fault Fault::of(FaultKind kind)
{
    const FaultInfo& info = infoOf(kind);
    Fault fault;
    fault.kind = kind;
    for (std::size_t i = 0; i < info.parameters.size(); ++i)
        fault.values[i] = info.parameters[i].standard;
    if (!info.commands.empty())
        fault.command = info.commands.front();
    return fault;
}

bool Fault::concerns(std::string_view frameCommand, std::string_view place) const
{
    if (command == "ANY") {
        // What a client sends only when nothing that the broker sends can be meant.
        const bool isForClients = isClientCommand(infoOf(kind).commands.front());
        if (isClientCommand(frameCommand) != isForClients || frameCommand == "HEART-BEAT")
            return false;
    } else if (command == "CONNECT") {
        if (frameCommand != "CONNECT" && frameCommand != "STOMP")
            return false;
    } else if (command != frameCommand) {
        return false;
    }
    return destination.empty() || matchesPattern(destination, place);
}

bool matchesPattern(std::string_view pattern, std::string_view text)
{
    std::size_t at = 0;
    std::size_t in = 0;
    std::size_t star = std::string_view::npos;
    std::size_t resume = 0;
    while (in < text.size()) {
        if (at < pattern.size() && pattern[at] == '*') {
            star = at++;
            resume = in;
        } else if (at < pattern.size() && pattern[at] == text[in]) {
            ++at;
            ++in;
        } else if (star != std::string_view::npos) {
            at = star + 1;
            in = ++resume;
        } else {
            return false;
        }
    }
    return std::all_of(pattern.begin() + static_cast<std::ptrdiff_t>(at), pattern.end(),
        [](char c) { return c == '*'; });
}

} // namespace Stomp
