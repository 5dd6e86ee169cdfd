#include "bodykind.h"

#include "dialectfacts.h"

#include <cstddef>

namespace Stomp {

namespace {

// Well-formed as of RFC 3629: no overlong forms, no surrogates, nothing above U+10FFFF.
bool isUtf8(std::string_view text)
{
    std::size_t at = 0;
    const auto byte = [&](std::size_t index) {
        return static_cast<unsigned char>(text[index]);
    };
    while (at < text.size()) {
        const unsigned char lead = byte(at);
        std::size_t more = 0;
        unsigned char low = 0x80;
        unsigned char high = 0xbf;
        if (lead >= 0xc2 && lead <= 0xdf) {
            more = 1;
        } else if (lead >= 0xe0 && lead <= 0xef) {
            more = 2;
            low = lead == 0xe0 ? 0xa0 : low;
            high = lead == 0xed ? 0x9f : high;
        } else if (lead >= 0xf0 && lead <= 0xf4) {
            more = 3;
            low = lead == 0xf0 ? 0x90 : low;
            high = lead == 0xf4 ? 0x8f : high;
        } else if (lead >= 0x80) {
            return false;
        }
        if (text.size() - at <= more)
            return false;
        for (std::size_t i = 1; i <= more; ++i) {
            if (byte(at + i) < low || byte(at + i) > high)
                return false;
            low = 0x80;
            high = 0xbf;
        }
        at += more + 1;
    }
    return true;
}

} // namespace

BodyKind kindOfBody(std::string_view body)
{
    const bool hasNul = body.find('\0') != std::string_view::npos;
    return !hasNul && isUtf8(body) ? BodyKind::Text : BodyKind::Bytes;
}

ContentLength contentLengthFor(Dialect dialect, BodyKind kind, std::string_view body)
{
    if (body.find('\0') != std::string_view::npos)
        return ContentLength::Write;
    switch (kind) {
    case BodyKind::Text:
        return ContentLength::Omit;
    case BodyKind::Bytes:
        return ContentLength::Write;
    case BodyKind::Auto:
        break;
    }
    const bool decidesType =
        factsOf(dialect).contentLength.value == ContentLengthMeaning::TextOrBytes;
    return decidesType && kindOfBody(body) == BodyKind::Text ? ContentLength::Omit
                                                             : ContentLength::Write;
}

} // namespace Stomp
