#include "brokermessage.h"

#include <stomp/protocol/escaping.h>

#include <algorithm>
#include <charconv>

namespace Stomp {

namespace {

constexpr std::array<std::string_view, 9> s_brokersOwn{"destination", "receipt", "transaction",
    "content-length", "message-id", "subscription", "ack", "redelivered", "delivery-count"};

bool isBrokersOwn(std::string_view name)
{
    return std::find(s_brokersOwn.begin(), s_brokersOwn.end(), name) != s_brokersOwn.end();
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

} // namespace

BrokerMessage::BrokerMessage(std::uint64_t id, std::string_view destination, const FrameView& send)
    : m_id(id)
{
    // Headers can grow in escaping; the slack is for that and for content-length.
    m_tail.reserve(send.bytes.size() + 64);
    appendHeader("destination", destination);
    std::array<char, 24> digits;
    const auto length = std::to_chars(
        digits.data(), digits.data() + digits.size(), static_cast<std::uint64_t>(send.body.size()));
    m_tail += "content-length:";
    m_tail.append(digits.data(), length.ptr);
    m_tail += '\n';
    bool persistentSeen = false;
    for (const HeaderView& header : send.headers) {
        if (isBrokersOwn(header.name))
            continue;
        if (!persistentSeen && header.name == "persistent") {
            persistentSeen = true;
            m_isPersistent = header.value == "true";
        }
        appendHeader(header.name, header.value);
    }
    m_headerBytes = m_tail.size();
    m_tail += '\n';
    m_tail += send.body;
    m_tail.append("\0\n", 2);
}

void BrokerMessage::appendHeader(std::string_view name, std::string_view value)
{
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
}

std::string_view BrokerMessage::headerLines(Version version) const
{
    if (m_isPlain || version == Version::V12)
        return std::string_view(m_tail).substr(0, m_headerBytes);
    std::string& lines = m_olderLines[version == Version::V10 ? 0 : 1];
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
        const std::size_t colon = rest.find(':');
        const std::size_t end = rest.find('\n');
        for (const bool isName : {true, false}) {
            const std::string_view text =
                isName ? rest.substr(0, colon) : rest.substr(colon + 1, end - colon - 1);
            decoded.clear();
            // What this class escaped itself always decodes.
            static_cast<void>(unescape(text, Version::V12, decoded));
            lines +=
                version == Version::V10 ? escapedFor10(decoded, isName) : escaped(decoded, version);
            lines += isName ? ':' : '\n';
        }
        rest.remove_prefix(end + 1);
    }
    return lines;
}

} // namespace Stomp
