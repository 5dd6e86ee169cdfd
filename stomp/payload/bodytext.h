#pragma once

#include "charset.h"
#include "contenttype.h"
#include "jsoncheck.h"

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace Stomp {

enum class ContentKind : std::uint8_t
{
    Empty,
    Json,
    Xml,
    Text,
    Binary
};
[[nodiscard]] std::string_view toString(ContentKind kind);

/** Something about a body that its reader should know. */
struct BodyOddity
{
    enum class Kind : std::uint8_t
    {
        NotJson, //!< the content-type says JSON
        LooksLikeJson, //!< no type says so, it begins like an object, and is not JSON
        NotXml, //!< the content-type says XML
        BadText, //!< bytes that are no text in its charset
        UnknownCharset, //!< shown as hex
        Binary, //!< the content-type says text, but there are NUL bytes
        Packed, //!< packed, and not to be unpacked, or not whole
        Entities, //!< XML whose document type declares entities
    };
    Kind kind = Kind::NotJson;
    /** One English line, with the place. */
    std::string message;
    /** Into BodyText::text, or into the body for BadText and Binary. */
    std::optional<std::size_t> offset;
};

/**
 * What is in a body: judged by its content-type and its bytes, where the bytes have the last word
 * (STOMP 1.2 "Header content-type"; no content-type: opaque bytes, so they are looked at).
 * Does not own the body: the view must outlive it, unless the text had to be decoded.
 */
struct BodyText
{
    ContentKind kind = ContentKind::Empty;
    ContentType type;
    Charset charset = Charset::Utf8;
    /** The body as UTF-8: the body itself where it is that already, also when it is not valid. */
    std::string_view text;
    /** text is another copy: the body came in another charset. */
    bool transcoded = false;
    /** Set when the body was meant to be JSON or looks like it. No error: it is JSON. */
    std::optional<JsonError> json;
    std::vector<BodyOddity> oddities;
    std::shared_ptr<const std::string> storage;

    /** contentType as in the header; empty when there is none. Reads the whole body. */
    [[nodiscard]] static BodyText of(std::string_view body, std::string_view contentType);
};

} // namespace Stomp
