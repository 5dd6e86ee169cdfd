#include "skinnames.h"

#include "destinationregistry.h"

#include <array>

namespace Stomp {

namespace {

using Kind = DestinationPath::Kind;
using Use = SkinName::Use;

constexpr std::string_view s_queue = "/queue/";
constexpr std::string_view s_topic = "/topic/";

DestinationPath pathOf(Kind kind, std::string_view name, PatternStyle style, Use use)
{
    DestinationPath path;
    path.kind = kind;
    path.text = kind == Kind::Queue ? s_queue : s_topic;
    path.text += name;
    path.style = style;
    path.isPattern = use == Use::Subscribe && hasWildcards(style, name);
    return path;
}

Refusal refusalOf(Offence offence, std::string message, std::string detail, std::string_view about)
{
    return {std::move(message), std::move(detail), {}, offence, std::string(about)};
}

Verdict readPlain(std::string_view text, Use use, SkinName& name)
{
    DestinationPath path;
    const auto wildcards = use == Use::Subscribe ? DestinationPath::Wildcards::Allowed
                                                 : DestinationPath::Wildcards::Refused;
    if (auto refusal = DestinationPath::parse(text, wildcards, path))
        return refusal;
    name.paths.push_back(std::move(path));
    return {};
}

/** One part of a list. A prefix that it does not know is part of a queue's name. */
DestinationPath classicPath(std::string_view text, Use use)
{
    if (isRemoteTemporary(text)) {
        DestinationPath path;
        static_cast<void>(DestinationPath::parse(text, DestinationPath::Wildcards::Refused, path));
        return path;
    }
    const Kind kind = text.starts_with(s_topic) ? Kind::Topic : Kind::Queue;
    if (text.starts_with(s_topic) || text.starts_with(s_queue))
        text.remove_prefix(s_queue.size());
    return pathOf(kind, text, PatternStyle::ActiveMq, use);
}

Verdict readClassic(std::string_view text, Use use, SkinName& name)
{
    while (true) {
        const std::size_t comma = text.find(',');
        const std::string_view part = text.substr(0, comma);
        if (part.empty() || part == s_queue || part == s_topic)
            return refusalOf(Offence::InvalidDestination,
                "Invalid empty or 'null' Destination header", "A destination has a name.", part);
        name.paths.push_back(classicPath(part, use));
        if (comma == std::string_view::npos)
            return {};
        text.remove_prefix(comma + 1);
    }
}

bool isOneOf(std::string_view text, std::string_view upper, std::string_view lower)
{
    return text == upper || text == lower;
}

/** A queue or a topic as a header says, else as the address is already, else a topic. */
Verdict readArtemis(std::string_view text, Use use, const FrameView& frame,
    const DestinationRegistry& known, SkinName& name)
{
    const std::string_view type =
        frame.value(use == Use::Send ? "destination-type" : "subscription-type");
    std::string_view address = text;
    if (const std::size_t full = text.find("::"); full != std::string_view::npos) {
        address = text.substr(full + 2);
        name.paths.push_back(pathOf(Kind::Queue, address, PatternStyle::Words, use));
    } else if (isOneOf(type, "ANYCAST", "anycast")) {
        name.paths.push_back(pathOf(Kind::Queue, address, PatternStyle::Words, use));
    } else if (type.empty() && known.lookup(std::string(s_queue).append(address))) {
        name.paths.push_back(pathOf(Kind::Queue, address, PatternStyle::Words, use));
    } else if (type.empty() || isOneOf(type, "MULTICAST", "multicast")) {
        name.paths.push_back(pathOf(Kind::Topic, address, PatternStyle::Words, use));
    } else {
        return refusalOf(Offence::WrongHeader, "Unknown routing type [" + std::string(type) + "]",
            "It is ANYCAST, which makes a queue, or MULTICAST, which makes a topic.", type);
    }
    name.paths.back().shown = text;
    return {};
}

/** Percent signs, slashes and what is not ASCII are written as %XX; %2F is read as a slash. */
std::string rabbitName(std::string_view name)
{
    constexpr std::string_view digits = "0123456789ABCDEF";
    std::string out;
    for (std::size_t i = 0; i < name.size(); ++i) {
        const auto byte = static_cast<unsigned char>(name[i]);
        if (name.substr(i).starts_with("%2F") || name.substr(i).starts_with("%2f")) {
            out += "%2F";
            i += 2;
        } else if (byte == '%' || byte == '/' || byte >= 0x80) {
            out += '%';
            out += digits[byte >> 4];
            out += digits[byte & 15];
        } else {
            out += name[i];
        }
    }
    return out;
}

Verdict readExchange(std::string_view rest, Use use, SkinName& name)
{
    const std::size_t slash = rest.find('/');
    const std::string_view exchange = rest.substr(0, slash);
    const std::string_view key =
        slash == std::string_view::npos ? std::string_view() : rest.substr(slash + 1);
    if (exchange.empty() || key.find('/') != std::string_view::npos)
        return refusalOf(Offence::InvalidDestination, "Invalid destination",
            "'/" + std::string(rest) + "' is not a valid exchange destination", rest);
    if (exchange == "amq.topic") {
        name.paths.push_back(pathOf(Kind::Topic, rabbitName(key), PatternStyle::Words, use));
        return {};
    }
    DestinationPath path;
    path.kind = Kind::Topic;
    path.text = "/exchange/" + rabbitName(exchange);
    path.shown = path.text + (key.empty() ? std::string() : '/' + rabbitName(key));
    if (exchange == "amq.direct")
        path.text = path.shown;
    else if (exchange != "amq.fanout")
        return refusalOf(Offence::NoSuchExchange, "No exchange [" + std::string(exchange) + "]",
            "This broker has amq.topic, amq.direct and amq.fanout.", exchange);
    name.paths.push_back(std::move(path));
    return {};
}

Verdict readRabbit(std::string_view text, Use use, const DestinationRegistry& known, SkinName& name)
{
    struct Form
    {
        std::string_view prefix;
        std::string_view word;
        Kind kind;
    };
    static constexpr std::array<Form, 4> s_forms{{
        {s_queue, "queue", Kind::Queue},
        {s_topic, "topic", Kind::Topic},
        {"/amq/queue/", "amqqueue", Kind::Queue},
        {"/reply-queue/", "'reply-queue'", Kind::Queue},
    }};
    if (isTemporaryAlias(text) || (text.starts_with("/reply-queue/") && use == Use::Subscribe))
        return refusalOf(Offence::NotForThisCommand, "Invalid destination",
            "A reply queue is made by the reply-to of a SEND, and read without a SUBSCRIBE.", text);
    if (text.starts_with("/exchange/"))
        return readExchange(text.substr(10), use, name);
    for (const Form& form : s_forms) {
        if (!text.starts_with(form.prefix))
            continue;
        const std::string_view rest = text.substr(form.prefix.size());
        if (rest.empty() || rest.find('/') != std::string_view::npos)
            return refusalOf(Offence::InvalidDestination, "Invalid destination",
                "'/" + std::string(rest) + "' is not a valid " + std::string(form.word)
                    + " destination",
                text);
        const bool isPlain = form.prefix == s_queue || form.prefix == s_topic;
        name.mustExist = !isPlain;
        name.paths.push_back(pathOf(form.kind, rabbitName(rest), PatternStyle::Words, use));
        if (form.kind == Kind::Queue)
            name.paths.back().isPattern = false;
        if (name.mustExist && !known.lookup(name.paths.back().text)) {
            if (use == Use::Subscribe)
                return refusalOf(Offence::NoSuchQueue, "No queue [" + std::string(rest) + "]",
                    "/amq/queue/ names a queue that is there already.", rest);
            name.isIgnored = true; // a key that no queue has
        }
        return {};
    }
    if (text.empty() || text.starts_with('/'))
        return refusalOf(Offence::UnknownDestination,
            "Unknown destination [" + std::string(text) + "]", {}, text);
    name.paths.push_back(pathOf(Kind::Queue, rabbitName(text), PatternStyle::Words, Use::Send));
    return {};
}

/** Everything is a topic, under the prefixes that an application usually enables. */
Verdict readSpring(std::string_view text, Use use, SkinName& name)
{
    if (!text.starts_with("/topic") && !text.starts_with("/queue")) {
        name.isIgnored = true;
        return {};
    }
    DestinationPath path;
    path.kind = Kind::Topic;
    path.text = text;
    path.style = PatternStyle::Ant;
    path.isPattern = use == Use::Subscribe && hasWildcards(path.style, text);
    name.paths.push_back(std::move(path));
    return {};
}

} // namespace

Verdict SkinName::read(const BrokerSkin& skin, std::string_view text, Use use,
    const FrameView& frame, const DestinationRegistry& known, SkinName& name)
{
    name = {};
    switch (skin.kind) {
    case BrokerSkin::Kind::Plain:
        return readPlain(text, use, name);
    case BrokerSkin::Kind::ActiveMq:
        return readClassic(text, use, name);
    case BrokerSkin::Kind::Artemis:
        return readArtemis(text, use, frame, known, name);
    case BrokerSkin::Kind::RabbitMq:
        return readRabbit(text, use, known, name);
    case BrokerSkin::Kind::Spring:
        break;
    }
    return readSpring(text, use, name);
}

} // namespace Stomp
