#include "brokermessage.h"

#include <stomp/protocol/escaping.h>

#include <algorithm>
#include <charconv>
#include <new>

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

/** Collects the header lines of a message, and then makes it. */
class BrokerMessage::Writer
{
public:
    Writer() { m_lines.reserve(512); }

    void begin(std::string_view destination, bool hasLength, std::size_t bodySize);
    void append(std::string_view name, std::string_view value);
    /** Of another message, with the escapes of 1.2. */
    void copy(const HeaderView& line);
    void addLines(std::string_view lines) { m_lines += lines; }
    void setPlain(bool isPlain) { m_isPlain = isPlain; }
    [[nodiscard]] BrokerMessage* make(std::string_view body) const;

private:
    void noteGroup(std::string_view name, std::size_t lineAt);

    std::string m_lines;
    std::size_t m_groupAt = 0;
    std::size_t m_groupBytes = 0;
    bool m_isPlain = true;
};

void BrokerMessage::Writer::begin(
    std::string_view destination, bool hasLength, std::size_t bodySize)
{
    append("destination", destination);
    if (!hasLength)
        return;
    std::array<char, 24> digits;
    const auto length = std::to_chars(
        digits.data(), digits.data() + digits.size(), static_cast<std::uint64_t>(bodySize));
    m_lines += "content-length:";
    m_lines.append(digits.data(), length.ptr);
    m_lines += '\n';
}

void BrokerMessage::Writer::append(std::string_view name, std::string_view value)
{
    const std::size_t at = m_lines.size();
    if (needsEscape(name) || needsEscape(value)) {
        m_isPlain = false;
        m_lines += escaped(name, Version::V12);
        m_lines += ':';
        m_lines += escaped(value, Version::V12);
    } else {
        m_lines += name;
        m_lines += ':';
        m_lines += value;
    }
    m_lines += '\n';
    noteGroup(name, at);
}

void BrokerMessage::Writer::copy(const HeaderView& line)
{
    const std::size_t at = m_lines.size();
    m_lines.append(line.name).append(1, ':').append(line.value).append(1, '\n');
    noteGroup(line.name, at);
}

void BrokerMessage::Writer::noteGroup(std::string_view name, std::size_t lineAt)
{
    if (m_groupBytes != 0 || name != "JMSXGroupID")
        return;
    m_groupAt = lineAt + name.size() + 1;
    m_groupBytes = m_lines.size() - 1 - m_groupAt;
}

BrokerMessage* BrokerMessage::Writer::make(std::string_view body) const
{
    const std::size_t size = m_lines.size() + 1 + body.size() + s_end.size();
    auto* message = new (::operator new(sizeof(BrokerMessage) + size)) BrokerMessage;
    char* text = reinterpret_cast<char*>(message + 1);
    text = std::copy(m_lines.begin(), m_lines.end(), text);
    *text++ = '\n';
    text = std::copy(body.begin(), body.end(), text);
    std::copy(s_end.begin(), s_end.end(), text);
    message->m_textBytes = static_cast<std::uint32_t>(size);
    message->m_headerBytes = static_cast<std::uint32_t>(m_lines.size());
    message->m_isPlain = m_isPlain;
    if (m_groupBytes != 0) {
        message->m_rare = std::make_unique<Rare>();
        message->m_rare->groupAt = static_cast<std::uint32_t>(m_groupAt);
        message->m_rare->groupBytes = static_cast<std::uint32_t>(m_groupBytes);
    }
    return message;
}

MessagePtr BrokerMessage::make(
    std::uint64_t id, std::string_view destination, const FrameView& send, const SendTerms& terms)
{
    Writer writer;
    writer.begin(destination, terms.hasLength, send.body.size());
    writer.addLines(terms.added);
    bool persistentSeen = false;
    bool isPersistent = false;
    for (const HeaderView& header : send.headers) {
        if (isBrokersOwn(header.name) && !(terms.keepsSendersOwn && isSendersOwn(header.name)))
            continue;
        if (!persistentSeen && header.name == "persistent") {
            persistentSeen = true;
            isPersistent = header.value == "true";
        }
        writer.append(header.name, header.value);
    }
    BrokerMessage* message = writer.make(send.body);
    MessagePtr owner(message);
    message->m_id = id;
    message->m_priority = terms.priority;
    message->m_expires = terms.expires;
    message->m_isPersistent = isPersistent;
    if (terms.schedule) {
        if (!message->m_rare)
            message->m_rare = std::make_unique<Rare>();
        message->m_rare->schedule = terms.schedule;
    }
    return owner;
}

MessagePtr BrokerMessage::make(const BrokerMessage& original, const Changes& changes)
{
    std::string_view body = original.bodyAndEnd().substr(1);
    body.remove_suffix(s_end.size());
    std::string scratch;
    Writer writer;
    writer.setPlain(original.m_isPlain);
    writer.begin(
        changes.destination, original.header("content-length", scratch).has_value(), body.size());
    std::string_view lines = original.headerLines(Version::V12);
    while (!lines.empty()) {
        const HeaderView line = takeLine(lines);
        const auto& without = changes.without;
        if (!isBrokersOwn(line.name)
            && std::find(without.begin(), without.end(), line.name) == without.end())
            writer.copy(line);
    }
    for (const HeaderView& header : changes.with)
        writer.append(header.name, header.value);
    BrokerMessage* message = writer.make(body);
    MessagePtr owner(message);
    message->m_id = changes.id;
    message->m_priority = original.m_priority;
    message->m_expires = changes.expires;
    message->m_isPersistent = original.m_isPersistent;
    return owner;
}

void BrokerMessage::destroy(const BrokerMessage* message)
{
    message->~BrokerMessage();
    ::operator delete(const_cast<BrokerMessage*>(message));
}

std::optional<std::string_view> BrokerMessage::header(
    std::string_view name, std::string& scratch) const
{
    const bool isOdd = needsEscape(name);
    const std::string escapedName = isOdd ? escaped(name, Version::V12) : std::string();
    if (isOdd)
        name = escapedName;
    std::string_view lines = text().substr(0, m_headerBytes);
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

std::string_view BrokerMessage::headerLines(Version version) const
{
    if (m_isPlain || version == Version::V12)
        return text().substr(0, m_headerBytes);
    if (!m_rare)
        m_rare = std::make_unique<Rare>();
    std::string& lines = m_rare->olderLines[version == Version::V10 ? 0 : 1];
    if (lines.empty())
        lines = linesFor(version);
    return lines;
}

std::string BrokerMessage::linesFor(Version version) const
{
    std::string lines;
    std::string_view rest = text().substr(0, m_headerBytes);
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
