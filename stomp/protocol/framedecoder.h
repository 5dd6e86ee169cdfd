#pragma once

#include "frame.h"
#include "version.h"

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace Stomp {

/**
 * Decodes one complete frame from its stored bytes (FrameView::bytes, without NUL), for painting
 * and opening messages that a store kept; lenient, as FrameParser on the client's side. Reusable;
 * the view is valid until the next decode() and as long as the bytes are.
 */
class FrameDecoder
{
public:
    /** bodyOffset as FrameView::bodyOffset() said when the frame was parsed. */
    const FrameView& decode(std::string_view bytes, std::uint32_t bodyOffset, Version version);

private:
    FrameView m_frame;
    std::vector<HeaderView> m_headers;
    std::string m_unescaped;
};

} // namespace Stomp
