#include "sendterms.h"

#include <algorithm>
#include <charconv>
#include <string>

namespace Stomp {

namespace {

using Kind = BrokerSkin::Kind;

constexpr unsigned char s_highestPriority = 9;
// Longer spans than this are mistakes, and could not be added to a time.
constexpr std::int64_t s_longest = std::int64_t{1} << 53;

Refusal invalid(const HeaderView& header, std::string detail)
{
    return {"The header " + std::string(header.name)
            + " is not valid: " + std::string(header.value.substr(0, 40)),
        std::move(detail), {}, Offence::WrongHeader, std::string(header.name)};
}

std::optional<std::int64_t> number(std::string_view text)
{
    std::int64_t value = 0;
    const char* end = text.data() + text.size();
    const auto result = std::from_chars(text.data(), end, value);
    if (result.ec != std::errc() || result.ptr != end)
        return {};
    return value;
}

/** Reads one frame's headers; remembers which it has seen. */
class Reader
{
public:
    Reader(const BrokerSkin& skin, Millis wallClock, SendTerms& terms)
        : m_skin(skin), m_now(wallClock), m_terms(terms)
    { }

    Verdict read(const HeaderView& header)
    {
        if (header.name.empty())
            return {};
        switch (header.name.front()) {
        case 'p':
            return header.name == "priority" ? readPriority(header) : Verdict();
        case 'e':
        case 'x':
            return readExpiry(header);
        case 'A':
            return hasSchedules() && header.name.starts_with(s_scheduled) ? readSchedule(header)
                                                                          : Verdict();
        case 'm':
            return m_skin.kind == Kind::RabbitMq && header.name == "message-id" ? notOnSend(header)
                                                                                : Verdict();
        case 'a':
            return m_skin.kind == Kind::ActiveMq && header.name == "amq-msg-type" ? readType(header)
                                                                                  : Verdict();
        default:
            return {};
        }
    }

    Verdict finish()
    {
        if (m_seen & s_period || m_seen & s_repeat || m_seen & s_delay) {
            SendTerms::Schedule& schedule = *m_terms.schedule;
            if (schedule.repeats > 0 && schedule.period == 0)
                return Refusal{"AMQ_SCHEDULED_REPEAT without AMQ_SCHEDULED_PERIOD",
                    "A message that comes again needs the time between two deliveries, in ms, in "
                    "the header AMQ_SCHEDULED_PERIOD.",
                    {}};
            if (schedule.delay == 0 && schedule.repeats == 0)
                m_terms.schedule.reset();
        }
        return {};
    }

private:
    enum Seen : unsigned
    {
        s_priority = 1,
        s_expires = 2,
        s_delay = 4,
        s_period = 8,
        s_repeat = 16,
    };
    static constexpr std::string_view s_scheduled = "AMQ_SCHEDULED_";

    /** False: a repeated header, which does not count. */
    bool isFirst(unsigned what)
    {
        const bool first = (m_seen & what) == 0;
        m_seen |= what;
        return first;
    }

    static Verdict notOnSend(const HeaderView& header)
    {
        return Refusal{"The header " + std::string(header.name) + " is not allowed on SEND",
            "The broker itself numbers the messages.", {}, Offence::ForbiddenHeader,
            std::string(header.name)};
    }

    static Verdict readType(const HeaderView& header)
    {
        if (header.value == "text" || header.value == "bytes")
            return {};
        return Refusal{"Unsupported message type '" + std::string(header.value) + "'",
            "It is text or bytes.", {}, Offence::WrongMessageType, std::string(header.value)};
    }

    bool hasSchedules() const
    {
        return m_skin.kind != Kind::RabbitMq && m_skin.kind != Kind::Spring;
    }

    /** Which of the headers for an expiry the broker knows. */
    bool isExpiry(std::string_view name) const
    {
        switch (m_skin.kind) {
        case Kind::Plain:
            return name == "expires" || name == "expiration" || name == "x-message-ttl";
        case Kind::ActiveMq:
        case Kind::Artemis:
            return name == "expires";
        case Kind::RabbitMq:
            return name == "expiration";
        case Kind::Spring:
            break;
        }
        return false;
    }

    Verdict readPriority(const HeaderView& header)
    {
        if (m_skin.kind == Kind::Spring)
            return {};
        const auto value = number(header.value);
        if (!value || *value < 0 || *value > 255)
            return invalid(header,
                "It is a number from 0 to 9, and 4 when it is absent; RabbitMQ's higher ones count "
                "as 9.");
        if (isFirst(s_priority))
            m_terms.priority =
                static_cast<unsigned char>(std::min<std::int64_t>(*value, s_highestPriority));
        return {};
    }

    Verdict readExpiry(const HeaderView& header)
    {
        const bool isAbsolute = header.name == "expires";
        if (!isExpiry(header.name) || header.value.empty())
            return {};
        const auto value = number(header.value);
        if (!value || *value < 0 || *value > s_longest)
            return invalid(header,
                isAbsolute ? "It is the time of the expiry in ms since 1970, or 0 for never."
                           : "It is the time to live in ms from now on, or 0 for no end.");
        if (*value > 0 && isFirst(s_expires))
            m_terms.expires = isAbsolute ? *value : m_now + *value;
        return {};
    }

    Verdict readSchedule(const HeaderView& header)
    {
        const std::string_view which = header.name.substr(s_scheduled.size());
        if (which == "CRON") {
            if (header.value.empty())
                return {};
            return Refusal{"The header AMQ_SCHEDULED_CRON is not supported by this broker",
                "This broker knows no crontabs: schedule with AMQ_SCHEDULED_DELAY, "
                "AMQ_SCHEDULED_PERIOD (ms) and AMQ_SCHEDULED_REPEAT (a count).",
                {}};
        }
        const bool isRepeat = which == "REPEAT";
        if (which != "DELAY" && which != "TIME" && which != "PERIOD" && !isRepeat)
            return {};
        const auto value = number(header.value);
        if (!value || *value < (isRepeat ? -1 : 0) || *value > s_longest)
            return invalid(header,
                isRepeat              ? "It is how often the message comes again, or -1 for ever."
                    : which == "TIME" ? "It is the time of the delivery in ms since 1970."
                                      : "It is a time in ms.");
        if (!m_terms.schedule)
            m_terms.schedule = SendTerms::Schedule{};
        SendTerms::Schedule& schedule = *m_terms.schedule;
        if (isRepeat && isFirst(s_repeat))
            schedule.repeats =
                *value < 0 ? SendTerms::Schedule::forever : static_cast<std::uint64_t>(*value);
        else if (which == "PERIOD" && isFirst(s_period))
            schedule.period = *value;
        else if (which == "DELAY" && isFirst(s_delay))
            schedule.delay = *value;
        else if (which == "TIME" && isFirst(s_delay))
            schedule.delay = std::max<Millis>(0, *value - m_now);
        return {};
    }

    const BrokerSkin& m_skin;
    Millis m_now;
    SendTerms& m_terms;
    unsigned m_seen = 0;
};

} // namespace

namespace {

/** Classic and Artemis write these into every MESSAGE; stomp-facts 3.6. */
void stamp(const FrameView& send, bool isArtemis, Millis wallClock, std::string& lines)
{
    if (!send.header("expires"))
        lines += "expires:0\n";
    if (!send.header("priority"))
        lines += "priority:4\n";
    if (!send.header("timestamp"))
        lines += "timestamp:" + std::to_string(wallClock) + '\n';
    if (isArtemis && !send.header("persistent"))
        lines += "persistent:false\n";
}

void giveForm(const FrameView& send, const BrokerSkin& skin, Millis wallClock, SendTerms& terms)
{
    if (skin.length == BrokerSkin::Length::AsSent)
        terms.hasLength = send.header("content-length").has_value();
    else if (skin.length == BrokerSkin::Length::NotEmpty)
        terms.hasLength = !send.body.empty();
    terms.keepsSendersOwn = skin.kind == Kind::RabbitMq;
    if (skin.kind == Kind::ActiveMq || skin.kind == Kind::Artemis)
        stamp(send, skin.kind == Kind::Artemis, wallClock, terms.added);
}

} // namespace

Verdict SendTerms::read(
    const FrameView& send, const BrokerSkin& skin, Millis wallClock, SendTerms& terms)
{
    if (!skin.isPlain())
        giveForm(send, skin, wallClock, terms);
    Reader reader(skin, wallClock, terms);
    for (const HeaderView& header : send.headers) {
        if (auto refusal = reader.read(header))
            return refusal;
    }
    return reader.finish();
}

} // namespace Stomp
