#include "require.h"

#include <stomp/messages/messagefilereader.h>
#include <stomp/messages/messageline.h>
#include <stomp/protocol/framedecoder.h>

#include <QBuffer>

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

// A file of messages, read from any bytes: what is read is written again as lines that read as the
// same messages, and that are written the same way from then on.

using namespace Stomp;

namespace {

std::string written(const MessageLineReader::Message& message)
{
    FrameDecoder decoder;
    std::string line;
    MessageLine(message.connection)
        .appendJson(decoder.decode(message.frame, message.bodyOffset, message.version),
            message.receivedUs, line);
    return line;
}

std::string_view withoutEnd(std::string_view line)
{
    require(line.ends_with('\n'), "a line ends with LF");
    line.remove_suffix(1);
    require(line.find('\n') == std::string_view::npos, "and has no other");
    return line;
}

void rewrite(const MessageLineReader::Message& message)
{
    require(message.bodyOffset <= message.frame.size(), "the body is in the frame");
    const std::string line = written(message);
    MessageLineReader reader;
    const auto* again = reader.read(withoutEnd(line));
    require(again, "what was written is read");
    require(again->frame == message.frame, "the frame is the same");
    require(again->bodyOffset == message.bodyOffset, "and its body");
    std::string_view connection = message.connection;
    if (isPlanted && connection.size() > 4)
        connection.remove_suffix(1);
    require(again->connection == connection, "so is the connection");
    require(again->destination == message.destination, "the destination");
    require(again->isRedelivered == message.isRedelivered, "and whether it came before");
    require(written(*again) == line, "it is written the same way");
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    QByteArray bytes(reinterpret_cast<const char*>(data), static_cast<qsizetype>(size));
    QBuffer device(&bytes);
    device.open(QIODevice::ReadOnly);
    MessageFileReader reader(device);
    std::uint64_t line = 0;
    while (const auto* message = reader.next()) {
        require(reader.line() > line, "lines are counted");
        line = reader.line();
        rewrite(*message);
    }
    require(reader.end() != MessageFileReader::End::NotYet, "it has an end");
    require(reader.bytes() <= size, "no more is read than there is");
    const bool isBad = reader.end() == MessageFileReader::End::BadLine
        || reader.end() == MessageFileReader::End::CutOff;
    require(isBad != reader.error().empty(), "a bad line has a reason");
    require(reader.end() != MessageFileReader::End::Complete || reader.bytes() == size,
        "a complete file was read to its end");
    return 0;
}
