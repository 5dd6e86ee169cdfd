#include "framefilter.h"

#include <algorithm>

namespace Stomp {

namespace {

char lower(char c)
{
    return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
}

bool containsText(std::string_view text, std::string_view part)
{
    return std::search(text.begin(), text.end(), part.begin(), part.end(), [](char a, char b) {
        return lower(a) == lower(b);
    }) != text.end();
}

} // namespace

bool FrameFilter::matches(const FrameRecord& record) const
{
    if (direction && record.direction != *direction)
        return false;
    if (connection && record.connection != *connection)
        return false;
    const bool looksInside = !destination.empty() || !text.empty();
    switch (record.kind) {
    case FrameRecord::Kind::HeartBeats:
        return !looksInside && (command.empty() || command == heartBeats);
    case FrameRecord::Kind::NotRecorded: // they may have been what is looked for
        return command.empty() || command == "MESSAGE" || command == "ACK";
    case FrameRecord::Kind::Frame:
        break;
    }
    if (!command.empty() && record.command() != command)
        return false;
    if (!destination.empty()
        && !containsText(headerOf(record, "destination").value_or(std::string()), destination))
        return false;
    return text.empty() || containsText(record.bytes, text);
}

} // namespace Stomp
