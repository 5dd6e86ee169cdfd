#include "messagelinereader.h"

#include "isotime.h"
#include "messageline.h"

#include <stomp/payload/jsoncheck.h>
#include <stomp/payload/jsonscan.h>
#include <stomp/payload/jsonstring.h>
#include <stomp/payload/utf8.h>
#include <stomp/protocol/escaping.h>

#include <QByteArray>

#include <optional>
#include <utility>

namespace Stomp {

using namespace JsonScan;

namespace {

constexpr std::array<std::string_view, 8> fieldNames{"version", "received", "connection",
    "subscription", "destination", "headers", "body", "bodyBase64"};

bool isString(std::string_view token)
{
    return token.starts_with('"');
}

/** A token for an error's text: not a whole body. */
std::string quoted(std::string_view token)
{
    constexpr std::size_t most = 60;
    if (token.size() <= most)
        return std::string(token);
    return std::string(token.substr(0, utf8CutBefore(token, most))) + "...";
}

std::size_t skipValue(std::string_view text, std::size_t at)
{
    if (text[at] == '"')
        return skipString(text, at);
    if (text[at] == '{' || text[at] == '[')
        return skipContainer(text, at).end;
    return skipScalar(text, at);
}

/** Calls visit with the key's token (empty in an array) and the value's token of each child, until
 * it says false. container is a token of a valid document. */
template <typename Visit>
bool forEachChild(std::string_view container, Visit visit)
{
    const bool isObject = container.front() == '{';
    std::size_t at = skipSpace(container, 1);
    while (at + 1 < container.size()) {
        std::string_view key;
        if (isObject) {
            const std::size_t keyEnd = skipString(container, at);
            key = container.substr(at, keyEnd - at);
            at = skipSpace(container, skipSpace(container, keyEnd) + 1);
        }
        const std::size_t end = skipValue(container, at);
        if (!visit(key, container.substr(at, end - at)))
            return false;
        at = skipSpace(container, end);
        if (at < container.size() && container[at] == ',')
            at = skipSpace(container, at + 1);
    }
    return true;
}

/** What MessageLine makes of bytes that are not UTF-8. */
std::string replacing(std::string_view text)
{
    std::string valid;
    for (auto bad = firstBadUtf8(text); bad; bad = firstBadUtf8(text)) {
        valid.append(text.substr(0, *bad));
        appendUtf8(0xFFFD, valid);
        text.remove_prefix(*bad + 1);
    }
    valid.append(text);
    return valid;
}

} // namespace

const MessageLineReader::Message* MessageLineReader::read(std::string_view line)
{
    m_error.clear();
    if (line.size() > longestLine) {
        fail("the line is longer than any message of the console");
        return nullptr;
    }
    if (const JsonError bad = checkJson(line)) {
        fail(bad.message + " at column " + std::to_string(bad.place.column));
        return nullptr;
    }
    const bool isRead = split(line) && readVersion() && readReceived() && readConnection()
        && readHeaders() && readBody();
    return isRead ? &m_message : nullptr;
}

bool MessageLineReader::fail(std::string message)
{
    m_error = std::move(message);
    return false;
}

bool MessageLineReader::split(std::string_view line)
{
    m_fields = {};
    const std::size_t begin = skipSpace(line, 0);
    if (line[begin] != '{')
        return fail("expected an object {...}, but found " + quoted(line.substr(begin)));
    const std::string_view object = line.substr(begin, skipContainer(line, begin).end - begin);
    return forEachChild(
        object, [this](std::string_view key, std::string_view value) { return take(key, value); });
}

bool MessageLineReader::take(std::string_view keyToken, std::string_view value)
{
    std::string_view name = keyToken.substr(1, keyToken.size() - 2);
    if (name.find('\\') != std::string_view::npos) {
        m_text = decodeJsonString(keyToken);
        name = m_text;
    }
    for (std::size_t i = 0; i < fieldNames.size(); ++i) {
        if (fieldNames[i] != name)
            continue;
        if (!m_fields[i].empty())
            return fail("the field \"" + std::string(name) + "\" is there twice");
        m_fields[i] = value;
    }
    return true;
}

bool MessageLineReader::readVersion()
{
    const std::string_view token = m_fields[VersionField];
    const std::string known = std::to_string(MessageLine::formatVersion);
    if (token == known)
        return true;
    if (token.empty())
        return fail("there is no field \"version\": this is no message of the console");
    return fail("expected version " + known + ", but found " + quoted(token)
        + ": this console does not know that format");
}

bool MessageLineReader::readReceived()
{
    const std::string_view token = m_fields[Received];
    const auto time = isString(token) ? utcUsFromIso(token.substr(1, token.size() - 2))
                                      : std::optional<std::int64_t>();
    if (!time) {
        return fail("expected \"received\" as UTC such as \"2026-01-31T23:59:59.999Z\", but "
            + (token.empty() ? "it is not there" : "found " + quoted(token)));
    }
    m_message.receivedUs = *time;
    return true;
}

bool MessageLineReader::readConnection()
{
    if (!readText("\"connection\"", m_fields[Connection], m_connection))
        return false;
    m_message.connection = m_connection;
    return true;
}

bool MessageLineReader::readText(std::string_view what, std::string_view token, std::string& text)
{
    if (!isString(token)) {
        return fail("expected " + std::string(what) + " as a string, but "
            + (token.empty() ? "it is not there" : "found " + quoted(token)));
    }
    if (hasLoneSurrogate(token))
        return fail(std::string(what) + " has half of a surrogate pair, which stands for no bytes");
    text = decodeJsonString(token);
    return true;
}

bool MessageLineReader::readBase64(
    std::string_view what, std::string_view token, std::string& bytes)
{
    if (!readText(what, token, m_text))
        return false;
    const auto decoded = QByteArray::fromBase64Encoding(
        QByteArray::fromRawData(m_text.data(), static_cast<qsizetype>(m_text.size())),
        QByteArray::Base64Encoding | QByteArray::AbortOnBase64DecodingErrors);
    if (!decoded)
        return fail("expected " + std::string(what) + " in base64, but found " + quoted(token));
    bytes.assign((*decoded).constData(), static_cast<std::size_t>((*decoded).size()));
    return true;
}

bool MessageLineReader::readHeaders()
{
    const std::string_view token = m_fields[Headers];
    if (!token.starts_with('[')) {
        return fail("expected \"headers\" as an array of [name, value], but "
            + (token.empty() ? "it is not there" : "found " + quoted(token)));
    }
    m_hasDestination = m_hasSubscription = m_hasRedelivered = false;
    m_destination.clear();
    m_subscription.clear();
    m_message.isRedelivered = false;
    m_frame = "MESSAGE\n";
    const bool isRead = forEachChild(
        token, [this](std::string_view, std::string_view header) { return readHeader(header); });
    if (!isRead)
        return false;
    m_frame.push_back('\n');
    m_message.bodyOffset = static_cast<std::uint32_t>(m_frame.size());
    m_message.destination = m_destination;
    return agrees(Destination, "destination", m_hasDestination, m_destination)
        && agrees(Subscription, "subscription", m_hasSubscription, m_subscription);
}

bool MessageLineReader::readHeader(std::string_view token)
{
    std::array<std::string_view, 3> parts;
    std::size_t count = 0;
    if (token.starts_with('[')) {
        forEachChild(token, [&](std::string_view, std::string_view part) {
            if (count < parts.size())
                parts[count] = part;
            ++count;
            return true;
        });
    }
    if (count < 2 || count > parts.size())
        return fail("expected a header as [name, value], but found " + quoted(token));
    std::string name;
    std::string value;
    if (!readText("a header's name", parts[0], name)
        || !readText("a header's value", parts[1], value)
        || (count == 3 && !readHeaderBytes(parts[2], name, value)))
        return false;
    appendEscaped(name, Message::version, m_frame);
    m_frame.push_back(':');
    appendEscaped(value, Message::version, m_frame);
    m_frame.push_back('\n');
    // The first of a name is its value.
    if (name == "destination" && !std::exchange(m_hasDestination, true))
        m_destination = std::move(value);
    else if (name == "subscription" && !std::exchange(m_hasSubscription, true))
        m_subscription = std::move(value);
    else if (name == "redelivered" && !std::exchange(m_hasRedelivered, true))
        m_message.isRedelivered = value == "true";
    return true;
}

bool MessageLineReader::readHeaderBytes(
    std::string_view token, std::string& name, std::string& value)
{
    if (!token.starts_with('{'))
        return fail("expected a header's bytes as an object, but found " + quoted(token));
    return forEachChild(token, [&](std::string_view key, std::string_view part) {
        if (key == "\"nameBase64\"")
            return readBase64("nameBase64", part, name);
        if (key == "\"valueBase64\"")
            return readBase64("valueBase64", part, value);
        return true;
    });
}

bool MessageLineReader::agrees(
    Field field, std::string_view headerName, bool wasThere, std::string_view text)
{
    const std::string_view token = m_fields[field];
    if (token.empty())
        return true;
    const std::string name = '"' + std::string(headerName) + '"';
    if (token == "null") {
        return !wasThere || fail(name + " is null, but there is a header of that name");
    }
    if (!readText(name, token, m_text))
        return false;
    if (m_text == text || m_text == replacing(text))
        return true;
    return fail(name + " is " + quoted(token) + ", but the header says " + quoted(text));
}

bool MessageLineReader::readBody()
{
    const std::string_view text = m_fields[Body];
    const std::string_view base64 = m_fields[BodyBase64];
    if (text.empty() == base64.empty()) {
        return fail(text.empty() ? "expected \"body\" or \"bodyBase64\", but neither is there"
                                 : "expected either \"body\" or \"bodyBase64\", but found both");
    }
    std::string body;
    if (text.empty() ? !readBase64("\"bodyBase64\"", base64, body)
                     : !readText("\"body\"", text, body))
        return false;
    m_frame += body;
    m_message.frame = m_frame;
    return true;
}

} // namespace Stomp
