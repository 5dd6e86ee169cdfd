#include "framesplitter.h"

#include <QUtf8StringView>

#include <limits>

namespace Stomp {

namespace {

// What we wrote ourselves is not limited here.
constexpr std::size_t unlimited = std::numeric_limits<std::size_t>::max() / 4;

} // namespace

FrameSplitter::FrameSplitter()
    : m_parser(FrameParser::Side::Server, {unlimited, unlimited, unlimited, unlimited})
{
    m_parser.setVersion(Version::V10); // nothing is decoded here
}

std::vector<WebSocketMessage> FrameSplitter::split(std::string_view bytes)
{
    std::vector<WebSocketMessage> messages;
    m_parser.push(bytes);
    while (m_parser.next() == FrameParser::Result::Frame) {
        const std::string_view frame = m_parser.frame().bytes;
        messages.push_back({std::string(frame) + '\0', isUtf8(frame)});
    }
    // A session ends its frames with NUL, so that each line end between them is a heart-beat; that
    // of one moment is one.
    if (m_parser.idleLineEnds() > m_lineEnds)
        messages.push_back({"\n", true});
    m_lineEnds = m_parser.idleLineEnds();
    return messages;
}

bool isUtf8(std::string_view bytes)
{
    return QUtf8StringView(bytes.data(), static_cast<qsizetype>(bytes.size())).isValidUtf8();
}

} // namespace Stomp
