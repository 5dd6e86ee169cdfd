#include "brokermessage.h"

#include <stomp/protocol/escaping.h>

#include <algorithm>
#include <charconv>

namespace Stomp {

namespace {

constexpr std::string_view s_end("\0\n", 2); //!< of a MESSAGE frame

constexpr std::array<std::string_view, 9> s_brokersOwn{"destination", "receipt", "transaction",
    "content-length", "message-id", "subscription", "ack", "redelivered", "delivery-count"};

bool isBrokersOwn(std::string_view name)
{
    return std::find(s_brokersOwn.begin(), s_brokersOwn.end(), name) != s_brokersOwn.end();
}

bool isSendersOwn(std::string_view name)
{
    return name == "receipt" || name == "transaction";
}

bool needsEscape(std::string_view text)
{
    return std::any_of(text.begin(), text.end(),
        [](char c) { return c == '\\' || c == ':' || c == '\n' || c == '\r'; });
}

/** 1.0 has no escapes, but a line end in a value (or a colon in a name) must not become another
 * header: such a text is written with the escapes of 1.2, as RabbitMQ does (stomp-facts 1.3). */
std::string escapedFor10(std::string_view text, bool isName)
{
    const bool breaksLine = text.find_first_of(isName ? "\n\r:" : "\n\r") != std::string_view::npos;
    return breaksLine ? escaped(text, Version::V12) : std::string(text);
}

/** Cuts the first line off a block of header lines. */
HeaderView takeLine(std::string_view& lines)
{
    const std::size_t colon = lines.find(':');
    const std::size_t end = lines.find('\n');
    const HeaderView header{lines.substr(0, colon), lines.substr(colon + 1, end - colon - 1)};
    lines.remove_prefix(end + 1);
    return header;
}

} // namespace

BrokerMessage::BrokerMessage(
    std::uint64_t id, std::string_view destination, const FrameView& send, const SendTerms& terms)
    : m_id(id), m_priority(terms.priority), m_expires(terms.expires)
{
    if (terms.schedule)
        m_schedule = std::make_unique<const SendTerms::Schedule>(*terms.schedule);
    // The slack is for content-length; only escapes make it grow beyond that.
    m_tail.reserve(send.bytes.size() + 24);
    begin(destination, terms.hasLength, send.body.size());
    m_tail += terms.added;
    bool persistentSeen = false;
    for (const HeaderView& header : send.headers) {
        if (isBrokersOwn(header.name) && !(terms.keepsSendersOwn && isSendersOwn(header.name)))
            continue;
        if (!persistentSeen && header.name == "persistent") {
            persistentSeen = true;
            m_isPersistent = header.value == "true";
        }
        appendHeader(header.name, header.value);
    }
    end(send.body);
}

BrokerMessage::BrokerMessage(const BrokerMessage& original, const Changes& changes)
    : m_id(changes.id), m_priority(original.m_priority), m_isPlain(original.m_isPlain),
      m_isPersistent(original.m_isPersistent), m_expires(changes.expires)
{
    const std::string_view body = original.bodyAndEnd().substr(1);
    std::string scratch;
    begin(changes.destination, original.header("content-length", scratch).has_value(),
        body.size() - s_end.size());
    std::string_view lines = original.headerLines(Version::V12);
    while (!lines.empty()) {
        const HeaderView header = takeLine(lines);
        const auto& without = changes.without;
        if (isBrokersOwn(header.name)
            || std::find(without.begin(), without.end(), header.name) != without.end())
            continue;
        const std::size_t at = m_tail.size();
        m_tail.append(header.name).append(1, ':').append(header.value).append(1, '\n');
        noteGroup(header.name, at);
    }
    for (const HeaderView& header : changes.with)
        appendHeader(header.name, header.value);
    end(body.substr(0, body.size() - s_end.size()));
    m_tail.shrink_to_fit();
}

void BrokerMessage::begin(std::string_view destination, bool hasLength, std::size_t bodySize)
{
    appendHeader("destination", destination);
    if (!hasLength)
        return;
    std::array<char, 24> digits;
    const auto length = std::to_chars(
        digits.data(), digits.data() + digits.size(), static_cast<std::uint64_t>(bodySize));
    m_tail += "content-length:";
    m_tail.append(digits.data(), length.ptr);
    m_tail += '\n';
}

void BrokerMessage::end(std::string_view body)
{
    m_headerBytes = static_cast<std::uint32_t>(m_tail.size());
    m_tail += '\n';
    m_tail += body;
    m_tail += s_end;
}

void BrokerMessage::noteGroup(std::string_view name, std::size_t lineAt)
{
    if (m_groupBytes != 0 || name != "JMSXGroupID")
        return;
    m_groupAt = static_cast<std::uint32_t>(lineAt + name.size() + 1);
    m_groupBytes = static_cast<std::uint32_t>(m_tail.size() - 1) - m_groupAt;
}

std::optional<std::string_view> BrokerMessage::header(
    std::string_view name, std::string& scratch) const
{
    const bool isOdd = needsEscape(name);
    const std::string escapedName = isOdd ? escaped(name, Version::V12) : std::string();
    if (isOdd)
        name = escapedName;
    std::string_view lines = std::string_view(m_tail).substr(0, m_headerBytes);
    while (!lines.empty()) {
        const HeaderView line = takeLine(lines);
        if (line.name != name)
            continue;
        if (m_isPlain || line.value.find('\\') == std::string_view::npos)
            return line.value;
        scratch.clear();
        static_cast<void>(unescape(line.value, Version::V12, scratch));
        return scratch;
    }
    return {};
}

void BrokerMessage::appendHeader(std::string_view name, std::string_view value)
{
    const std::size_t at = m_tail.size();
    if (needsEscape(name) || needsEscape(value)) {
        m_isPlain = false;
        m_tail += escaped(name, Version::V12);
        m_tail += ':';
        m_tail += escaped(value, Version::V12);
    } else {
        m_tail += name;
        m_tail += ':';
        m_tail += value;
    }
    m_tail += '\n';
    noteGroup(name, at);
}

std::string_view BrokerMessage::headerLines(Version version) const
{
    if (m_isPlain || version == Version::V12)
        return std::string_view(m_tail).substr(0, m_headerBytes);
    if (!m_olderLines)
        m_olderLines = std::make_unique<OlderLines>();
    std::string& lines = (*m_olderLines)[version == Version::V10 ? 0 : 1];
    if (lines.empty())
        lines = linesFor(version);
    return lines;
}

std::string BrokerMessage::linesFor(Version version) const
{
    std::string lines;
    std::string_view rest = std::string_view(m_tail).substr(0, m_headerBytes);
    std::string decoded;
    while (!rest.empty()) {
        const HeaderView line = takeLine(rest);
        for (const bool isName : {true, false}) {
            decoded.clear();
            // What this class escaped itself always decodes.
            static_cast<void>(unescape(isName ? line.name : line.value, Version::V12, decoded));
            lines +=
                version == Version::V10 ? escapedFor10(decoded, isName) : escaped(decoded, version);
            lines += isName ? ':' : '\n';
        }
    }
    return lines;
}

} // namespace Stomp
