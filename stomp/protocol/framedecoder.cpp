#include "framedecoder.h"

#include "escaping.h"
#include "headerdecoding.h"

#include <algorithm>

namespace Stomp {

namespace {

/** Takes the first line, without its line end, off text. */
std::string_view takeLine(std::string_view& text)
{
    const auto end = std::min(text.find('\n'), text.size());
    std::string_view line = text.substr(0, end);
    text.remove_prefix(std::min(end + 1, text.size()));
    if (line.ends_with('\r'))
        line.remove_suffix(1);
    return line;
}

} // namespace

const FrameView& FrameDecoder::decode(
    std::string_view bytes, std::uint32_t bodyOffset, Version version)
{
    const std::string_view head = bytes.substr(0, bodyOffset);
    std::string_view rest = head;
    m_frame = {};
    m_frame.bytes = bytes;
    m_frame.body = bytes.substr(head.size());
    m_frame.command = takeLine(rest);
    m_headers.clear();
    while (!rest.empty()) {
        const std::string_view line = takeLine(rest);
        if (line.empty())
            break;
        m_headers.push_back(splitHeader(line, line.find(':'), m_frame.oddities));
    }
    if (!isExemptFromEscaping(m_frame.command)
        && !unescapeHeaders(head, m_headers, version, m_unescaped))
        m_frame.oddities |= FrameView::UndefinedEscape;
    m_frame.headers = m_headers;
    const auto length = m_frame.header("content-length");
    if (length && !parseContentLength(*length))
        m_frame.oddities |= FrameView::BadContentLength;
    return m_frame;
}

} // namespace Stomp
