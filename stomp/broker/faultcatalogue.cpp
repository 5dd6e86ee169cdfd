#include "faultcatalogue.h"

#include <stomp/protocol/version.h>

#include <algorithm>
#include <array>
#include <charconv>

namespace Stomp {

namespace {

using Commands = std::string_view;
using enum FaultUnit;

constexpr std::array<FaultParameter, 1> s_delay{{{"", "Delay", Milliseconds, 1, 3'600'000, 200}}};
constexpr std::array<FaultParameter, 1> s_copies{{{"", "Further copies", Number, 1, 100, 1}}};
constexpr std::array<FaultParameter, 2> s_reorder{
    {{"", "Frames of its kind that overtake it", Number, 1, 1000, 1},
        {"wait", "Longest wait for them", Milliseconds, 1, 3'600'000, 1000}}};
constexpr std::array<FaultParameter, 1> s_cut{
    {{"", "Bytes that still come (0: any number)", Bytes, 0, 1'000'000'000, 0}}};
constexpr std::array<FaultParameter, 2> s_split{{{"", "Pieces", Number, 2, 1000, 3},
    {"pause", "Pause between the pieces", Milliseconds, 0, 60'000, 20}}};
constexpr std::array<FaultParameter, 1> s_trickle{
    {{"", "Pause between the bytes", Milliseconds, 0, 60'000, 1}}};
constexpr std::array<FaultParameter, 1> s_versions{{{"", "Versions refused", Versions, 1, 7, 6}}};
constexpr std::array<FaultParameter, 1> s_bigHeader{
    {{"", "Length of the header", Bytes, 1, 64 * 1024 * 1024, 1024 * 1024}}};
constexpr std::array<FaultParameter, 1> s_slow{
    {{"", "Bytes read a second", BytesPerSecond, 1, 1'000'000'000, 1000}}};
constexpr std::array<FaultParameter, 1> s_lineEnds{
    {{"", "Line ends behind the NUL", Number, 0, 10'000, 0}}};
constexpr std::array<FaultParameter, 1> s_headers{{{"", "Further headers", Number, 1, 100'000, 3}}};

constexpr std::array<Commands, 5> s_sent{"MESSAGE", "RECEIPT", "CONNECTED", "ERROR", "ANY"};
constexpr std::array<Commands, 3> s_later{"MESSAGE", "RECEIPT", "ANY"};
constexpr std::array<Commands, 1> s_message{"MESSAGE"};
constexpr std::array<Commands, 11> s_read{"SEND", "SUBSCRIBE", "UNSUBSCRIBE", "ACK", "NACK",
    "BEGIN", "COMMIT", "ABORT", "CONNECT", "DISCONNECT", "ANY"};
constexpr std::array<Commands, 15> s_both{"MESSAGE", "RECEIPT", "CONNECTED", "ERROR", "SEND",
    "SUBSCRIBE", "UNSUBSCRIBE", "ACK", "NACK", "BEGIN", "COMMIT", "ABORT", "CONNECT", "DISCONNECT",
    "ANY"};
constexpr std::array<Commands, 1> s_beat{"HEART-BEAT"};
constexpr std::array<Commands, 1> s_connect{"CONNECT"};

constexpr std::array<FaultInfo, 19> s_catalogue{{
    {FaultKind::Delay, "delay", "Delay",
        "The frame, and what follows it on the connection, comes late.",
        "Waits, keeps its window usable, and gives up only after a time-out of its own.", s_delay,
        s_sent},
    {FaultKind::Drop, "drop", "Drop",
        "The frame is lost: one of the broker's never comes, one of the client's is not answered.",
        "Asks for receipts, misses the one that does not come, and sends again what it must.", {},
        s_both},
    {FaultKind::Duplicate, "duplicate", "Duplicate", "The frame comes more than once.",
        "Knows a message by its message-id, or bears to work on it twice.", s_copies, s_later},
    {FaultKind::Reorder, "reorder", "Reorder",
        "Later frames overtake this one, at most for the given time.",
        "Takes the order from numbers in its messages where the order matters.", s_reorder,
        s_later},
    {FaultKind::Cut, "cut", "Cut in mid-frame", "The connection ends in the middle of the frame.",
        "Throws the half frame away, says that the connection was cut, connects again, and gets "
        "what it had not acknowledged.",
        s_cut, s_sent},
    {FaultKind::Split, "split", "Split at random bytes",
        "The frame comes in pieces, cut at random bytes.",
        "Reads on until the frame is whole: a read is not a frame.", s_split, s_sent},
    {FaultKind::Trickle, "trickle", "One byte at a time", "The frame comes byte by byte.",
        "Reads on until the frame is whole, and loses no time on each byte.", s_trickle, s_sent},
    {FaultKind::NoHeartBeats, "no-heart-beats", "No heart-beats",
        "The broker stops its heart-beats, as one that hangs.",
        "Misses them after about twice the agreed time, closes, and connects again.", {}, s_beat},
    {FaultKind::Error, "error", "ERROR without close",
        "The client's frame is not carried out but answered with ERROR, and the connection stays "
        "open, as RabbitMQ does at times.",
        "Shows the ERROR and ends the connection itself: after ERROR nothing is certain.", {},
        s_read},
    {FaultKind::Refuse, "refuse", "ERROR and close",
        "The client's frame is answered with ERROR, and the connection ends.",
        "Shows the ERROR rather than the lost connection, and does not send the same again for "
        "ever.",
        {}, s_read},
    {FaultKind::Close, "close", "Close without ERROR",
        "The connection ends without a word: behind one of the broker's frames, or instead of the "
        "answer to one of the client's.",
        "Says that the broker closed the connection, and connects again after a pause.", {},
        s_both},
    {FaultKind::RefuseVersions, "refuse-versions", "Refuse versions",
        "The broker does not speak these versions of STOMP.",
        "Goes down to a common version, or names those that the broker offers.", s_versions,
        s_connect},
    {FaultKind::BadJson, "bad-json", "Malformed JSON",
        "The body is damaged, so that it is no JSON any more.",
        "Puts the message aside with the place of the error, and goes on with the next.", {},
        s_message},
    {FaultKind::BigHeader, "big-header", "Oversized header",
        "The frame gets a header of this length.",
        "Has a limit, and names it and the header when it closes the connection.", s_bigHeader,
        s_sent},
    {FaultKind::SlowConsumer, "slow-consumer", "Slow consumer",
        "The broker reads slowly from its clients, as when a slow consumer holds up a queue.",
        "Sends no faster than is taken, keeps what waits within a bound, and stays usable.", s_slow,
        {}},
    {FaultKind::LineEnds, "line-ends", "Line ends behind the NUL",
        "The frame ends with this many line ends: none, as some brokers, or many.",
        "Takes a frame at its NUL, and any number of line ends between frames.", s_lineEnds,
        s_sent},
    {FaultKind::Crlf, "crlf", "CRLF line ends", "The header lines end with CR and LF.",
        "Takes both line ends, as STOMP 1.2 demands.", {}, s_sent},
    {FaultKind::ShuffleHeaders, "shuffle-headers", "Headers in another order",
        "The headers come in a random order.", "Finds headers by their name.", {}, s_sent},
    {FaultKind::UnknownHeaders, "unknown-headers", "Unknown headers",
        "The frame gets further headers that nobody knows.",
        "Ignores or passes on what it does not know.", s_headers, s_sent},
}};

std::string_view unitOf(FaultUnit unit)
{
    switch (unit) {
    case Milliseconds:
        return "ms";
    case Bytes:
        return "B";
    case BytesPerSecond:
        return "B/s";
    case Number:
    case Versions:
        break;
    }
    return "";
}

constexpr std::array<Version, 3> s_versionsInOrder{Version::V10, Version::V11, Version::V12};

std::optional<std::int64_t> readVersions(std::string_view text)
{
    std::int64_t set = 0;
    while (!text.empty()) {
        const std::size_t comma = std::min(text.find(','), text.size());
        const auto version = versionFromString(text.substr(0, comma));
        if (!version)
            return {};
        set |= std::int64_t{1} << static_cast<int>(*version);
        text.remove_prefix(std::min(comma + 1, text.size()));
    }
    return set;
}

} // namespace

std::string FaultParameter::text(std::int64_t value) const
{
    if (unit != Versions)
        return std::to_string(value) + std::string(unitOf(unit));
    std::string list;
    for (const Version version : s_versionsInOrder) {
        if ((value & (std::int64_t{1} << static_cast<int>(version))) == 0)
            continue;
        list += list.empty() ? "" : ",";
        list += toString(version);
    }
    return list;
}

std::optional<std::int64_t> FaultParameter::read(std::string_view text) const
{
    std::optional<std::int64_t> value;
    if (unit == Versions) {
        value = readVersions(text);
    } else {
        std::int64_t number = 0;
        const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
        if (error != std::errc{})
            return {};
        const std::string_view rest = text.substr(static_cast<std::size_t>(end - text.data()));
        if (unit == Milliseconds && rest == "s" && number <= most)
            value = number * 1000;
        else if (rest.empty() || rest == unitOf(unit))
            value = number;
    }
    return value && *value >= least && *value <= most ? value : std::nullopt;
}

std::span<const FaultInfo> faultCatalogue()
{
    return s_catalogue;
}

const FaultInfo& infoOf(FaultKind kind)
{
    return s_catalogue[static_cast<std::size_t>(kind)];
}

const FaultInfo* findFault(std::string_view name)
{
    const auto found = std::find_if(s_catalogue.begin(), s_catalogue.end(),
        [name](const FaultInfo& info) { return info.name == name; });
    return found == s_catalogue.end() ? nullptr : &*found;
}

std::string faultNames()
{
    std::string names;
    for (const FaultInfo& info : s_catalogue) {
        names += names.empty() ? "" : ", ";
        names += info.name;
    }
    return names;
}

bool hasDestination(std::string_view command)
{
    return command == "MESSAGE" || command == "SEND" || command == "SUBSCRIBE" || command == "ANY";
}

bool isClientCommand(std::string_view command)
{
    return command == "STOMP" // the other name of CONNECT
        || std::find(s_read.begin(), s_read.end() - 1, command) != s_read.end() - 1;
}

} // namespace Stomp
