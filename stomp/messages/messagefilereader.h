#pragma once

#include "messagelinereader.h"

#include <cstdint>
#include <string>

class QIODevice;

namespace Stomp {

/**
 * Reads a file of JSON lines (MessageLineReader), one message after another, in pieces: keeps no
 * more than the longest line. Ends with the first line that is none of ours, and says which. Empty
 * lines are passed over. One thread.
 */
class MessageFileReader
{
public:
    enum class End : std::uint8_t
    {
        NotYet,
        Complete,
        CutOff, //!< the last line has no LF and is no message: whoever wrote it was stopped
        BadLine,
        Failed, //!< the device; its errorString() says why
    };

    /** Open for reading; must outlive it. */
    explicit MessageFileReader(QIODevice& device);

    /** Valid until the next one is read; null at the end, whichever it is. */
    [[nodiscard]] const MessageLineReader::Message* next();
    [[nodiscard]] End end() const { return m_end; }
    /** The number of the last line, from 1 on. */
    [[nodiscard]] std::uint64_t line() const { return m_line; }
    /** Why that is no message: what was expected, and what is there. */
    [[nodiscard]] const std::string& error() const { return m_error; }
    /** Of the device, up to the end of the last line. */
    [[nodiscard]] std::uint64_t bytes() const { return m_bytes; }

private:
    /** The next line without its LF; false at the end of the device, or when it gave an error. */
    bool takeLine(std::string_view& line, bool& isEnded);
    bool readMore();

    QIODevice& m_device;
    MessageLineReader m_reader;
    std::string m_buffer;
    std::size_t m_begin = 0; //!< of the line, in the buffer
    std::size_t m_looked = 0; //!< up to here there is no LF
    std::uint64_t m_line = 0;
    std::uint64_t m_bytes = 0;
    bool m_isAtEnd = false;
    End m_end = End::NotYet;
    std::string m_error;
};

} // namespace Stomp
