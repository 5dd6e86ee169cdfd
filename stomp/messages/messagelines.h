#pragma once

#include "messageline.h"
#include "messagetext.h"

#include <stomp/protocol/framedecoder.h>

namespace Stomp {

/** Messages of any connections as the JSON lines that MessageLineReader reads back. */
class MessageLines : public MessageText
{
public:
    explicit MessageLines(ConnectionNames names);

    void setName(std::uint32_t connection, const std::string& name);

    void begin(std::string& out) override;
    /** A connection without a name is called by its number. */
    void append(std::string_view frame, const MessageRow& row, std::string& out) override;

private:
    [[nodiscard]] MessageLine& lineOf(std::uint32_t connection);

    ConnectionNames m_names;
    std::map<std::uint32_t, MessageLine> m_lines;
    MessageLine* m_last = nullptr;
    std::uint32_t m_lastConnection = 0;
    FrameDecoder m_decoder;
};

} // namespace Stomp
