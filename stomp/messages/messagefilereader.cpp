#include "messagefilereader.h"

#include <QIODevice>

namespace Stomp {

namespace {

constexpr std::size_t pieceBytes = 64 * 1024;

bool isBlank(std::string_view line)
{
    return line.find_first_not_of(" \t\r") == std::string_view::npos;
}

} // namespace

MessageFileReader::MessageFileReader(QIODevice& device) : m_device(device) { }

const MessageLineReader::Message* MessageFileReader::next()
{
    std::string_view line;
    bool isEnded = true;
    while (m_end == End::NotYet) {
        if (!takeLine(line, isEnded))
            return nullptr;
        if (isBlank(line))
            continue;
        const bool isGzip = m_line == 1 && line.starts_with("\x1F\x8B");
        if (const auto* message = isGzip ? nullptr : m_reader.read(line))
            return message;
        m_error =
            isGzip ? "the file is packed with gzip: unpack it first (gunzip)" : m_reader.error();
        m_end = isEnded || isGzip ? End::BadLine : End::CutOff;
    }
    return nullptr;
}

bool MessageFileReader::takeLine(std::string_view& line, bool& isEnded)
{
    for (;;) {
        const std::size_t end = m_buffer.find('\n', m_looked);
        if (end != std::string::npos) {
            line = std::string_view(m_buffer).substr(m_begin, end - m_begin);
            m_begin = m_looked = end + 1;
            m_bytes += line.size() + 1;
            ++m_line;
            return true;
        }
        m_looked = m_buffer.size();
        if (m_isAtEnd || m_looked - m_begin > MessageLineReader::longestLine)
            break;
        if (!readMore())
            return false;
    }
    line = std::string_view(m_buffer).substr(m_begin);
    m_begin = m_looked;
    if (line.empty()) {
        m_end = End::Complete;
        return false;
    }
    m_bytes += line.size();
    ++m_line;
    isEnded = !m_isAtEnd; // too long is no question of where it ends
    return true;
}

bool MessageFileReader::readMore()
{
    m_buffer.erase(0, m_begin);
    m_looked -= m_begin;
    m_begin = 0;
    const std::size_t known = m_buffer.size();
    m_buffer.resize(known + pieceBytes);
    const qint64 read = m_device.read(m_buffer.data() + known, pieceBytes);
    m_buffer.resize(known + (read > 0 ? static_cast<std::size_t>(read) : 0));
    if (read < 0) {
        m_end = End::Failed;
        return false;
    }
    m_isAtEnd = read == 0;
    return true;
}

} // namespace Stomp
