#include "frameparser.h"

#include "commandmatcher.h"
#include "escaping.h"
#include "headerdecoding.h"

#include <algorithm>
#include <cstring>
#include <utility>

namespace Stomp {

namespace {

constexpr std::size_t greetingSize = 64;
constexpr std::size_t foundSize = 48;
constexpr auto npos = std::string_view::npos;

void appendUpTo(std::string& out, std::size_t size, std::string_view bytes)
{
    if (out.size() < size)
        out.append(bytes.substr(0, size - out.size()));
}

/** A CR that no LF follows; a line end may have one CR. */
std::size_t findBareCr(std::string_view head)
{
    for (auto at = head.find('\r'); at != npos; at = head.find('\r', at + 1)) {
        if (head[at + 1] != '\n')
            return at;
    }
    return npos;
}

} // namespace

FrameParser::FrameParser(Side side, ParserLimits limits)
    : m_side(side), m_version(side == Side::Client ? Version::V12 : Version::V10), m_limits(limits)
{ }

void FrameParser::push(std::string_view bytes)
{
    if (bytes.empty())
        return;
    std::memcpy(prepare(bytes.size()).data(), bytes.data(), bytes.size());
    commit(bytes.size());
}

std::span<char> FrameParser::prepare(std::size_t size)
{
    consume(std::exchange(m_delivered, 0));
    if (m_state == State::SizedBody)
        return m_buffer.prepare(size, m_bodyOffset + *m_contentLength + 1);
    return m_buffer.prepare(size);
}

void FrameParser::commit(std::size_t size)
{
    m_buffer.commit(size);
    const std::string_view held = m_buffer.view();
    const std::string_view fresh = held.substr(held.size() - size);
    appendUpTo(m_greeting, greetingSize, fresh);
    if (m_error) {
        appendUpTo(m_error.found, foundSize, fresh);
        consume(held.size());
    }
}

FrameParser::Result FrameParser::next()
{
    if (m_error)
        return Result::Error;
    consume(std::exchange(m_delivered, 0));
    while (true) {
        Step step = Step::Failed;
        switch (m_state) {
        case State::BetweenFrames:
            step = skipIdle();
            break;
        case State::Command:
            step = readCommand();
            break;
        case State::Headers:
            step = readHeaders();
            break;
        case State::SizedBody:
            step = readSizedBody();
            break;
        case State::OpenBody:
            step = readOpenBody();
            break;
        }
        if (step == Step::Complete)
            return Result::Frame;
        if (step == Step::Failed)
            return Result::Error;
        if (step == Step::Incomplete) {
            m_buffer.release();
            return Result::Incomplete;
        }
    }
}

FrameParser::Step FrameParser::skipIdle()
{
    const std::string_view bytes = m_buffer.view();
    std::size_t at = 0;
    Step step = Step::Incomplete;
    while (at < bytes.size()) {
        const std::size_t first = at;
        if (bytes[at] == '\r') {
            if (++at == bytes.size()) {
                at = first;
                break;
            }
            if (bytes[at] != '\n')
                return fail(ParseErrorCode::NotStomp, first, first);
        }
        if (bytes[at] == '\n') {
            ++m_idleLineEnds;
            m_heartBeats += m_afterFrame ? 0 : 1;
        } else if (bytes[at] >= 'A' && bytes[at] <= 'Z') {
            m_state = State::Command;
            step = Step::Continue;
            break;
        } else if (bytes[at] != '\0') {
            return fail(ParseErrorCode::NotStomp, at, at);
        }
        m_afterFrame = false;
        ++at;
    }
    consume(at);
    return step;
}

FrameParser::Step FrameParser::readCommand()
{
    const std::string_view bytes = m_buffer.view();
    const std::size_t lastSize = m_frame.command.size();
    std::size_t length = lastSize + 1;
    std::string_view command = m_frame.command;
    if (bytes.size() < length || bytes[lastSize] != '\n' || !bytes.starts_with(command)) {
        const CommandMatch match = matchCommand(bytes);
        if (match.status == CommandMatch::Status::Incomplete)
            return Step::Incomplete;
        if (match.status == CommandMatch::Status::Impossible)
            return fail(ParseErrorCode::UnknownCommand, match.length, 0);
        command = match.command;
        length = match.length;
    }
    if (command.size() > m_limits.command)
        return fail(ParseErrorCode::CommandTooLong, m_limits.command, 0);
    m_frame = {};
    m_frame.command = command;
    m_fields.clear();
    m_contentLength.reset();
    m_hasBackslash = false;
    m_scanner.reset();
    m_line = m_scanned = length;
    m_state = State::Headers;
    return Step::Continue;
}

FrameParser::Step FrameParser::readHeaders()
{
    const std::string_view bytes = m_buffer.view();
    while (true) {
        const std::size_t lineEnd = m_scanner.scan(bytes, m_scanned);
        std::string_view line = bytes.substr(m_line, lineEnd == npos ? npos : lineEnd - m_line);
        // Before the line is complete, its last CR may yet be a part of the line end.
        if (line.ends_with('\r'))
            line.remove_suffix(1);
        if (const Step step = checkLine(line); step != Step::Continue)
            return step;
        if (lineEnd == npos) {
            m_scanned = bytes.size();
            return Step::Incomplete;
        }
        m_scanned = lineEnd + 1;
        if (line.empty())
            return endHeaders();
        if (const Step step = takeHeader(line); step != Step::Continue)
            return step;
        m_scanner.reset();
        m_line = m_scanned;
    }
}

/** What can be said of a line before it is complete. */
FrameParser::Step FrameParser::checkLine(std::string_view line)
{
    // A NUL is legal by the letter, but in practice a forgotten blank line: say so, do not wait.
    const std::size_t nul = m_scanner.nul();
    if (m_side == Side::Server && nul != npos && nul - m_line <= m_limits.headerLine)
        return fail(ParseErrorCode::MalformedHeader, nul, m_line);
    if (line.size() > m_limits.headerLine)
        return fail(ParseErrorCode::HeaderLineTooLong, m_line + m_limits.headerLine, m_line);
    return Step::Continue;
}

FrameParser::Step FrameParser::takeHeader(std::string_view line)
{
    if (m_fields.size() == m_limits.headerCount)
        return fail(ParseErrorCode::TooManyHeaders, m_line, m_line);
    const std::size_t colon = m_scanner.colon();
    std::uint8_t oddities = FrameView::NoOddity;
    const HeaderView header = splitHeader(line, colon == npos ? npos : colon - m_line, oddities);
    if (m_side == Side::Server && oddities != FrameView::NoOddity)
        return fail(ParseErrorCode::MalformedHeader, m_line, m_line);
    m_frame.oddities |= oddities;
    m_hasBackslash |= m_scanner.hasBackslash();
    m_fields.push_back({m_line, header.name.size(), m_line + line.size() - header.value.size(),
        header.value.size()});
    return header.name == "content-length" ? takeContentLength(header.value) : Step::Continue;
}

FrameParser::Step FrameParser::takeContentLength(std::string_view value)
{
    // The first one counts, also when it is of no use.
    if (m_contentLength || (m_frame.oddities & FrameView::BadContentLength))
        return Step::Continue;
    m_contentLength = parseContentLength(value);
    const std::size_t at = m_fields.back().value;
    if (!m_contentLength) {
        if (m_side == Side::Server)
            return fail(ParseErrorCode::BadContentLength, at, m_line);
        m_frame.oddities |= FrameView::BadContentLength;
    } else if (*m_contentLength > m_limits.body) {
        return fail(ParseErrorCode::BodyTooLarge, at, m_line);
    }
    return Step::Continue;
}

FrameParser::Step FrameParser::endHeaders()
{
    m_bodyOffset = m_scanned;
    const std::string_view head = m_buffer.view().substr(0, m_bodyOffset);
    if (m_side == Side::Server && m_version == Version::V12) {
        // Before it is escaped, a CR is no part of a header of 1.2.
        if (const std::size_t bare = findBareCr(head); bare != npos)
            return fail(ParseErrorCode::MalformedHeader, bare, head.rfind('\n', bare) + 1);
    }
    m_hasBackslash = m_hasBackslash && !isExemptFromEscaping(m_frame.command);
    if (m_hasBackslash && m_side == Side::Server) {
        const std::size_t undefined = findUndefinedEscape(head, m_version);
        if (undefined != npos)
            return fail(
                ParseErrorCode::UndefinedEscape, undefined, head.rfind('\n', undefined) + 1);
    }
    m_state = m_contentLength ? State::SizedBody : State::OpenBody;
    return Step::Continue;
}

FrameParser::Step FrameParser::readSizedBody()
{
    const std::string_view bytes = m_buffer.view();
    const std::size_t end = m_bodyOffset + *m_contentLength;
    if (bytes.size() <= end)
        return Step::Incomplete;
    if (bytes[end] != '\0')
        return fail(ParseErrorCode::MissingTerminator, end, end);
    deliver(end);
    return Step::Complete;
}

FrameParser::Step FrameParser::readOpenBody()
{
    const std::string_view bytes = m_buffer.view();
    const std::size_t limit = m_bodyOffset + m_limits.body;
    const auto end = bytes.substr(0, limit + 1).find('\0', m_scanned);
    if (end != npos) {
        deliver(end);
        return Step::Complete;
    }
    m_scanned = bytes.size();
    if (bytes.size() > limit)
        return fail(ParseErrorCode::BodyTooLarge, limit, limit);
    return Step::Incomplete;
}

void FrameParser::deliver(std::size_t bodyEnd)
{
    const std::string_view bytes = m_buffer.view();
    m_frame.bytes = bytes.substr(0, bodyEnd);
    m_frame.body = m_frame.bytes.substr(m_bodyOffset);
    m_headers.resize(m_fields.size());
    for (std::size_t i = 0; i < m_fields.size(); ++i) {
        const Field& field = m_fields[i];
        m_headers[i] = {
            bytes.substr(field.name, field.nameSize), bytes.substr(field.value, field.valueSize)};
    }
    if (m_hasBackslash
        && !unescapeHeaders(bytes.substr(0, m_bodyOffset), m_headers, m_version, m_unescaped))
        m_frame.oddities |= FrameView::UndefinedEscape;
    m_frame.headers = m_headers;
    if (m_side == Side::Server)
        takeOffPadding();
    m_delivered = bodyEnd + 1;
    m_state = State::BetweenFrames;
    m_afterFrame = true;
}

void FrameParser::takeOffPadding()
{
    const bool opens = m_frame.command == "CONNECT" || m_frame.command == "STOMP";
    if (opens ? m_frame.header("accept-version").has_value() : m_version != Version::V10)
        return;
    for (HeaderView& header : m_headers)
        header = {withoutPadding(header.name), withoutPadding(header.value)};
}

FrameParser::Step FrameParser::fail(ParseErrorCode code, std::size_t at, std::size_t foundFrom)
{
    const std::string_view bytes = m_buffer.view();
    m_error = {code, m_streamOffset + at, std::string(bytes.substr(foundFrom, foundSize))};
    consume(bytes.size());
    return Step::Failed;
}

void FrameParser::consume(std::size_t size)
{
    m_buffer.consume(size);
    m_streamOffset += size;
}

} // namespace Stomp
