#include "faultedframe.h"

#include <algorithm>

namespace Stomp {

namespace {

constexpr std::string_view s_contentLength = "content-length:";

std::string_view nameOf(std::string_view line)
{
    return line.substr(0, line.find(':'));
}

} // namespace

FaultedFrame::FaultedFrame(const FrameView& frame)
    : m_command(frame.command), m_destination(frame.value("destination")), m_body(frame.body)
{
    std::string_view head = frame.bytes.substr(0, frame.bytes.size() - frame.body.size());
    head.remove_prefix(std::min(head.find('\n') + 1, head.size()));
    while (!head.empty()) {
        const std::size_t end = std::min(head.find('\n'), head.size());
        if (end > 0) // else the line before the body
            m_headers.emplace_back(head.substr(0, end));
        head.remove_prefix(std::min(end + 1, head.size()));
    }
}

bool FaultedFrame::alter(const Fault& fault, FaultDice& dice)
{
    const auto count = static_cast<std::size_t>(fault.values[0]);
    switch (fault.kind) {
    case FaultKind::BadJson:
        breakJson(dice);
        return true;
    case FaultKind::BigHeader:
        addBigHeader(count);
        return true;
    case FaultKind::LineEnds:
        m_lineEnds = count;
        return true;
    case FaultKind::Crlf:
        m_lineEnd = "\r\n";
        return true;
    case FaultKind::ShuffleHeaders:
        shuffleHeaders(dice);
        return true;
    case FaultKind::UnknownHeaders:
        addUnknownHeaders(count, dice);
        return true;
    default:
        return false;
    }
}

void FaultedFrame::addBigHeader(std::size_t length)
{
    static constexpr std::string_view name = "x-fault-padding:";
    std::string line(name);
    line.append(length > name.size() ? length - name.size() : 1, 'x');
    m_headers.push_back(std::move(line));
}

void FaultedFrame::addUnknownHeaders(std::size_t count, FaultDice& dice)
{
    for (std::size_t i = 0; i < count; ++i) {
        m_headers.insert(
            m_headers.begin() + static_cast<std::ptrdiff_t>(dice.below(m_headers.size() + 1)),
            "x-fault-" + std::to_string(i + 1) + ":unknown " + std::to_string(dice.below(1000)));
    }
}

void FaultedFrame::shuffleHeaders(FaultDice& dice)
{
    const std::vector<std::string> before = m_headers;
    for (std::size_t i = m_headers.size(); i > 1; --i)
        std::swap(m_headers[i - 1], m_headers[dice.below(i)]);
    std::vector<bool> isTaken(before.size());
    for (std::string& line : m_headers) {
        for (std::size_t i = 0; i < before.size(); ++i) {
            if (isTaken[i] || nameOf(before[i]) != nameOf(line))
                continue;
            isTaken[i] = true;
            line = before[i];
            break;
        }
    }
}

void FaultedFrame::breakJson(FaultDice& dice)
{
    const std::size_t last = m_body.find_last_not_of(" \t\r\n");
    const bool isCompound =
        last != std::string::npos && (m_body[last] == '}' || m_body[last] == ']');
    switch (isCompound ? dice.below(4) : 3) {
    case 0: // cut off
        m_body.erase(last);
        break;
    case 1: // a comma too many
        m_body.insert(last, ",");
        break;
    case 2: // closed by the other bracket
        m_body[last] = m_body[last] == '}' ? ']' : '}';
        break;
    default: // closed once too often, or a bracket that nobody opened
        m_body += '}';
        break;
    }
    for (std::string& line : m_headers) {
        if (line.starts_with(s_contentLength))
            line = std::string(s_contentLength) + std::to_string(m_body.size());
    }
}

std::string FaultedFrame::bytes() const
{
    std::string out = m_command + m_lineEnd;
    for (const std::string& line : m_headers) {
        out += line;
        out += m_lineEnd;
    }
    out += m_lineEnd;
    out += m_body;
    out += '\0';
    out.append(m_lineEnds, '\n');
    return out;
}

} // namespace Stomp
