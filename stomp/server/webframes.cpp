#include "webframes.h"

#include <QUtf8StringView>

#include <limits>

namespace Stomp {

namespace {

// What we wrote ourselves is not limited here.
constexpr std::size_t s_unlimited = std::numeric_limits<std::size_t>::max() / 4;

bool isUtf8(std::string_view bytes)
{
    return QUtf8StringView(bytes.data(), static_cast<qsizetype>(bytes.size())).isValidUtf8();
}

} // namespace

WebFrames::WebFrames()
    : m_parser(FrameParser::Side::Server, {s_unlimited, s_unlimited, s_unlimited, s_unlimited})
{
    m_parser.setVersion(Version::V10); // nothing is decoded here
}

std::vector<WebFrames::Message> WebFrames::split(std::string_view bytes)
{
    if (m_isBroken)
        return {{std::string(bytes), isUtf8(bytes)}};
    std::vector<Message> messages;
    m_parser.push(bytes);
    auto result = m_parser.next();
    for (; result == FrameParser::Result::Frame; result = m_parser.next()) {
        std::string frame(m_parser.frame().bytes);
        frame += '\0';
        const bool isText = isUtf8(frame);
        messages.push_back({std::move(frame), isText});
    }
    if (result == FrameParser::Result::Error) {
        m_isBroken = true;
        messages.push_back({std::string(bytes), isUtf8(bytes)});
    }
    // Those of one moment are one.
    if (m_parser.heartBeats() > m_heartBeats)
        messages.push_back({"\n", true});
    m_heartBeats = m_parser.heartBeats();
    return messages;
}

} // namespace Stomp
