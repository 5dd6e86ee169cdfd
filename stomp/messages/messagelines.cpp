#include "messagelines.h"

#include <utility>

namespace Stomp {

MessageLines::MessageLines(ConnectionNames names) : m_names(std::move(names)) { }

void MessageLines::setName(std::uint32_t connection, const std::string& name)
{
    m_names[connection] = name;
    m_lines.erase(connection);
    m_last = nullptr;
}

void MessageLines::begin(std::string&) { }

MessageLine& MessageLines::lineOf(std::uint32_t connection)
{
    if (m_last && m_lastConnection == connection)
        return *m_last;
    auto line = m_lines.find(connection);
    if (line == m_lines.end()) {
        const auto known = m_names.find(connection);
        const std::string name =
            known == m_names.end() ? std::to_string(connection) : known->second;
        line = m_lines.try_emplace(connection, name, &m_masked).first;
    }
    m_last = &line->second;
    m_lastConnection = connection;
    return *m_last;
}

void MessageLines::append(std::string_view frame, const MessageRow& row, std::string& out)
{
    lineOf(row.connection)
        .appendJson(m_decoder.decode(frame, row.bodyOffset, row.version), row.receivedUs, out);
}

} // namespace Stomp
