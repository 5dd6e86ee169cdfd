#include "destinationpath.h"

namespace Stomp {

namespace {

constexpr std::size_t s_longest = 255;
constexpr std::string_view s_queue = "/queue/";
constexpr std::string_view s_topic = "/topic/";

bool isWildcard(std::string_view segment)
{
    return segment == "*" || segment == ">" || segment == "#";
}

/** Cuts the first segment off; the rest begins with its separator or is empty. */
std::string_view takeSegment(std::string_view& rest)
{
    const std::size_t end = rest.find_first_of("./");
    const std::string_view segment = rest.substr(0, end);
    rest = end == std::string_view::npos ? std::string_view() : rest.substr(end);
    return segment;
}

Refusal invalid(std::string_view text, std::string detail)
{
    return {"Invalid destination [" + std::string(text.substr(0, s_longest)) + "]",
        std::move(detail), {}, Offence::InvalidDestination, std::string(text)};
}

Refusal unknown(std::string_view text)
{
    std::string detail =
        "This broker knows /queue/<name> (each message to one consumer) and /topic/<name> "
        "(a copy to every current subscriber).";
    if (text.starts_with(' '))
        detail += " The name begins with a space: from STOMP 1.1 on, nothing may follow the colon "
                  "of a header but its value.";
    else if (isTemporaryAlias(text))
        detail += " The name after /temp-queue/ or /temp-topic/ is empty.";
    return {"Unknown destination [" + std::string(text.substr(0, s_longest)) + "]",
        std::move(detail), {}, Offence::UnknownDestination, std::string(text)};
}

} // namespace

Verdict DestinationPath::parse(std::string_view text, Wildcards wildcards, DestinationPath& path)
{
    path = {};
    if (isRemoteTemporary(text)) {
        path.kind = text.starts_with("/remote-temp-queue/") ? Kind::Queue : Kind::Topic;
        path.text = text;
        path.isTemporary = true;
        return {};
    }
    const bool isQueue = text.starts_with(s_queue);
    if (!isQueue && !text.starts_with(s_topic))
        return unknown(text);
    if (text.size() > s_longest)
        return invalid(text, "A destination name has at most 255 bytes.");
    bool isPattern = false;
    std::string_view rest = text.substr(s_queue.size());
    for (bool first = true; first || !rest.empty(); first = false) {
        if (!first)
            rest.remove_prefix(1);
        const std::string_view segment = takeSegment(rest);
        if (segment.empty())
            return invalid(text, "A segment of the name (between '.' or '/') is empty.");
        for (const char c : segment) {
            if (static_cast<unsigned char>(c) < 0x20 || c == 0x7f)
                return invalid(text, "Control characters are not allowed in a name.");
        }
        if (!isWildcard(segment))
            continue;
        isPattern = true;
        if (wildcards == Wildcards::Refused)
            return invalid(text, "A message is sent to one name: wildcards are for SUBSCRIBE.");
        if (isQueue)
            return invalid(text, "Wildcards are supported in subscriptions to topics only.");
        if (segment != "*" && !rest.empty())
            return invalid(text, "'>' and '#' stand for the rest of the name: they come last.");
    }
    path.kind = isQueue ? Kind::Queue : Kind::Topic;
    path.text = text;
    path.isPattern = isPattern;
    return {};
}

bool DestinationPath::matches(std::string_view name) const
{
    if (!isPattern)
        return name == text;
    if (style == PatternStyle::Ant)
        return matchesPattern(style, text, name);
    // The prefix says the kind, and is as long for both.
    const std::string_view pattern = text;
    return name.starts_with(pattern.substr(0, s_topic.size()))
        && matchesPattern(style, pattern.substr(s_topic.size()), name.substr(s_topic.size()));
}

bool isTemporaryAlias(std::string_view text)
{
    return text.starts_with("/temp-queue/") || text.starts_with("/temp-topic/");
}

bool isRemoteTemporary(std::string_view text)
{
    return text.starts_with("/remote-temp-queue/") || text.starts_with("/remote-temp-topic/");
}

} // namespace Stomp
